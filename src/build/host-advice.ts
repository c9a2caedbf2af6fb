import { describeMemory, type MemoryWant } from '../builder/memory.ts';
import type { BuildFailure } from '../trace/failure.ts';

/** With cgroups of version 2 BuildKit itself reports lack of memory; elsewhere it only reports how the process ended. */
export function adviseMemory({ exitCode, phase, message }: BuildFailure, memory: MemoryWant): string | undefined {
  const isTold = message.endsWith('did not complete successfully: cannot allocate memory');
  const mayBe = exitCode !== undefined || phase === 'builder';
  return isTold || (mayBe && memory.kills > 0) ? describeMemory(memory) : undefined;
}

/** buildctl reads the context with the rights of the runner's user. */
export function adviseContext({ message }: Pick<BuildFailure, 'message'>): string | undefined {
  const path = /error from sender: \w+ (.+): permission denied/.exec(message)?.[1];
  if (path === undefined) return undefined;
  return `This runner's user may not read ${path}, which is in the context: list it in .dockerignore, or give the user the right.`;
}
