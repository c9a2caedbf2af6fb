import { relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Builder } from '../builder/builder.ts';
import { fewConnections, patientConfig } from '../builder/daemon-config.ts';
import { countOomKills, readMemoryWant } from '../builder/memory.ts';
import { explainDeath } from '../builder/ready.ts';
import { hasNoRoom, mayBeFull, readSpace, type Space } from '../builder/space.ts';
import type { StepFolder } from '../builder/step-folder.ts';
import type { Tenancy } from '../builder/tenancy.ts';
import { findUnseenHost } from '../builder/unseen-host.ts';
import type { CacheChoice } from '../cache/choose.ts';
import { type Metadata, readMetadata } from '../image/metadata.ts';
import { followSolve } from '../log/follow.ts';
import type { MountManager } from '../mounts/manager.ts';
import type { RegistryClient } from '../registry/client.ts';
import type { BuildRequest } from '../request/build-request.ts';
import * as say from '../runner/say.ts';
import type { SolveSpec } from '../solve/args.ts';
import { exportsWithin } from '../solve/cache-targets.ts';
import { makesImage } from '../solve/exporters.ts';
import { prepareSolve } from '../solve/prepare.ts';
import { runSolve, type SolveEnd } from '../solve/run.ts';
import { SilenceError } from '../solve/watchdog.ts';
import { type Attributes, attributeValue } from '../text/attributes.ts';
import { formatReference, isSameReference, type Reference } from '../text/reference.ts';
import { formatDuration } from '../text/units.ts';
import { type BuildFailure, parseFailure } from '../trace/failure.ts';
import type { Progress, Step } from '../trace/progress.ts';
import { withDockersImage } from './docker-image.ts';
import type { EarlierBuild } from './earlier-builds.ts';
import { type Circumstances, explainFailure } from './explain.ts';
import { clearRoom } from './make-room.ts';
import { type Attempt, isThrottled, planRetry, type Retry } from './retry.ts';
import { askForRetryAfter, findRefused } from './retry-after.ts';

/** The input of a build: all decisions, and a builder. */
export interface BuildJob {
  readonly request: BuildRequest;
  readonly builder: Builder;
  readonly cache: CacheChoice;
  readonly step: StepFolder;
  readonly tenancy: Tenancy;
  readonly registry: RegistryClient;
  /** Keeps the cache mounts; undefined where they are not kept. */
  readonly mounts: MountManager | undefined;
  /** The builds that earlier steps made in this builder. */
  readonly earlier: readonly EarlierBuild[];
  /** Set where the builder should have every step of this build, so that no cache is imported. */
  readonly trial: Trial | undefined;
}

/** A build of which the builder has every step, unless a file has changed since an earlier step made it. */
export interface Trial {
  readonly earlier: EarlierBuild;
  /** Looks up the caches after all. */
  lookUp(): Promise<CacheChoice>;
}

/** The result of a build; `job` is the input of its last attempt. */
export type BuildEnd = {
  readonly job: BuildJob;
  readonly solve: SolveSpec;
  readonly progress: Progress;
  /** Reasons for further attempts, in order. */
  readonly retries: readonly string[];
} & (
  | { readonly kind: 'built'; readonly metadata: Metadata }
  /** A `call` other than build: there is no image, only the frontend's answer. */
  | { readonly kind: 'answered'; readonly answer: string }
  | {
      readonly kind: 'failed';
      readonly failure: BuildFailure;
      /** Whether it was a trial, and a step would have run. */
      readonly hasChanged: boolean;
    }
);

/**
 * Builds, with further attempts after transient failures, and resolves when the build has ended. Every further attempt is one warning
 * with its reason. Throws when the job was cancelled or the builder could not start.
 */
