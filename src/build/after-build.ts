import { join } from 'node:path';
import type { StepFolder } from '../builder/step-folder.ts';
import { wipReference } from '../cache/key.ts';
import * as say from '../runner/say.ts';
import { type PendingExport, startExport } from '../solve/cache-export.ts';
import { type CacheTarget, furtherTargets, ownTarget } from '../solve/cache-targets.ts';
import { writeUnfinished } from '../solve/unfinished.ts';
import { formatReference, isSameReference, type Reference } from '../text/reference.ts';
import { isFullyCached } from '../trace/counts.ts';
import type { BuildEnd } from './attempts.ts';

/**
 * Starts the cache exports that go on beside the job's later steps, if there are any: after a successful build to the own cache and to
 * those of `cache-to`, after a failed build to the `-wip` reference beside the own cache.
 */
export async function deferExports(end: BuildEnd, signal: AbortSignal): Promise<PendingExport[]> {
  const { request, cache, builder, step } = end.job;
  if (end.kind === 'answered') return [];
  if (end.kind === 'failed') {
    const isWanted = cache.exportTo !== undefined && request.cache.onFailure;
    return isWanted ? exportUnfinished(end, wipReference(cache.exportTo), signal) : [];
  }
  const targets = [...ownTargets(end), ...furtherTargets(request, cache.exportTo)];
  return Promise.all(
    targets.map((target, index) => startExport(builder, end.solve, target, fileOf(step, index), signal)),
  );
}

/** Exports nothing when every step came from the cache that would be written: it would get the same manifest again. */
function ownTargets({ job: { request, cache, trial }, progress }: BuildEnd): CacheTarget[] {
  const { exportTo, cacheSource, wip } = cache;
  if (exportTo === undefined || request.cache.export === 'inline') return [];
  if (trial && formatReference(exportTo) === trial.earlier.exportTo) {
    say.info(`The cache is the one of step ${trial.earlier.step}: it is not exported again.`);
    return [];
  }
  if (isSameReference(exportTo, cacheSource?.reference) && wip === undefined && isFullyCached(progress.steps())) {
    say.info(`The cache is as it was: every step came from ${formatReference(exportTo)}.`);
    return [];
  }
  return [ownTarget(request, exportTo)];
}

function fileOf({ folder }: StepFolder, index: number): string {
  return join(folder, `export-${index}`);
}

/** Exports nothing after the builder itself failed, or when every finished step is in a cache already. */
async function exportUnfinished(
  end: BuildEnd & { kind: 'failed' },
  reference: Reference,
  signal: AbortSignal,
): Promise<PendingExport[]> {
  const { job, solve, progress, failure } = end;
  if (failure.phase === 'builder' || failure.phase === 'canceled') return [];
  if (!progress.steps().some(({ phase, state }) => phase === 'instruction' && state === 'done')) return [];
  const unfinished = await writeUnfinished(solve, progress.steps(), job.step.folder);
  if (unfinished === undefined) return [];
  const target = ownTarget(job.request, reference);
  return [await startExport(job.builder, unfinished, target, fileOf(job.step, 0), signal)];
}
