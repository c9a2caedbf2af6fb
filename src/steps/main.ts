import { takeLease } from '../builder/lease.ts';
import { takeOver } from '../builder/prestart.ts';
import { removeForgotten } from '../builder/removal.ts';
import { startBuilder } from '../builder/start.ts';
import { planScopesOf } from '../cache/scope.ts';
import { chooseMounts } from '../mounts/choose-mounts.ts';
import { hookScript } from '../mounts/hook-script.ts';
import { maskSecrets, maskValues } from '../report/mask.ts';
import { sayNotes } from '../report/notes.ts';
import { readGitContext } from '../request/git-context.ts';
import { cloudSecrets } from '../request/inherited.ts';
import { readInputs } from '../request/inputs.ts';
import { checkPaths } from '../request/paths.ts';
import { proxySecrets, readDockerProxies } from '../request/proxies.ts';
import { parseRequest } from '../request/request.ts';
import { forgetInputs } from '../runner/environment.ts';
import { readLease, saveLease } from './handover.ts';

/**
 * The whole step: reads what the workflow asks for, starts a builder while it looks for the one cache to import, builds, tells
 * the digest, and leaves the cache export and all that the digest does not need to the post step.
 */
export async function main(signal: AbortSignal): Promise<void> {
  const workspace = process.env.GITHUB_WORKSPACE ?? process.cwd();
  const inputs = readInputs();
  forgetInputs();
  const git = await readGitContext(process.env, workspace);
  const request = await checkPaths(
    parseRequest(inputs, git, workspace, process.env, readDockerProxies(process.env)),
    workspace,
    process.env.RUNNER_TEMP,
  );
  // The default of `platforms` is none of the builder's business: docker would run a BuildKit of that platform.
  delete process.env.DOCKER_DEFAULT_PLATFORM;
  await maskSecrets(request.secrets, process.env);
  maskValues([...proxySecrets(request.builder.proxies), ...cloudSecrets(request.builder.inherited)]);
  sayNotes(request.notes);

  // A pre step that started a builder left its lease. There is none after a local action, which has no pre step, or where the
  // pre step could not start one.
  const left = await readLease();
  if (left?.kind === 'key') await removeForgotten(left);
  const own = left?.kind === 'whole' ? left.lease : undefined;
  const lease = own ?? (await takeLease(process.env));
  if (own === undefined) saveLease(lease);
  const scopes = planScopesOf(request.source, git);
  const mounts = chooseMounts(request, scopes);
  const stop = new AbortController();
  const ends = AbortSignal.any([signal, stop.signal]);
  const start = own ? takeOver : startBuilder;
  const starting = start(request.builder, lease, ends, mounts && hookScript);
  // runJob awaits the builder and reports its failure. Until it is loaded nobody does, and Node.js would end the process for an
  // unhandled rejection.
  starting.catch(() => undefined);
  // What a builder does not need for its start is in a file of its own and loaded while Docker, which takes longest, is at work.
  const { runJob } = await import('./job.ts');
  await runJob({ request, git, scopes, lease, mounts, starting, stop }, signal);
}
