import { formatBytes, formatDuration } from '../text/units.ts';
import { shorten } from '../text/visible.ts';
import type { Step } from './step.ts';
import type { VertexStatus } from './trace.ts';

/** Characters of a step's name that a line shows; the Dockerfile has the rest. */
const titleLimit = 120;

/** Names a step as BuildKit does, in one short line: `[builder 3/7] RUN npm ci`. */
export function stepTitle(step: Step): string {
  return shorten(toOneLine(step.name), titleLimit);
}

/** Makes one line of a name: spaces and line ends are one space each, digests are short enough to tell apart. */
export function toOneLine(name: string): string {
  return name.replaceAll(/\s+/g, ' ').replaceAll(/(@sha256:[0-9a-f]{12})[0-9a-f]{52}/g, '$1…');
}

const ends = { canceled: 'canceled after', failed: 'failed after', running: 'interrupted after' };

/** Says how a step ended: `done in 12 s`, `failed after 3.2 s`. */
export function stepEnd({ state, isExecuted, milliseconds }: Step): string {
  // BuildKit calls a step cached before it fetches its layer, which a later step may need.
  if (state === 'failed' && !isExecuted)
    return `cached, but fetching its layer failed after ${formatDuration(milliseconds)}`;
  return `${ends[state as keyof typeof ends] ?? 'done in'} ${formatDuration(milliseconds)}`;
}

/** What was moved for a step: layers pulled and unpacked, a build context sent. */
export interface Transfer {
  readonly bytes: number;
  /** Bytes expected; 0 when they are not known. */
  readonly total: number;
  readonly milliseconds: number;
}

/** Sums up transfers, side by side or one after the other; undefined when there are none. */
export function sumTransfers(transfers: readonly VertexStatus[]): Transfer | undefined {
  const starts = transfers.flatMap(({ started }) => started ?? []);
  const ends = transfers.flatMap(({ completed, timestamp }) => completed ?? timestamp ?? []);
  if (starts.length === 0 || ends.length === 0) return undefined;
  return {
    bytes: transfers.reduce((sum, { current }) => sum + current, 0),
    total: transfers.reduce((sum, { total }) => sum + total, 0),
    milliseconds: Math.max(0, Math.max(...ends) - Math.min(...starts)),
  };
}

/** Says what was moved and how long it took: `48 MB in 2.1 s`. */
export function formatTransfer({ bytes, milliseconds }: Transfer): string {
  return `${formatBytes(bytes)} in ${formatDuration(milliseconds)}`;
}
