import { deferExports } from '../build/after-build.ts';
import { type BuildJob, runBuild } from '../build/attempts.ts';
import { buildKey, describeLoaded, findSame, noteBuild, readEarlierBuilds } from '../build/earlier-builds.ts';
import { makeRoom } from '../build/make-room.ts';
import { checkPushLogins } from '../build/push-logins.ts';
import { readUnknownNames } from '../build/unknown-names.ts';
import type { Builder } from '../builder/builder.ts';
import type { Lease } from '../builder/lease.ts';
import { removeContainer, removeStale, startRemoval } from '../builder/removal.ts';
import type { StepFolder } from '../builder/step-folder.ts';
import type { Tenancy } from '../builder/tenancy.ts';
import { chooseCache, chooseExport, noCache } from '../cache/choose.ts';
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
import { type BuilderLeft, saveHandover, toHandover, wantsLog } from './handover.ts';

/** A job whose builder is on its way. */
export interface StartingJob {
  readonly request: BuildRequest;
  readonly git: GitContext;
  /** Whose caches and cache mounts are read and written. */
  readonly scopes: ScopePlan;
  readonly step: StepFolder;
  readonly tenancy: Tenancy;
  /** Whether all other steps that will want the builder have claimed it, as their pre steps do if there are any. */
  readonly others: 'known' | 'unknown';
  readonly mounts: MountsPlan | undefined;
  readonly starting: Promise<Builder>;
  /** Ends the start of the builder. */
  readonly stop: AbortController;
}

/** Builds, tells the digest, and hands over to the post step; throws a StepFailure, or when the job was cancelled. */
export async function runJob(start: StartingJob, signal: AbortSignal): Promise<void> {
  const { step, tenancy } = start;
  try {
    const job = await openJob(start, signal);
    const [end, stale] = await Promise.all([runBuild(job, signal), sweepStale(tenancy.lease())]);
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
    await forShow('The later steps of this job do not know of this build', () =>
      noteBuild(end, buildKey(start.request)),
    );
    const isDone =
      start.others === 'known' && pendingExports.length === 0 && mounts === undefined && !wantsLog(end.job.request);
    const builder = await leaveBuilder(tenancy, isDone ? 'done' : 'needed');
    await saveHandover(step, { ...toHandover(end, report, pendingExports), mounts, builder }).catch((error: Error) => {
      say.warning(`Neither cache nor summary will be written, the post step does not know of them: ${error.message}`);
    });
    await reportEnd(end, report);
    const images = [report.imageId, ...(report.facts?.images ?? [])];
    for (const line of describeLoaded(end.job.earlier, images)) say.info(line);
  } catch (error) {
    // A cancelled job has only seconds, and a builder at work is in its way. The post step removes both once more, with the folder.
    const lease = signal.aborted ? await tenancy.giveUp('retire') : undefined;
    if (lease) await removeContainer(lease.container);
    throw error;
  } finally {
    // A cache export that goes on has found its steps and asks for no secret any more.
    await removeSecrets(step.folder).catch(() => undefined);
  }
}

/**
 * Gives the builder up as soon as this step does not need it any more, and begins to remove it if no other step claims it. As long as it is
 * not known whether a later step will want it, it stays until the post step.
 */
async function leaveBuilder(tenancy: Tenancy, use: 'needed' | 'done'): Promise<BuilderLeft> {
  const lease = tenancy.lease();
  if (lease === undefined) return { kind: 'left' };
  if (use === 'needed') return { kind: 'held', lease };
  const last = await tenancy.giveUp();
  return last ? { kind: 'removing', lease: last, removal: startRemoval(last) } : { kind: 'left' };
}

/** Removes what a job of this runner that died left behind, while this one builds. An error here does not fail the build. */
async function sweepStale(lease: Lease | undefined): Promise<string[]> {
  // GitHub's own machines are new for every job.
  if (lease === undefined || process.env.RUNNER_ENVIRONMENT === 'github-hosted') return [];
  return removeStale(lease).catch(() => []);
}

/** Finds out, while the builder starts, which cache it is to import and whether the logins are there. */
async function openJob(
  { request: asked, git, scopes, step, tenancy, ...start }: StartingJob,
  signal: AbortSignal,
): Promise<BuildJob> {
  try {
    const { request, notes } = await completeRequest(await withoutIdleToken(asked), step.folder, signal);
    if (request.gitToken) say.info(tokenNote(request.gitToken.id));
    sayNotes(notes);
    const registry = openRegistry(toReach(request), signal, request.push ? 'refused' : 'passed over');
    const build = buildKey(asked);
    const lease = tenancy.lease();
    const earlier = lease ? await readEarlierBuilds(lease) : [];
    const same = findSame(earlier, asked, build);
    const lookUp = () => chooseCache(request, scopes, git, registry, signal);
    // A check, an outline or a list of targets reads and writes none.
    const choosing =
      request.call !== 'build' ? noCache : same ? chooseExport(request, scopes, git, registry) : lookUp();
    const roomy = earlier.length > 0 && !same && lease && start.starting.then((joined) => makeRoom(joined, lease));
    const ready = Promise.all([start.starting, choosing, roomy]);
    const [[builder, cache]] = await Promise.all([ready, checkPushLogins(request, registry, ready)]);
    sayNotes(builder.notes);
    if (same) say.info(`No cache is imported: step ${same.step} has built the same in this builder.`);
    sayNotes((await forShow('The names in the inputs were not compared', () => readUnknownNames(request))) ?? []);
    const mounts = start.mounts && lease && manageMounts(builder, start.mounts, lease, signal);
    const trial = same && { earlier: same, lookUp };
    return { request, builder, cache, step, tenancy, registry, mounts, earlier, trial };
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
