import * as core from '@actions/core';
import type { BuildEnd } from './build.ts';
import { type PendingExport, startExport } from './buildkit/cache-export.ts';
import { isFullyCached } from './buildkit/counts.ts';

/**
 * Starts the cache export that goes on beside the job's later steps, where there is one to make: nothing is exported when
 * every step came from the very cache that it would go to, since the same manifest would be written again.
 */
export async function deferExport(end: BuildEnd): Promise<PendingExport | undefined> {
  const { request, cache, lease, builder } = end.job;
  if (end.kind !== 'built' || cache.exportTo === undefined || request.cache.export === 'inline') return undefined;
  if (cache.donor?.reference === cache.exportTo && isFullyCached(end.progress.steps())) {
    core.info(`The cache is as it was: every step came from ${cache.exportTo}.`);
    return undefined;
  }
  return startExport(builder, end.solve, cache.exportTo, lease.folder);
}
