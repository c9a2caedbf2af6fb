import { wipTag } from '../cache/key.ts';
import * as say from '../runner/say.ts';
import { type PendingExport, startExport } from '../solve/cache-export.ts';
import { writeUnfinished } from '../solve/unfinished.ts';
import { isFullyCached } from '../trace/counts.ts';
import type { BuildEnd } from './attempts.ts';

/**
 * Starts the cache export that goes on beside the job's later steps, where there is one to make: of a build that succeeded to
 * the cache's own reference, of one that failed to the `-wip` reference beside it.
 */
export async function deferExport(end: BuildEnd, signal: AbortSignal): Promise<PendingExport | undefined> {
  const { request, cache } = end.job;
  if (cache.exportTo === undefined) return undefined;
  if (end.kind === 'failed')
    return request.cache.onFailure ? exportUnfinished(end, wipTag(cache.exportTo), signal) : undefined;
  if (end.kind !== 'built' || request.cache.export === 'inline') return undefined;
  return exportBuilt(end, cache.exportTo, signal);
}

/** Exports nothing when every step came from the very cache that it would go to: the same manifest would be written again. */
async function exportBuilt(
  { job, solve, progress }: BuildEnd,
  reference: string,
  signal: AbortSignal,
): Promise<PendingExport | undefined> {
  const { cache, builder, lease } = job;
  if (cache.cacheSource?.reference === reference && cache.wip === undefined && isFullyCached(progress.steps())) {
    say.info(`The cache is as it was: every step came from ${reference}.`);
    return undefined;
  }
  return startExport(builder, solve, reference, lease.folder, signal);
}

/** Never after the builder itself failed, and nothing where no step was finished that a cache did not have: what is there knows as much. */
async function exportUnfinished(
  end: BuildEnd & { kind: 'failed' },
  reference: string,
  signal: AbortSignal,
): Promise<PendingExport | undefined> {
  const { job, solve, progress, failure } = end;
  if (failure.phase === 'builder' || failure.phase === 'canceled') return undefined;
  if (!progress.steps().some(({ phase, state }) => phase === 'instruction' && state === 'done')) return undefined;
  const unfinished = await writeUnfinished(solve, progress.steps(), job.lease.folder);
  return unfinished && startExport(job.builder, unfinished, reference, job.lease.folder, signal);
}
