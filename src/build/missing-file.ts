import { toInstruction } from '../dockerfile/instruction.ts';
import type { BuildFailure } from '../trace/failure.ts';
import type { Step } from '../trace/progress.ts';

/**
 * Turns BuildKit's message that it could not calculate a checksum into a sentence about the file that an instruction names; undefined
 * for any other failure. `context` is the context's folder relative to the workspace, '' for the workspace itself.
 */
export function explainMissingFile(
  { message, step }: BuildFailure,
  context: string,
  steps: readonly Step[],
): string | undefined {
  const path = /failed to calculate checksum of ref \S+ "([^"]*)": not found$/.exec(message)?.[1];
  if (path === undefined) return undefined;
  // BuildKit does not always tell which of the steps that ended has failed.
  const instruction = step?.instruction ?? steps.find(({ instruction }) => names(instruction, path))?.instruction;
  if (instruction === undefined) return undefined;
  const { keyword, flags } = toInstruction(instruction, '\\');
  const from = flags.map((flag) => /^--(?:from=|mount=.*\bfrom=)([^,]*)/.exec(flag)?.[1]).find((name) => name);
  if (from !== undefined) return `${keyword} names ${path}, which is not in ${from}.`;
  const place = context === '' ? 'the context' : `the context ${context}`;
  return `${keyword} names ${path.replace(/^\//, '')}, which is not in ${place} (or .dockerignore leaves it out).`;
}

function names(instruction: string, path: string): boolean {
  return instruction.split(/[\s,=]+/).some((word) => word === path || `/${word}` === path);
}