export async function runBuild(first: BuildJob, signal: AbortSignal): Promise<BuildEnd> {
  const retries: string[] = [];
  let job = first;
  const killsBefore = countOomKills();
  for (let number = 1; ; number += 1) {
    const end = await attemptWithDocker(job, retries, signal);
    if (end.kind !== 'failed') return end;
    if (job.trial && end.hasChanged) {
      say.info(`A step is not what it was in step ${job.trial.earlier.step}: the build is begun anew, with the cache.`);
      job = { ...job, cache: await job.trial.lookUp(), trial: undefined };
      number -= 1;
      continue;
    }
    const folder = job.tenancy.lease()?.folder;
    const isFull = folder !== undefined && mayBeFull(end.failure);
    const space = isFull ? await readSpace(job.builder.container, folder) : undefined;
    if (space && hasNoRoom(space) && job.earlier.length > 0 && !retries.includes(fullOfOthers)) {
      retries.push(fullOfOthers);
      say.warning(`Attempt ${number} failed, ${fullOfOthers}: trying again without that now.`);
      await makeAllRoom(job, signal);
      continue;
    }
    const unseenHost = await findUnseenHost(end.failure, job.builder, job.request.builder);
    const retry = unseenHost === undefined ? await chooseRetry(end, number, space) : undefined;
    if (retry === undefined) {
      const around = { ...circumstancesOf(end, space, killsBefore), unseenHost };
      return { ...end, failure: explainFailure(end.failure, around) };
    }
    retries.push(retry.reason);
    say.warning(`Attempt ${number} failed, ${retry.reason}: trying again ${describeRetry(retry)}.`);
    await sleep(retry.milliseconds, undefined, { signal });
    job = await nextJob(job, retry, signal);
  }
}

const fullOfOthers = 'the builder is full, also of what earlier steps of this job left there';

async function makeAllRoom({ builder, tenancy, step }: BuildJob, signal: AbortSignal): Promise<void> {
  const lease = tenancy.lease();
  if (lease) await clearRoom(builder, lease, step, signal);
}

function describeRetry({ milliseconds, builder, imports }: Retry): string {
  const how =
    imports === 'none' ? 'without it ' : builder === 'patient' ? `with ${fewConnections} connections at once ` : '';
  return `${how}${milliseconds > 0 ? `in ${formatDuration(milliseconds)}` : 'now'}`;
}

/** An attempt, begun anew with Docker's own images where no registry has one for a FROM or a named context; each is taken once. */
async function attemptWithDocker(job: BuildJob, retries: readonly string[], signal: AbortSignal): Promise<BuildEnd> {
  const end = await attemptBuild(job, retries, signal);
  if (end.kind !== 'failed') return end;
  const request = await withDockersImage(job.request, end.failure.message, job.step.folder, signal);
  return request === undefined ? end : attemptWithDocker({ ...job, request }, retries, signal);
}

async function attemptBuild(job: BuildJob, retries: readonly string[], signal: AbortSignal): Promise<BuildEnd> {
  const { builder, cache, step } = job;
  const request = job.trial ? withoutImports(job.request) : job.request;
  const exports = exportsWithin(request, cache.exportTo);
  const solve = await prepareSolve(request, { imports: importsOf(cache), exports }, step);
  const follower = followSolve(request.report.progress);
  const mounts = await job.mounts?.serve(builder, solve.files.trace);
  const changed = new AbortController();
  const onProgress = ({ steps }: Pick<Progress, 'steps'>) => {
    if (job.trial && steps().some(runsAgain)) changed.abort();
  };
  const ends = AbortSignal.any([signal, changed.signal]);
  const solved = await runSolve(builder, solve, { ...follower, onProgress }, ends).finally(() => mounts?.close());
  follower.end(solved.success ? [] : solved.text.split('\n'));
  signal.throwIfAborted();
  const common = { job, solve, progress: solved.progress, retries };
  if (!solved.success) {
    return {
      ...common,
      kind: 'failed',
      failure: await findFailure(solved, builder),
      hasChanged: changed.signal.aborted,
    };
  }
  if (request.call === 'check') {
    const broken = await findBroken(solve, builder, signal);
    if (broken) return { ...common, kind: 'failed', failure: broken, hasChanged: false };
  }
  if (request.call !== 'build') return { ...common, kind: 'answered', answer: solved.answer };
  const metadata = await readMetadata(solve.files.metadata, makesImage(request) ? 'an image' : 'files');
  return { ...common, kind: 'built', metadata: { ...metadata, imageId: solved.loadedId ?? metadata.imageId } };
}

function withoutImports(request: BuildRequest): BuildRequest {
  return { ...request, cache: { ...request.cache, from: [] } };
}

/**
 * Tells whether a step of a trial is not in the builder. What joins layers anew, like COPY --link, may run again although nothing has
 * changed, and costs nothing.
 */
function runsAgain({ phase, instruction, isExecuted }: Step): boolean {
  return phase === 'instruction' && isExecuted && /^(?:ONBUILD )?(?:RUN |(?:COPY|ADD) (?!.*--link))/.test(instruction);
}

function importsOf({ cacheSource, wip }: CacheChoice): Reference[] {
  if (wip === undefined) return cacheSource ? [cacheSource.reference] : [];
  const isOne = wip.has === 'all' || isSameReference(wip.reference, cacheSource?.reference);
  return cacheSource === undefined || isOne ? [wip.reference] : [cacheSource.reference, wip.reference];
}

