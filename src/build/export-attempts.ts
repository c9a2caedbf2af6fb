import { setTimeout as sleep } from 'node:timers/promises';
import type { RegistryClient } from '../registry/client.ts';
import * as say from '../runner/say.ts';
import { type ExportEnd, finishExport, type PendingExport, repeatExport } from '../solve/cache-export.ts';
import { formatDuration } from '../text/units.ts';
import type { BuildFailure } from '../trace/failure.ts';
import { isThrottled, planRetry } from './retry.ts';
import { askForRetryAfter, findRefused } from './retry-after.ts';

/** Milliseconds after the first failure within which an export may begin again; the end of the job waits for it. */
const patience = 2 * 60_000;

export interface ExportRetries {
  /** Further attempts that `retries` allows. */
  readonly allowed: number;
  readonly registry: Pick<RegistryClient, 'headManifest' | 'tryUpload'>;
}

/**
 * Waits for a cache export, and begins it again on the same builder after those failures after which a push is repeated too; blobs that
 * have arrived are not sent again. It is not repeated after a registry fell silent: a cache is not worth two such waits.
 */
export async function completeExport(
  first: PendingExport,
  retries: ExportRetries,
  signal: AbortSignal,
): Promise<ExportEnd> {
  let pending = first;
  let end = await finishExport(pending, signal);
  const late = Date.now() + patience;
  for (let number = 1; end.kind === 'failed' && end.failure !== undefined; number += 1) {
    const retry = await plan(end.failure, number, retries);
    if (retry === undefined || Date.now() + retry.milliseconds > late) return end;
    const wait = formatDuration(retry.milliseconds);
    say.info(`The cache was not saved to ${pending.name}, ${retry.reason}: trying again in ${wait}.`);
    await sleep(retry.milliseconds, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return end;
    pending = await repeatExport(pending, signal);
    end = await finishExport(pending, signal);
  }
  return end;
}

/** A repeated export changes neither the builder nor the imports. */
async function plan(failure: BuildFailure, number: number, { allowed, registry }: ExportRetries) {
  const refused = isThrottled(failure) ? findRefused(failure.message, undefined) : undefined;
  const retry = planRetry(
    { ...failure, phase: 'push' },
    {
      number,
      allowed,
      imports: [],
      stateInMemory: false,
      isStateFull: false,
      builder: 'endpoint',
      connections: 'given',
      retryAfterSeconds: refused && (await askForRetryAfter(refused, registry)),
    },
  );
  return retry?.builder === 'same' ? retry : undefined;
}
