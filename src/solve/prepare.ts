import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StepFolder } from '../builder/step-folder.ts';
import { usesBuiltInFrontend } from '../dockerfile/frontend.ts';
import type { BuildRequest, Dockerfile } from '../request/build-request.ts';
import type { SolveFiles, SolveSpec } from './args.ts';
import { writeDockerfile } from './write-dockerfile.ts';

/** Prepares the files of a request that buildctl reads and writes, all within the step's folder. */
export async function prepareSolve(
  request: BuildRequest,
  caches: Pick<SolveSpec, 'imports' | 'exports'>,
  { folder }: Pick<StepFolder, 'folder'>,
): Promise<SolveSpec> {
  const [frontend, secrets, dockerfile] = await Promise.all([
    chooseFrontend(request),
    writeSecrets(request, folder),
    alone(request, folder),
  ]);
  const files = { ...filesIn(folder), secrets };
  const progress = request.report.progress === 'plain' ? 'plain' : 'rawjson';
  return { request: { ...request, dockerfile }, ...caches, outputs: 'result', frontend, progress, files };
}

/** Returns the files of a step's solves in its folder. */
export function filesIn(folder: string): Omit<SolveFiles, 'secrets'> {
  return { metadata: join(folder, 'metadata.json'), trace: join(folder, 'trace') };
}

/**
 * A frontend, which the Dockerfile itself may choose, can read the whole folder of the Dockerfile. Where that is not the context, which
 * it can read anyway, the Dockerfile is copied into a folder of its own. A Dockerfile behind a symbolic link is copied too, under the
 * link's name: BuildKit follows no link out of the folder, and beside the target there may be an ignore file of another Dockerfile.
 */
async function alone({ source, dockerfile }: BuildRequest, folder: string): Promise<Dockerfile> {
  const { directory, filename, real } = dockerfile;
  if (directory === undefined || real === undefined) return dockerfile;
  const isContext = source.kind === 'directory' && source.path === directory;
  if (isContext && real === join(directory, filename)) return dockerfile;
  return writeDockerfile(join(folder, 'dockerfile'), { directory, filename }, await readFile(real));
}

/** Removes the values of secrets from the disk once no solve of this step needs them. */
export async function removeSecrets(folder: string): Promise<void> {
  await rm(secretsIn(folder), { recursive: true, force: true });
}

async function chooseFrontend({ dockerfile, builder, buildArgs }: BuildRequest): Promise<SolveSpec['frontend']> {
  if (buildArgs.some(([name]) => name === 'BUILDKIT_SYNTAX')) return 'as written';
  // A remote BuildKit may be of any version, and a remote Dockerfile cannot be read from here.
  if (dockerfile.directory === undefined || builder.endpoint) return 'as written';
  const text = await readFile(join(dockerfile.directory, dockerfile.filename), 'utf8');
  return usesBuiltInFrontend(text, builder.image) ? 'built-in' : 'as written';
}

/**
 * Secrets are never command line arguments: their values are written to files that only this user can read, with names that tell
 * nothing.
 */
async function writeSecrets({ secrets }: BuildRequest, folder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const secret of secrets) {
    if (secret.kind === 'value') files.set(secret.id, join(secretsIn(folder), String(files.size)));
  }
  if (files.size > 0) await mkdir(secretsIn(folder), { recursive: true, mode: 0o700 });
  await Promise.all(
    secrets.map(async (secret) => {
      if (secret.kind === 'value') await writeFile(files.get(secret.id) ?? '', secret.value, { mode: 0o600 });
    }),
  );
  return files;
}

function secretsIn(folder: string): string {
  return join(folder, 'secrets');
}