/**
 * Finds the reason why a Dockerfile does not parse, which the linter does not report. The subrequest `outline` finds most errors but reads
 * base images; where these are out of reach, `targets` is asked, which reads none.
 */
async function findBroken(solve: SolveSpec, builder: Builder, signal: AbortSignal): Promise<BuildFailure | undefined> {
  for (const call of ['outline', 'targets'] as const) {
    const end = await runSolve(builder, { ...solve, request: { ...solve.request, call } }, {}, signal);
    if (end.success) return undefined;
    const failure = await findFailure(end, builder);
    if (failure.phase !== 'base') return failure;
  }
  return undefined;
}

async function findFailure(
  { text, progress, interruption }: SolveEnd,
  { container, sharedFolder }: Builder,
): Promise<BuildFailure> {
  const failure = parseFailure(text, progress);
  if (interruption instanceof SilenceError) {
    return { ...failure, message: interruption.message, step: interruption.step, phase: 'silence' };
  }
  if (interruption) return { ...failure, message: interruption.message, phase: 'canceled' };
  if (failure.phase !== 'builder' || container === undefined) return failure;
  // The reason why a daemon ended is only in its own log.
  const sentence = `BuildKit ended during the build: ${failure.message}.`;
  return { ...failure, message: await explainDeath(sentence, container, sharedFolder) };
}

async function chooseRetry(
  end: BuildEnd & { kind: 'failed' },
  number: number,
  space: Space | undefined,
): Promise<Retry | undefined> {
  const { job, failure } = end;
  return planRetry(failure, {
    number,
    allowed: job.request.retries,
    isStateFull: space !== undefined && hasNoRoom(space),
    imports: [...end.solve.imports.map(formatReference), ...job.request.cache.from.map(nameCache)],
    stateInMemory: job.request.builder.state === 'memory',
    builder: kindOf(job.builder),
    connections: patientConfig(job.request.builder.config) === undefined ? 'given' : 'ours',
    retryAfterSeconds: isThrottled(failure) ? await findRetryAfter(failure, job) : undefined,
  });
}

function nameCache(attributes: Attributes): string {
  return attributeValue(attributes, 'ref') ?? `"cache-from" of type=${attributeValue(attributes, 'type')}`;
}

function kindOf({ container, isRestarted }: Builder): Attempt['builder'] {
  if (container === undefined) return 'endpoint';
  return isRestarted ? 'restarted' : 'ours';
}

function circumstancesOf(
  { job, progress }: BuildEnd,
  space: Space | undefined,
  killsBefore: number,
): Omit<Circumstances, 'unseenHost'> {
  const { push, tags, builder, compression, source, leavesGitDirOut } = job.request;
  const { state, endpoint } = builder;
  const workspace = process.env.GITHUB_WORKSPACE ?? process.cwd();
  return {
    ...{ tags: push ? tags : [], compression: compression.type, steps: progress.steps() },
    context: source.kind === 'directory' ? relative(workspace, source.path) : '',
    ...{ space, state, leavesGitDirOut, endpoint: endpoint?.address },
    memory: readMemoryWant(killsBefore, builder.memory),
  };
}

async function findRetryAfter({ message }: BuildFailure, { request, registry }: BuildJob): Promise<number | undefined> {
  const refused = findRefused(message, request.tags[0] ?? request.repository);
  return refused && askForRetryAfter(refused, registry);
}

async function nextJob(job: BuildJob, retry: Retry, signal: AbortSignal): Promise<BuildJob> {
  const request = retry.imports === 'none' ? withoutImports(job.request) : job.request;
  const cache = {
    ...job.cache,
    ...(retry.imports === 'none' ? { cacheSource: undefined, wip: undefined } : {}),
    ...(retry.exports === 'none' ? { exportTo: undefined } : {}),
  };
  if (retry.builder === 'same') return { ...job, cache, request };
  const settings = {
    ...request.builder,
    ...(retry.builder === 'on disk' ? { state: 'disk' as const } : {}),
    ...(retry.builder === 'patient' ? { config: patientConfig(request.builder.config) } : {}),
  };
  const builder = await job.tenancy.replace(settings, signal);
  const next = { ...job, request: { ...request, builder: settings }, builder, earlier: [], trial: undefined };
  // A new builder has none of the steps.
  return { ...next, cache: job.trial ? await job.trial.lookUp() : cache };
}
