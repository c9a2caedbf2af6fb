import { deferExports } from '../build/after-build.ts';
import { type BuildJob, runBuild } from '../build/attempts.ts';
import { checkPushLogins } from '../build/push-logins.ts';
import { readUnknownNames } from '../build/unknown-names.ts';
import type { Builder } from '../builder/builder.ts';
import type { Lease } from '../builder/lease.ts';
import { removeContainer, removeStale, startRemoval } from '../builder/removal.ts';
import { chooseCache, noCache } from '../cache/choose.ts';
import type { ScopePlan } from '../cache/scope.ts';
import { withoutIdleToken } from '../dockerfile/git-token.ts';
import { manageMounts } from '../mounts/manager.ts';
import { startNotes } from '../mounts/notes.ts';
import type { MountsPlan } from '../mounts/plan.ts';
import { openRegistry, toReach } from '../registry/access.ts';
import { cacheWarnings, noticeOfNoHit } from '../report/cache-warnings.ts';
import { sayNotes } from '../report/notes.ts';
import { readReport, reportEnd } from '../report/result.ts';
import { forShow } from '../report/show.ts';
import type { BuildRequest } from '../request/build-request.ts';
import type { GitContext } from '../request/git-context.ts';
import * as say from '../runner/say.ts';
import { completeRequest } from '../solve/complete.ts';
import { removeSecrets } from '../solve/prepare.ts';
import { saveHandover, toHandover, wantsLog } from './handover.ts';

/** A job whose builder is on its way. */
export interface StartingJob {
  readonly request: BuildRequest;
  readonly git: GitContext;
  /** Whose caches and cache mounts are read and written. */
  readonly scopes: ScopePlan;
  readonly lease: Lease;
  readonly mounts: MountsPlan | undefined;
  readonly starting: Promise<Builder>;
  /** Ends the start of the builder. */
  readonly stop: AbortController;
}

/** Builds, tells the digest, and hands over to the post step; throws a StepFailure, or when the job was cancelled. */
export async function runJob(start: StartingJob, signal: AbortSignal): Promise<void> {
  const { lease } = start;
  try {
    const job = await openJob(start, signal);
    const [end, stale] = await Promise.all([runBuild(job, signal), sweepStale(lease)]);
    if (stale.length > 0) say.notice(`Removed what an earlier job of this runner left behind: ${stale.join(', ')}.`);
    const mounts = await forShow('Cache mounts are not saved', () => end.job.mounts?.finish());
    if (mounts) sayNotes(startNotes(mounts));
    const [pendingExports = [], report, warnings = []] = await Promise.all([
      forShow('The cache is not saved', () => deferExports(end, signal)),
      readReport(end),
      forShow('The caches were not looked at', () => cacheWarnings(end)),
    ]);
    signal.throwIfAborted();
    for (const warning of warnings) say.warning(warning);
    if (warnings.length === 0) for (const notice of noticeOfNoHit(end)) say.notice(notice);
    const isDone =
      pendingExports.length === 0 &&
      mounts === undefined &&
      end.job.builder.container !== undefined &&
      !wantsLog(end.job.request);
    const removal = isDone ? startRemoval(lease) : undefined;
    await saveHandover(lease, { ...toHandover(end, report, pendingExports), mounts, removal }).catch((error: Error) => {
      say.warning(`Neither cache nor summary will be written, the post step does not know of them: ${error.message}`);
    });
    await reportEnd(end, report);
  } catch (error) {
    // A cancelled job has only seconds, and a builder at work is in its way. The post step removes both once more, with the folder.
    if (signal.aborted) await removeContainer(lease.container);
    throw error;
  } finally {
    // A cache export that goes on has found its steps and asks for no secret any more.
    await removeSecrets(lease.folder).catch(() => undefined);
  }
}

/** Removes what a job of this runner that died left behind, while this one builds. An error here does not fail the build. */
async function sweepStale(lease: Lease): Promise<string[]> {
  // GitHub's own machines are new for every job.
  return process.env.RUNNER_ENVIRONMENT === 'github-hosted' ? [] : removeStale(lease).catch(() => []);
}

/** Finds out, while the builder starts, which cache it is to import and whether the logins are there. */
async function openJob(
  { request: asked, git, scopes, lease, ...start }: StartingJob,
  signal: AbortSignal,
): Promise<BuildJob> {
  try {
    const { request, notes } = await completeRequest(await withoutIdleToken(asked), lease.folder, signal);
    if (request.gitToken) say.info(tokenNote(request.gitToken.id));
    sayNotes(notes);
    const registry = openRegistry(toReach(request), signal, request.push ? 'refused' : 'passed over');
    const ready = Promise.all([
      start.starting,
      // A check, an outline or a list of targets reads and writes none.
      request.call === 'build' ? chooseCache(request, scopes, git, registry, signal) : noCache,
    ]);
    const [[builder, cache]] = await Promise.all([ready, checkPushLogins(request, registry, ready)]);
    sayNotes(builder.notes);
    sayNotes((await forShow('The names in the inputs were not compared', () => readUnknownNames(request))) ?? []);
    const mounts = start.mounts && manageMounts(builder, start.mounts, lease, signal);
    return { request, builder, cache, lease, registry, mounts };
  } catch (error) {
    // Docker would go on making the container, which would then be there after everybody has looked for it.
    start.stop.abort(error);
    await start.starting.catch(() => undefined);
    throw error;
  }
}

function tokenNote(id: string): string {
  return `BuildKit fetches git contexts with "github-token". A RUN of this build can read it too, as the secret ${id}.`;
}
