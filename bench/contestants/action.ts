import { createRunner, pushEvent } from '../../testbed/harness.ts';
import type { Contestant, Job } from '../types.ts';
import { baseOf } from './command.ts';
import type { Surroundings } from './surroundings.ts';

/** This action as a runner runs it: dist/'s main step, then its post step, two processes. */
export function action(state: 'disk' | 'memory', surroundings: Surroundings): Contestant {
  return {
    name: `action-${state}`,
    async build(job) {
      const runner = createRunner({ workspace: job.workspace });
      try {
        const main = await runner.main({
          inputs: { ...inputsOf(job, surroundings), state },
          event: pushEvent({ sha: job.sha }),
        });
        const post = await runner.post();
        for (const step of [main, post]) if (step.exitCode !== 0) throw new Error(`The action failed:\n${step.log}`);
        return { toDigest: main.milliseconds, total: main.milliseconds + post.milliseconds };
      } finally {
        await runner.dispose();
      }
    },
  };
}

/** Returns what a workflow would write in the step's `with`. */
export function inputsOf(job: Job, { image, config }: Surroundings): Record<string, string> {
  return {
    image: `${job.registry}/${job.repository}`,
    tags: job.tags.join('\n'),
    push: 'true',
    'build-args': `BASE=${baseOf(job)}`,
    'cache-from': job.imports.join('\n'),
    'buildkit-image': image,
    'buildkitd-config-inline': config(job.registry),
  };
}
