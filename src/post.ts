import * as core from '@actions/core';
import { type ExportEnd, finishExport, type PendingExport } from './buildkit/cache-export.ts';
import { type Lease, releaseLease } from './buildkit/lease.ts';
import { readTrace } from './buildkit/solve.ts';
import { saveMounts } from './mounts/save.ts';
import { endNotes, mountRows } from './mounts/words.ts';
import { openRegistry } from './registry-access.ts';
import { writeSummary } from './report/job-summary.ts';
import { sayNotes } from './report/notes.ts';
import { formatDuration } from './report/units.ts';
import { settleWip } from './settle-wip.ts';
import { readHandover, readLease } from './state.ts';

/**
 * The post step: waits for the cache export that goes on since the build, says what became of it, writes the summary, and
 * removes the builder whatever happens.
 */
export async function post(signal: AbortSignal): Promise<void> {
  const lease = await readLease();
  if (lease === undefined) return;
  try {
    await finish(lease, signal);
  } finally {
    await releaseLease(lease);
  }
}

async function finish(lease: Lease, signal: AbortSignal): Promise<void> {
  const handover = await readHandover(lease);
  if (handover === undefined) return;
  const { pendingExport, report, trace, summary, settle, mounts } = handover;
  const [cacheExport, mountEnds] = await Promise.all([
    pendingExport && finishExport(pendingExport, signal),
    mounts ? saveMounts(mounts, lease, signal) : [],
  ]);
  if (pendingExport && cacheExport) sayExport(pendingExport, cacheExport);
  if (mounts) sayNotes(endNotes(mountEnds, mounts.plan));
  if (settle && cacheExport?.kind !== 'failed') {
    await settleWip(settle.cache, settle.wip, openRegistry(handover.buildkitdConfig, signal));
  }
  const rows = mounts ? mountRows(mounts, mountEnds) : [];
  if (summary) await writeSummary(report, (await readTrace(trace)).steps(), cacheExport, rows);
}

function sayExport({ reference }: PendingExport, end: ExportEnd): void {
  if (end.kind === 'saved') {
    core.info(`Cache exported to ${reference}@${end.manifest} in ${formatDuration(end.milliseconds)}.`);
  } else {
    core.warning(`The cache was not saved to ${reference}: ${end.reason}`);
  }
}
