import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cutUnfinished } from '../dockerfile/unfinished.ts';
import type { Step } from '../trace/step.ts';
import type { SolveSpec } from './args.ts';
import { writeDockerfile } from './write-dockerfile.ts';

/**
 * Writes a Dockerfile with only those instructions that a failed solve had finished, and returns the solve of it; undefined where none
 * was finished, or where the Dockerfile cannot be read because BuildKit fetched it itself.
 */
export async function writeUnfinished(
  solve: SolveSpec,
  steps: readonly Step[],
  folder: string,
): Promise<SolveSpec | undefined> {
  const { directory, filename } = solve.request.dockerfile;
  if (directory === undefined) return undefined;
  const bytes = await readFile(join(directory, filename));
  const text = bytes.toString('utf8');
  // A Dockerfile in another encoding would be changed by reading and writing it.
  const cut = Buffer.from(text).equals(bytes) ? cutUnfinished(text, steps, solve.request) : undefined;
  if (cut === undefined) return undefined;
  const dockerfile = await writeDockerfile(join(folder, 'unfinished'), { directory, filename }, cut);
  // The build checks must not fail on the shortened Dockerfile, which has lost the original's `# check` line.
  const buildArgs = solve.request.buildArgs.filter(([name]) => name !== 'BUILDKIT_DOCKERFILE_CHECK');
  const request = { ...solve.request, buildArgs, attests: [], dockerfile };
  return { ...solve, request };
}
