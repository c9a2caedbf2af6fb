import * as core from '@actions/core';
import { type BuildJob, runBuild } from './build.ts';
import { type Lease, takeLease } from './buildkit/lease.ts';
import { removeContainer, removeStale, startRemoval } from './buildkit/removal.ts';
import { startBuilder } from './buildkit/start-builder.ts';
import { chooseCache, noCache } from './choose-cache.ts';
import { deferExport } from './defer-export.ts';
import { chooseMounts, keepWith } from './mounts/choose-mounts.ts';
import { startNotes } from './mounts/words.ts';
import { parseReference } from './registry/reference.ts';
import { openRegistry } from './registry-access.ts';
import { cacheWarnings } from './report/cache-warnings.ts';
import { maskSecrets } from './report/mask.ts';
import { sayNotes } from './report/notes.ts';
import { readReport, reportEnd } from './report/result.ts';
import type { BuildRequest } from './request/build-request.ts';
import { type GitContext, readGitContext } from './request/git-context.ts';
import { readInputs } from './request/inputs.ts';
import { checkPaths } from './request/paths.ts';
import { parseRequest } from './request/request.ts';
import { saveHandover, saveLease, toHandover } from './state.ts';

/**
 * The whole step: reads what the workflow asks for, starts a builder while it looks for the one cache to import, builds, tells
 * the digest, and leaves the cache export and all that the digest does not need to the post step.
 */
export async function main(signal: AbortSignal): Promise<void> {
  const workspace = process.env.GITHUB_WORKSPACE ?? process.cwd();
  const git = await readGitContext(process.env, workspace);
  const request = await checkPaths(parseRequest(readInputs(), git, workspace, process.env), workspace);
  await maskSecrets(request.secrets, process.env);
  sayNotes(request.notes);

  const lease = await takeLease(process.env);
  saveLease(lease);
  try {
    const job = await openJob(request, git, lease, signal);
    const [end, stale] = await Promise.all([runBuild(job, signal), sweepStale(lease)]);
    if (stale.length > 0) core.notice(`Removed what an earlier job of this runner left behind: ${stale.join(', ')}.`);
    const mounts = end.job.mounts?.finish();
    if (mounts) sayNotes(startNotes(mounts));
    const [pendingExport, report, warnings] = await Promise.all([
      deferExport(end, signal),
      readReport(end),
      cacheWarnings(end),
    ]);
    signal.throwIfAborted();
    for (const warning of warnings) core.warning(warning);
    const isDone = pendingExport === undefined && mounts === undefined && end.job.builder.container !== undefined;
    const removal = isDone ? startRemoval(lease) : undefined;
    await saveHandover(lease, { ...toHandover(end, report, pendingExport), mounts, removal }).catch((error: Error) => {
      core.warning(`Neither cache nor summary will be written, the post step does not know of them: ${error.message}`);
    });
    reportEnd(end, report);
  } catch (error) {
    // A cancelled job has only seconds, and a builder at work is in its way. The post step removes both once more, with the folder.
    if (signal.aborted) await removeContainer(lease.container);
    throw error;
  }
}

/** Removes, beside the build, what a dead job of this runner left; what keeps it from that is not this build's concern. */
async function sweepStale(lease: Lease): Promise<string[]> {
  // GitHub's own machines are new for every job.
  return process.env.RUNNER_ENVIRONMENT === 'github-hosted' ? [] : removeStale(lease).catch(() => []);
}

/** Starts the builder, which takes longest, and finds out meanwhile which cache it is to import and whether the logins are there. */
async function openJob(request: BuildRequest, git: GitContext, lease: Lease, signal: AbortSignal): Promise<BuildJob> {
  const registry = openRegistry(request.builder.config, signal);
  const mounts = chooseMounts(request, git, lease, signal);
  const stop = new AbortController();
  const starting = startBuilder(request.builder, lease, AbortSignal.any([signal, stop.signal]), mounts?.runtime);
  try {
    const [builder, cache] = await Promise.all([
      starting,
      // A check, an outline or a list of targets reads and writes none.
      request.call === 'build' ? chooseCache(request, git, registry) : noCache,
      registry.checkLogins(request.push ? request.tags.map((tag) => parseReference(tag).domain) : []),
    ]);
    for (const note of builder.notes) core.info(note);
    return { request, builder, cache, lease, registry, mounts: keepWith(builder, mounts) };
  } catch (error) {
    // Docker would go on making the container, which would then be there after everybody has looked for it.
    stop.abort(error);
    await starting.catch(() => undefined);
    throw error;
  }
}
