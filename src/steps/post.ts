import { completeExport } from '../build/export-attempts.ts';
import { hasClaim, leave, nameOf, readClaim } from '../builder/claims.ts';
import { discardBuilder } from '../builder/discard.ts';
import type { Lease } from '../builder/lease.ts';
import { readOffers, readReady } from '../builder/offer.ts';
import {
  endProcessesOf,
  findContainers,
  releaseLease,
  removeContainers,
  removeFolder,
  removeForgotten,
  untilRemoved,
} from '../builder/removal.ts';
import { removeStepFolder, type StepFolder } from '../builder/step-folder.ts';
import { settleWip } from '../cache/settle-wip.ts';
import type { MountEnd } from '../mounts/mount-use.ts';
import { endNotes, mountRows } from '../mounts/notes.ts';
import { saveMounts } from '../mounts/save.ts';
import { openRegistry } from '../registry/access.ts';
import { showBuilderLog } from '../report/builder-log.ts';
import { warnOfSize } from '../report/cache-warnings.ts';
import { sayNotes } from '../report/notes.ts';
import { forShow } from '../report/show.ts';
import { forgetInputs } from '../runner/environment.ts';
import * as say from '../runner/say.ts';
import type { ExportEnd, PendingExport } from '../solve/cache-export.ts';
import { filesIn } from '../solve/prepare.ts';
import { readTrace } from '../solve/trace-file.ts';
import { writeSummary } from '../summary/write.ts';
import { formatDuration } from '../text/units.ts';
import { type Handover, readHandover, readLease, readStepFolder } from './handover.ts';

/**
 * The post step: waits for the cache export that goes on since the build, says what became of it and writes the summary, and
 * meanwhile removes the builder if no other step of the job needs it, whatever happens.
 */
export async function post(signal: AbortSignal): Promise<void> {
  forgetInputs();
  const step = await readStepFolder();
  const handover = step && (await readHandover(step));
  if (step === undefined || handover === undefined) return cleanUp(step);
  const transferred = untilTransferred(handover, signal);
  const removed = removeAfter(transferred, handover, step);
  // Whether it went well is asked at the end.
  removed.catch(() => undefined);
  try {
    await tell(handover, await transferred, signal);
  } finally {
    await removed;
    await removeStepFolder(step);
  }
}

/**
 * Removes what a main step left that did not begin (the workflow passed over it, or its inputs were refused) or was cut off. Docker still
 * carries out the last request of a client that was killed, so a builder that had not come up may appear a moment later.
 */
async function cleanUp(step: StepFolder | undefined): Promise<void> {
  const left = await readLease();
  if (left?.kind === 'key' && (await removeForgotten(left))) say.warning(forgotten);
  if (step === undefined) return;
  const name = nameOf(step);
  const claimed = (await readOffers()).map(({ lease }) => lease).filter((lease) => hasClaim(lease, name));
  // Nobody can claim it: an endpoint's, or one whose removal was cut off.
  const own = left?.kind === 'whole' && !hasClaim(left.lease) ? [left.lease] : [];
  for (const lease of [...claimed, ...own]) await giveBack(lease, step);
  await removeStepFolder(step);
}

async function giveBack(lease: Lease, step: StepFolder): Promise<void> {
  const name = nameOf(step);
  const hadBegun = (await readClaim(lease, name)) !== 'expected';
  // What a killed step started would go on in a builder that others use.
  if (hadBegun) await endProcessesOf(filesIn(step.folder).metadata);
  const mayComeLate = (await readReady(lease)) === undefined;
  if (!(await leave(lease, name))) return;
  if (hadBegun) await releaseLease(lease, mayComeLate ? 'cut off' : 'ended');
  else await discardBuilder(lease);
}

const forgotten =
  "The builder was removed, and nothing is known of the cache's export: a step after the build cleared the runner's temp folder (RUNNER_TEMP), with what the build had left there for this one.";

