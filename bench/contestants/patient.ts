import { say } from '../../testbed/log.ts';
import type { Failure } from '../results.ts';
import type { Contestant } from '../types.ts';

/** Makes a contestant build once more where a build failed, and tells of the failure; throws when that fails too. */
export function patient(contestant: Contestant, tell: (failure: Omit<Failure, 'part'>) => void): Contestant {
  return {
    name: contestant.name,
    build: (job) =>
      contestant.build(job).catch((error: unknown) => {
        const reason =
          String(error instanceof Error ? error.message : error)
            .trim()
            .split('\n')
            .at(-1) ?? '';
        say(`  ${contestant.name} failed, and builds once more: ${reason}`);
        tell({ project: job.project.name, contestant: contestant.name, situation: job.situation, reason });
        return contestant.build(job);
      }),
  };
}
