import type { CacheServer } from '../../testbed/actions-cache/cache-server.ts';
import { countTransfers } from '../transfers.ts';
import type { Contestant } from '../types.ts';
import { inputsOf, mustSucceed, runAction, timingOf } from './action.ts';
import { missingPackages } from './missing-packages.ts';
import type { Surroundings } from './surroundings.ts';

/** This action with `cache-mounts: auto` beside an Actions cache. */
export function actionMounts(surroundings: Surroundings, cache: CacheServer): Contestant {
  return {
    name: 'action-mounts',
    async build(job) {
      const inputs = { ...inputsOf(job, surroundings), 'cache-mounts': 'auto', 'cache-mounts-max-size': '2g' };
      const [run, transfers] = await countTransfers(cache, () =>
        runAction(job, { inputs, env: cache.env('refs/heads/main') }),
      );
      mustSucceed(run);
      if (job.situation === 'dependency' && missingPackages(run.main.log) !== 0)
        throw new Error(`The mount was not found whole:\n${run.main.log}`);
      return { ...timingOf(run), transfers };
    },
  };
}
