import { formatCount, formatDuration } from '../text/units.ts';
import type { Bar } from './bars.ts';

/**
 * Makes at most `limit` bars of many, so that the chart of a build of 200 steps can be read: neighbours in a section become
 * one, first those that were cached, then the short ones; the longest and what failed stay. Of more sections than that, the
 * shortest become one.
 */
export function mergeBars(bars: readonly Bar[], limit: number): Bar[] {
  if (bars.length <= limit) return [...bars];
  const withoutCached = mergeNeighbours(bars, (a, b) => isCached(a) && isCached(b));
  const byLength = withoutCached.toSorted((a, b) => weight(b) - weight(a));
  for (let kept = Math.min(limit, byLength.length); kept >= 0; kept -= 1) {
    const long = new Set(byLength.slice(0, kept));
    const merged = mergeNeighbours(
      withoutCached,
      (a, b) => !long.has(a) && !long.has(b) && isCached(a) === isCached(b),
    );
    if (merged.length <= limit) return merged;
  }
  const bySection = mergeNeighbours(withoutCached, () => true);
  return mergeSections(bySection, limit);
}

/** Merges each run of bars of one section that may be merged; what failed never is. */
function mergeNeighbours(bars: readonly Bar[], mayMerge: (a: Bar, b: Bar) => boolean): Bar[] {
  const runs: Bar[][] = [];
  for (const bar of bars) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && last.section === bar.section && !isFailed(last) && !isFailed(bar) && mayMerge(last, bar))
      run.push(bar);
    else runs.push([bar]);
  }
  return runs.map(mergeRun);
}

function mergeSections(bars: readonly Bar[], limit: number): Bar[] {
  if (bars.length <= limit) return [...bars];
  const byLength = bars.toSorted((a, b) => weight(b) - weight(a));
  const kept = new Set(byLength.slice(0, limit - 1));
  const rest = bars.filter((bar) => !kept.has(bar)).map((bar): Bar => ({ ...bar, section: 'other stages' }));
  return [...bars.filter((bar) => kept.has(bar)), mergeRun(rest)];
}

function mergeRun(run: readonly Bar[]): Bar {
  const [first, ...others] = run as [Bar, ...Bar[]];
  if (others.length === 0) return first;
  const steps = run.reduce((sum, bar) => sum + bar.steps, 0);
  const start = Math.min(...run.map((bar) => bar.start));
  const end = Math.max(...run.map((bar) => bar.end));
  const kind = run.some((bar) => bar.kind === 'failed')
    ? 'failed'
    : run.every((bar) => bar.kind === 'cached')
      ? 'cached'
      : 'run';
  const label = `${formatCount(steps, kind === 'cached' ? 'cached step' : 'short step')} (${formatDuration(end - start)})`;
  return { section: first.section, label, kind, start, end, steps };
}

/** What failed is what one looks for. */
function weight({ kind, start, end }: Bar): number {
  return kind === 'failed' ? Number.POSITIVE_INFINITY : end - start;
}

function isFailed({ kind }: Bar): boolean {
  return kind === 'failed';
}

function isCached({ kind }: Bar): boolean {
  return kind === 'cached';
}
