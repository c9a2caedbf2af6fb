import type { Contestant } from '../types.ts';
import { inputsOf, mustSucceed, runAction, timingOf } from './action.ts';
import type { Surroundings } from './surroundings.ts';

/** This action with a build that breaks in every situation but the first one; what had finished is kept, or not. */
export function failing(what: 'kept' | 'lost', surroundings: Surroundings): Contestant {
  return {
    name: `failing-${what}`,
    async build(job) {
      const inputs = inputsOf(job, surroundings);
      const breaks = job.situation !== 'cold';
      const run = await runAction(job, {
        inputs: {
          ...inputs,
          'build-args': `${inputs['build-args']}\nBROKEN=${breaks ? 'yes' : 'no'}`,
          'cache-on-failure': String(what === 'kept'),
        },
      });
      if (!breaks) mustSucceed(run);
      else if (run.main.exitCode === 0 || run.post.exitCode !== 0)
        throw new Error(`Not as expected:\n${run.main.log}${run.post.log}`);
      const saved = run.post.log.includes('Cache exported to ');
      if (breaks && saved !== (what === 'kept'))
        throw new Error(`Saved or not, against what was asked for:\n${run.post.log}`);
      return timingOf(run);
    },
  };
}
