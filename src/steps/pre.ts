import { tmpdir } from 'node:os';
import { claim, nameOf } from '../builder/claims.ts';
import { findOffer, keyOf } from '../builder/offer.ts';
import { canPrestart, hasPrestarted, prestart } from '../builder/prestart.ts';
import { reserve } from '../builder/reserve.ts';
import { takeStepFolder } from '../builder/step-folder.ts';
import type { Wish } from '../builder/tenancy.ts';
import { startInBackground } from '../docker/background.ts';
import { parseBuilder } from '../request/builder-request.ts';
import { readGitContext } from '../request/git-context.ts';
import { readInputs } from '../request/inputs.ts';
import { readDockerProxies } from '../request/proxies.ts';
import { parseRequest } from '../request/request.ts';
import { parseSteps } from '../request/steps.ts';
import { forgetInputs } from '../runner/environment.ts';
import { foreseeBuilder } from './foresee.ts';
import { saveLease, saveStepFolder } from './handover.ts';

/**
 * The pre step, before the job's own steps: starts the builder that the build will need, so that docker and BuildKit get ready
 * beside checkout and logins, and on a new runner the pull of BuildKit's image with them. If an earlier step of the job will have the same
 * one, it claims that. It waits for nothing and says nothing: what goes wrong is for main to tell.
 */
export async function pre(): Promise<void> {
  // Elsewhere only an endpoint will do.
  if ((process.env.RUNNER_OS ?? 'Linux') !== 'Linux') return;
  const { request, runtime, sharing } = await foresee();
  const { env } = process;
  // As in main: it is the default of `platforms` alone.
  delete env.DOCKER_DEFAULT_PLATFORM;
  if (request.endpoint) return;
  const step = await takeStepFolder(env);
  saveStepFolder(step);
  const expected = keyOf(request, runtime);
  const other = sharing === 'job' ? await findOffer((offer) => offer.expected === expected, env) : undefined;
  if (other && (await claim(other.lease, nameOf(step), 'expected'))) return saveLease(other.lease);
  const isKnown = canPrestart(request);
  const waits = isKnown && !hasPrestarted(env.RUNNER_TEMP ?? tmpdir());
  const exact = isKnown ? expected : undefined;
  const lease = await reserve({ sharing, expected, exact }, waits ? 'started' : 'reserved', env);
  await claim(lease, nameOf(step), 'expected');
  saveLease(lease);
  if (waits) await prestart(request, lease, runtime);
  else startInBackground('sh', ['-c', pullWhereMissing, 'sh', request.image]);
}

const pullWhereMissing = 'docker image inspect -- "$1" >/dev/null || exec docker pull --quiet -- "$1"';

/** Returns the builder that main will ask for, as far as it is known now: inputs that come from earlier steps are empty yet. */
async function foresee(): Promise<Pick<Wish, 'request' | 'runtime' | 'sharing'>> {
  const { env } = process;
  const workspace = env.GITHUB_WORKSPACE ?? process.cwd();
  const inputs = readInputs();
  forgetInputs();
  const git = await readGitContext(env, workspace);
  try {
    const request = parseRequest(inputs, git, workspace, env, readDockerProxies(env));
    return foreseeBuilder(request, env);
  } catch {
    const use = { hosts: [], allow: parseSteps(inputs).allow, networkTimeout: 0 };
    const request = parseBuilder(inputs, { git, workspace, env, warn: () => undefined }, use);
    return { request, runtime: undefined, sharing: inputs['builder-sharing'] === 'step' ? 'step' : 'job' };
  }
}
