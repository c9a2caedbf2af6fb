import { hasOwnRuntime } from '../builder/daemon-config.ts';
import type { ScopePlan } from '../cache/scope.ts';
import type { BuildRequest } from '../request/build-request.ts';
import * as say from '../runner/say.ts';
import { type MountsPlan, planMounts } from './plan.ts';

/** Decides which cache mounts of a build are kept; undefined where none is wanted, or where it is impossible, with a notice. */
export function chooseMounts(request: BuildRequest, scopes: ScopePlan): MountsPlan | undefined {
  const plan = planMounts(request, scopes);
  if (plan === undefined) return undefined;
  const obstacle = findObstacle(request, process.env);
  if (obstacle === undefined) return plan;
  say.notice(`Cache mounts are not kept: ${obstacle}.`);
  return undefined;
}

/** Returns the reason why cache mounts cannot be kept, as half a sentence. */
export function findObstacle({ builder }: Pick<BuildRequest, 'builder'>, env: NodeJS.ProcessEnv): string | undefined {
  if (builder.endpoint) return 'a builder with an "endpoint" does not let anyone see what its steps mount';
  if (hasOwnRuntime(builder))
    return 'the builder is given an OCI runtime of its own ("buildkitd-config" or "buildkitd-flags")';
  // The first version of the service, which act has, needs no token.
  if (!env.ACTIONS_CACHE_URL && !(env.ACTIONS_RESULTS_URL && env.ACTIONS_RUNTIME_TOKEN)) {
    return 'the runner offers no Actions cache (neither ACTIONS_RESULTS_URL with ACTIONS_RUNTIME_TOKEN nor ACTIONS_CACHE_URL is set)';
  }
  return undefined;
}