/** What became of what the builder had to hand over. */
interface TransferEnds {
  readonly exports: readonly FinishedExport[];
  readonly mounts: readonly MountEnd[];
}

interface FinishedExport {
  readonly pending: PendingExport;
  readonly end: ExportEnd;
}

async function untilTransferred(handover: Handover, signal: AbortSignal): Promise<TransferEnds> {
  const { mounts, builder } = handover;
  const [exports, ends] = await Promise.all([
    forShow('What became of the cache is not known', () => untilExported(handover, signal)),
    mounts &&
      builder.kind === 'held' &&
      forShow('The cache mounts were not saved', () => saveMounts(mounts, builder.lease, signal)),
  ]);
  return { exports: exports ?? [], mounts: ends || [] };
}

async function untilExported(
  { pendingExports, retries, reach }: Handover,
  signal: AbortSignal,
): Promise<FinishedExport[]> {
  if (pendingExports.length === 0) return [];
  const registry = openRegistry(reach, signal);
  return Promise.all(
    pendingExports.map(async (pending) => ({
      pending,
      end: await completeExport(pending, { allowed: retries, registry }, signal),
    })),
  );
}

/**
 * Gives the builder up once nothing is transferred any more, and removes it if no other step claims it; what it is called is looked up
 * meanwhile.
 */
async function removeAfter(
  transferred: Promise<unknown>,
  { builder, builderLog }: Handover,
  step: StepFolder,
): Promise<void> {
  if (builder.kind === 'left') return;
  const { lease } = builder;
  if (builder.kind === 'held' || !(await untilRemoved(builder.removal))) {
    const [containers] = await Promise.all([findContainers(lease.container), transferred.catch(() => undefined)]);
    if (!(await leave(lease, nameOf(step)))) return;
    if (builderLog) await forShow('The log of BuildKit is not shown', () => showBuilderLog(lease.container));
    await removeContainers(containers);
  }
  await removeFolder(lease);
}

/** Says what became of the transfers, sees to what the registry then has, and writes the summary. */
async function tell(handover: Handover, { exports, mounts: ends }: TransferEnds, signal: AbortSignal): Promise<void> {
  const { report, trace, summary, mounts } = handover;
  const own = exports.find(({ pending }) => pending.kind === 'own');
  for (const each of exports) sayExport(each);
  if (mounts) await forShow('What became of the cache mounts is not told', () => sayNotes(endNotes(ends, mounts.plan)));
  if (own?.end.kind !== 'failed') {
    await forShow('The cache was not looked at once more', () => finishCaches(handover, signal));
  }
  if (!summary) return;
  await forShow('The job summary was not written', async () => {
    const rows = mounts ? mountRows(mounts, ends) : [];
    const told = own && { ...own.end, reference: own.pending.name };
    await writeSummary(report, (await readTrace(trace)).steps(), told, rows);
  });
}

/** Looks at the cache that was written, and makes what a failed attempt had left equal to it. */
async function finishCaches({ pendingExports, settle, reach }: Handover, signal: AbortSignal): Promise<void> {
  const reference = settle?.cache ?? pendingExports.find((each) => each.kind === 'own')?.reference;
  if (reference === undefined) return;
  const registry = openRegistry(reach, signal);
  const manifest = await registry.getManifest(reference);
  if (manifest.kind !== 'found') return;
  for (const warning of warnOfSize(reference, manifest.bytes)) say.warning(warning);
  if (settle) await settleWip(settle.wip, manifest, registry);
}

function sayExport({ pending: { name }, end }: FinishedExport): void {
  if (end.kind === 'saved') {
    const place = end.manifest === undefined ? name : `${name}@${end.manifest}`;
    say.info(`Cache exported to ${place} in ${formatDuration(end.milliseconds)}.`);
  } else {
    say.warning(`The cache was not saved to ${name}: ${end.reason}`);
  }
}
