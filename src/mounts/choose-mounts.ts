import * as core from '@actions/core';
import type { Builder } from '../buildkit/builder.ts';
import type { Lease } from '../buildkit/lease.ts';
import type { BuildRequest } from '../request/build-request.ts';
import type { GitContext } from '../request/git-context.ts';
import { createKeeper, type MountKeeper } from './keeper.ts';
import { planMounts } from './plan.ts';

/** Makes ready to keep the cache mounts of a build; undefined where none are to be kept or where it is impossible, which a notice says. */
export function chooseMounts(
  request: BuildRequest,
  git: GitContext,
  lease: Lease,
  signal: AbortSignal,
): MountKeeper | undefined {
  const plan = planMounts(request, git);
  if (plan === undefined) return undefined;
  const obstacle = findObstacle(request, process.env);
  if (obstacle === undefined) return createKeeper(plan, lease, signal);
  core.notice(`Cache mounts are not kept: ${obstacle}.`);
  return undefined;
}

/** Returns the keeper, or undefined where the builder turned out to share no folder with this machine, which a notice says. */
export function keepWith(builder: Builder, mounts: MountKeeper | undefined): MountKeeper | undefined {
  if (mounts === undefined || builder.sharedFolder !== undefined) return mounts;
  core.notice("Cache mounts are not kept: Docker's daemon cannot see this runner's folders.");
  return undefined;
}

/** Says why mounts that are to be kept cannot be; half a sentence. */
export function findObstacle({ builder }: Pick<BuildRequest, 'builder'>, env: NodeJS.ProcessEnv): string | undefined {
  if (builder.endpoint) return 'a builder with an "endpoint" does not let anyone see what its steps mount';
  const own =
    builder.flags.some((flag) => /^--oci-worker-binary\b/.test(flag)) || /^\s*binary\s*=/m.test(builder.config ?? '');
  if (own) return 'the builder is given an OCI runtime of its own ("buildkitd-config" or "buildkitd-flags")';
  // The first generation of the service, which act has, needs no token.
  if (!env.ACTIONS_CACHE_URL && !(env.ACTIONS_RESULTS_URL && env.ACTIONS_RUNTIME_TOKEN)) {
    return 'the runner offers no Actions cache (neither ACTIONS_RESULTS_URL with ACTIONS_RUNTIME_TOKEN nor ACTIONS_CACHE_URL is set)';
  }
  return undefined;
}
