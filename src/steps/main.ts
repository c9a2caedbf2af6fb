import { keyOf } from '../builder/offer.ts';
import { removeForgotten } from '../builder/removal.ts';
import { takeStepFolder } from '../builder/step-folder.ts';
import { openTenancy } from '../builder/tenancy.ts';
import { planScopesOf } from '../cache/scope.ts';
import { chooseMounts } from '../mounts/choose-mounts.ts';
import { hookScript } from '../mounts/hook-script.ts';
import { maskSecrets, maskValues } from '../report/mask.ts';
import { sayNotes } from '../report/notes.ts';
import type { BuildRequest } from '../request/build-request.ts';
import { readGitContext } from '../request/git-context.ts';
import { cloudSecrets } from '../request/inherited.ts';
import { readInputs } from '../request/inputs.ts';
import { checkPaths } from '../request/paths.ts';
import { proxySecrets, readDockerProxies } from '../request/proxies.ts';
import { parseRequest } from '../request/request.ts';
import { forgetInputs } from '../runner/environment.ts';
import { foreseeBuilder } from './foresee.ts';
import { readLease, readStepFolder, saveLease, saveStepFolder } from './handover.ts';

/**
 * The whole step: reads what the workflow asks for, starts a builder while it looks for the one cache to import, builds, tells
 * the digest, and leaves the cache export and all that the digest does not need to the post step.
 */
export async function main(signal: AbortSignal): Promise<void> {
  const workspace = process.env.GITHUB_WORKSPACE ?? process.cwd();
  const inputs = readInputs();
  forgetInputs();
  const git = await readGitContext(process.env, workspace);
  const asked = parseRequest(inputs, git, workspace, process.env, readDockerProxies(process.env));
  const request = await checkPaths(asked, workspace, process.env.RUNNER_TEMP);
  // The default of `platforms` is none of the builder's business: docker would run a BuildKit of that platform.
  delete process.env.DOCKER_DEFAULT_PLATFORM;
  await maskSecrets(request.secrets, process.env);
  maskValues([...proxySecrets(request.builder.proxies), ...cloudSecrets(request.builder.inherited)]);
  sayNotes(request.notes);

  // A pre step claimed a builder and left its lease. There is none after a local action, which has no pre step.
  const left = await readLease();
  if (left?.kind === 'key') await removeForgotten(left);
  const before = await readStepFolder();
  const step = before ?? (await takeStepFolder(process.env));
  if (before === undefined) saveStepFolder(step);
  const scopes = planScopesOf(request.source, git);
  const mounts = chooseMounts(request, scopes);
  const stop = new AbortController();
  const ends = AbortSignal.any([signal, stop.signal]);
  const foreseen = foreseeBuilder(asked, process.env);
  const wish = {
    request: request.builder,
    runtime: mounts && hookScript,
    sharing: mounts ? 'step' : request.builderSharing,
    expected: keyOf(foreseen.request, foreseen.runtime),
  } as const;
  const held = left?.kind === 'whole' ? left.lease : undefined;
  const tenancy = openTenancy(wish, step, held, saveLease);
  const { starting } = await tenancy.begin(ends);
  // runJob awaits the builder and reports its failure. Until it is loaded nobody does, and Node.js would end the process for an
  // unhandled rejection.
  starting.catch(() => undefined);
  // What a builder does not need for its start is in a file of its own and loaded while Docker, which takes longest, is at work.
  const { runJob } = await import('./job.ts');
  const others = before || wish.sharing === 'step' || keepsNothing(request) ? 'known' : 'unknown';
  await runJob({ request, git, scopes, step, tenancy, others, mounts, starting, stop }, signal);
}

/** Tells whether a build is for nothing but its own success: without a pre step, no later step is expected to go on from there. */
function keepsNothing({ push, load, outputs, cache }: BuildRequest): boolean {
  return cache.access === 'off' && !push && !load && outputs.length === 0;
}
