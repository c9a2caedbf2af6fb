import * as core from '@actions/core';
import { type ExportEnd, finishExport, type PendingExport } from './buildkit/cache-export.ts';
import { releaseLease } from './buildkit/lease.ts';
import { formatDuration } from './report/units.ts';
import { readHandover, readLease } from './state.ts';

/** The post step: waits for the cache export that goes on since the build, says what became of it, and removes the builder. */
export async function post(signal: AbortSignal): Promise<void> {
  const lease = await readLease();
  if (lease === undefined) return;
  try {
    const { pendingExport } = await readHandover(lease);
    if (pendingExport) sayExport(pendingExport, await finishExport(pendingExport, signal));
  } finally {
    await releaseLease(lease);
  }
}

function sayExport({ reference }: PendingExport, end: ExportEnd): void {
  if (end.kind === 'saved') {
    core.info(`Cache exported to ${reference}@${end.manifest} in ${formatDuration(end.milliseconds)}.`);
  } else {
    core.warning(`The cache was not saved to ${reference}: ${end.reason}`);
  }
}
