import { tmpdir } from 'node:os';
import { takeLease } from '../builder/lease.ts';
import { canPrestart, hasPrestarted, prestart } from '../builder/prestart.ts';
import { startInBackground } from '../docker/background.ts';
import { findObstacle } from '../mounts/choose-mounts.ts';
import { hookScript } from '../mounts/hook-script.ts';
import { asksForMounts } from '../mounts/plan.ts';
import type { BuilderRequest } from '../request/build-request.ts';
import { parseBuilder } from '../request/builder-request.ts';
import { readGitContext } from '../request/git-context.ts';
import { readInputs } from '../request/inputs.ts';
import { readDockerProxies } from '../request/proxies.ts';
import { parseRequest } from '../request/request.ts';
import { parseSteps } from '../request/steps.ts';
import { forgetInputs } from '../runner/environment.ts';
import { saveLease } from './handover.ts';

/**
 * The pre step, before the job's own steps: starts the builder that the build will need, so that docker and BuildKit get ready
 * beside checkout and logins, and on a new runner the pull of BuildKit's image with them. It waits for nothing and says nothing:
 * what goes wrong is for main to tell.
 */
export async function pre(): Promise<void> {
  // Elsewhere only an endpoint will do.
  if ((process.env.RUNNER_OS ?? 'Linux') !== 'Linux') return;
  const { request, runtime } = await foresee();
  // As in main: it is the default of `platforms` alone.
  delete process.env.DOCKER_DEFAULT_PLATFORM;
  if (request.endpoint) return;
  if (!canPrestart(request) || hasPrestarted(process.env.RUNNER_TEMP ?? tmpdir())) {
    startInBackground('sh', ['-c', pullWhereMissing, 'sh', request.image]);
    return;
  }
  const lease = await takeLease(process.env);
  saveLease(lease);
  await prestart(request, lease, runtime);
}

const pullWhereMissing = 'docker image inspect -- "$1" >/dev/null || exec docker pull --quiet -- "$1"';

/** Returns the builder that main will ask for, as far as it is known now: inputs that come from earlier steps are empty yet. */
async function foresee(): Promise<{ request: BuilderRequest; runtime: string | undefined }> {
  const { env } = process;
  const workspace = env.GITHUB_WORKSPACE ?? process.cwd();
  const inputs = readInputs();
  forgetInputs();
  const git = await readGitContext(env, workspace);
  try {
    const request = parseRequest(inputs, git, workspace, env, readDockerProxies(env));
    const keepsMounts = asksForMounts(request) && findObstacle(request, env) === undefined;
    return { request: request.builder, runtime: keepsMounts ? hookScript : undefined };
  } catch {
    const use = { hosts: [], allow: parseSteps(inputs).allow, networkTimeout: 0 };
    return { request: parseBuilder(inputs, { git, workspace, env, warn: () => undefined }, use), runtime: undefined };
  }
}
