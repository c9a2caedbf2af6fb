import { formatDuration } from '../text/units.ts';
import { exportPhases } from '../trace/exports.ts';
import type { Step } from '../trace/step.ts';
import { formatTransfer, stepEnd, stepTitle, sumTransfers } from '../trace/step-lines.ts';

/** Says in one line what became of a step, each thing once. */
export interface StatusLines {
  /** Returns the lines that are new; `printed` tells that the step's own output was shown and has named it already. */
  of(step: Step, printed: boolean): string[];
}

/** Milliseconds that something must have taken, and bytes that must have been moved, to be worth a line. */
const longEnough = 100;
const bigEnough = 100_000;

/**
 * Starts with nothing said. What is said:
 *
 * | step | line |
 * | --- | --- |
 * | found in a cache | `CACHED [builder 2/7] RUN …` |
 * | instruction that printed nothing | `[builder 3/7] COPY . . · done in 0.1 s` |
 * | build context sent | `[internal] load build context · sent 12 kB in 0.1 s` |
 * | base image pulled and unpacked | `[builder 1/7] FROM debian:12 · pulled 48 MB in 2.1 s`, `… · unpacked in 0.9 s` |
 * | layers up to a cached step, which a later step needs | `[builder 3/7] RUN … · cached layers pulled: 48 MB in 2.1 s`, `… · cached layers unpacked in 0.9 s` |
 * | cache import, which may fail | `importing cache manifest from … · done in 0.2 s` |
 * | part of an export that took time; each pushed manifest | `exporting to image · pushing layers in 3.4 s` |
 * | canceled | `[builder 3/7] RUN … · canceled after 2 s` |
 *
 * A step is started several times (an image is resolved and later pulled), so it may have several lines.
 */
export function createStatusLines(): StatusLines {
  const said = new Set<string>();
  const once = (step: Step, what: string, line: string) => {
    const key = `${step.id}\n${what}`;
    const isNew = !said.has(key);
    said.add(key);
    return isNew ? [line] : [];
  };

  const ofTransfers = (step: Step) => {
    if (step.state === 'running' || step.phase === 'frontend') return [];
    const title = stepTitle(step);
    const finished = step.transfers.filter(({ completed }) => completed !== undefined);
    const fresh = finished.filter(({ id, started }) => once(step, `${id} ${started}`, '').length > 0);
    const moved = sumTransfers(fresh.filter(({ current }) => current > 0));
    const unpacked = sumTransfers(fresh.filter(({ id }) => id.startsWith('extracting ')));
    const isWorthIt = moved && (step.phase === 'context' || moved.bytes >= bigEnough);
    const isCached = step.phase === 'instruction' && !step.isExecuted;
    const verb = step.phase === 'context' ? 'sent' : isCached ? 'cached layers pulled:' : 'pulled';
    return [
      ...(isWorthIt ? [`${title} · ${verb} ${formatTransfer(moved)}`] : []),
      ...(unpacked && unpacked.milliseconds >= longEnough
        ? [`${title} · ${isCached ? 'cached layers ' : ''}unpacked in ${formatDuration(unpacked.milliseconds)}`]
        : []),
    ];
  };

  const ofExport = (step: Step) =>
    exportPhases([step]).flatMap(({ name, started, milliseconds }) => {
      const isWorthIt = milliseconds >= longEnough || name.startsWith('pushing manifest');
      const line = `${stepTitle(step)} · ${name} in ${formatDuration(milliseconds)}`;
      return isWorthIt ? once(step, `${name} ${started}`, line) : [];
    });

  return {
    of: (step, printed) => [
      ...endOf(step, printed).flatMap((line) => once(step, step.state, line)),
      ...(step.phase.endsWith('export') ? ofExport(step) : ofTransfers(step)),
    ],
  };
}

function endOf(step: Step, printed: boolean): string[] {
  const title = stepTitle(step);
  if (step.state === 'failed') return [`${title} · failed: ${step.error}`];
  if (step.state === 'cached' && step.index !== undefined) return [`CACHED ${title}`];
  const isNamed = step.phase === 'instruction' || step.phase === 'cache-import';
  const hasEnded = step.state === 'canceled' || step.state === 'done';
  return hasEnded && isNamed && !printed ? [`${title} · ${stepEnd(step)}`] : [];
}
