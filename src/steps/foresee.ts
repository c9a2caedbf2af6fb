import type { Wish } from '../builder/tenancy.ts';
import { findObstacle } from '../mounts/choose-mounts.ts';
import { hookScript } from '../mounts/hook-script.ts';
import { asksForMounts } from '../mounts/plan.ts';
import type { BuildRequest } from '../request/build-request.ts';

/**
 * Returns the builder that a request asks for, before anything is read that it names. A builder whose cache mounts are kept is not shared:
 * their content belongs to one step.
 */
export function foreseeBuilder(
  request: BuildRequest,
  env: NodeJS.ProcessEnv,
): Pick<Wish, 'request' | 'runtime' | 'sharing'> {
  const keepsMounts = asksForMounts(request) && findObstacle(request, env) === undefined;
  return {
    request: request.builder,
    runtime: keepsMounts ? hookScript : undefined,
    sharing: keepsMounts ? 'step' : request.builderSharing,
  };
}
