import * as core from '@actions/core';
import { claimAhead, dropAhead } from './buildkit/ahead.ts';
import { type ExportEnd, finishExport, type PendingExport } from './buildkit/cache-export.ts';
import type { Lease } from './buildkit/lease.ts';
import { releaseLease, untilRemoved } from './buildkit/removal.ts';
import { readTrace } from './buildkit/solve.ts';
import { saveMounts } from './mounts/save.ts';
import { endNotes, mountRows } from './mounts/words.ts';
import { parseReference } from './registry/reference.ts';
import { openRegistry } from './registry-access.ts';
import { warnOfSize } from './report/cache-warnings.ts';
import { writeSummary } from './report/job-summary.ts';
import { sayNotes } from './report/notes.ts';
import { formatDuration } from './report/units.ts';
import { settleWip } from './settle-wip.ts';
import { type Handover, readHandover, readLease } from './state.ts';

/**
 * The post step: waits for the cache export that goes on since the build, says what became of it, writes the summary, and
 * removes the builder whatever happens.
 */
export async function post(signal: AbortSignal): Promise<void> {
  const lease = await readLease();
  if (lease === undefined) return;
  const ahead = await claimAhead(lease);
  if (ahead) {
    // The main step did not begin: the workflow passed over it, or its inputs were refused.
    await releaseLease(lease, await dropAhead(ahead, lease));
    return;
  }
  const handover = await readHandover(lease);
  try {
    if (handover !== undefined) await finish(handover, lease, signal);
  } finally {
    if (handover?.removal) await untilRemoved(handover.removal);
    await releaseLease(lease, handover === undefined ? 'cut off' : 'ended');
  }
}

async function finish(handover: Handover, lease: Lease, signal: AbortSignal): Promise<void> {
  const { pendingExport, report, trace, summary, mounts } = handover;
  const [cacheExport, mountEnds] = await Promise.all([
    pendingExport && finishExport(pendingExport, signal),
    mounts ? saveMounts(mounts, lease, signal) : [],
  ]);
  if (pendingExport && cacheExport) sayExport(pendingExport, cacheExport);
  if (mounts) sayNotes(endNotes(mountEnds, mounts.plan));
  if (cacheExport?.kind !== 'failed') await finishCaches(handover, signal);
  const rows = mounts ? mountRows(mounts, mountEnds) : [];
  if (summary) await writeSummary(report, (await readTrace(trace)).steps(), cacheExport, rows);
}

/** Looks at the cache that was written, and makes what a failed attempt had left equal to it. */
async function finishCaches({ pendingExport, settle, buildkitdConfig }: Handover, signal: AbortSignal): Promise<void> {
  const reference = settle?.cache ?? pendingExport?.reference;
  if (reference === undefined) return;
  const registry = openRegistry(buildkitdConfig, signal);
  const manifest = await registry.getManifest(parseReference(reference));
  if (manifest.kind !== 'found') return;
  for (const warning of warnOfSize(reference, manifest.bytes)) core.warning(warning);
  if (settle) await settleWip(settle.wip, manifest, registry);
}

function sayExport({ reference }: PendingExport, end: ExportEnd): void {
  if (end.kind === 'saved') {
    core.info(`Cache exported to ${reference}@${end.manifest} in ${formatDuration(end.milliseconds)}.`);
  } else {
    core.warning(`The cache was not saved to ${reference}: ${end.reason}`);
  }
}
