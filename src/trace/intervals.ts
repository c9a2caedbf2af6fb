/** Epoch milliseconds; `stop` is undefined while it goes on. */
export interface Interval {
  readonly start: number;
  readonly stop: number | undefined;
}

/**
 * Merges the intervals of one vertex, as BuildKit's own printer does: a vertex is started and completed several times (an
 * image is resolved, later pulled), and what overlaps or touches counts once; one that goes on swallows all after it.
 */
export function mergeIntervals(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const next of intervals.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last === undefined || (last.stop !== undefined && last.stop < next.start)) merged.push(next);
    else merged[merged.length - 1] = { start: last.start, stop: later(last.stop, next.stop) };
  }
  return merged;
}

/** Returns the milliseconds that merged intervals last in all; one that goes on lasts until `now`. */
export function totalMilliseconds(intervals: readonly Interval[], now: number): number {
  return intervals.reduce((sum, { start, stop }) => sum + Math.max(0, (stop ?? now) - start), 0);
}

function later(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : Math.max(a, b);
}
