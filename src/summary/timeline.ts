import { shorten } from '../text/visible.ts';
import type { Step } from '../trace/step.ts';
import { type Bar, toBars } from './bars.ts';
import { chartStyle } from './chart-style.ts';
import { mergeBars } from './merge-bars.ts';

/** Bars that a chart shows at most: what one can still take in, about a screen high. */
export const barLimit = 40;

/** Characters of a section's name. */
const sectionLimit = 18;

/** Draws a build as a Mermaid gantt chart, a section for each stage; undefined when nothing was started. */
export function formatTimeline(steps: readonly Step[]): string | undefined {
  const bars = mergeBars(toBars(steps), barLimit);
  if (bars.length === 0) return undefined;
  const length = Math.max(1, ...bars.map(({ end }) => end));
  const names = sectionNames(bars.map(({ section }) => section));
  return [
    chartStyle(Math.max(...[...names.values()].map((name) => name.length))),
    'gantt',
    '    dateFormat YYYY-MM-DD HH:mm:ss.SSS',
    ...axis(length).map((line) => `    ${line}`),
    '    todayMarker off',
    ...[...Map.groupBy(bars, ({ section }) => section)].flatMap(([section, group]) => [
      `    section ${escapeLabel(names.get(section) ?? section)}`,
      ...group.map((bar) => `    ${formatBar(bar, length)}`),
    ]),
  ].join('\n');
}

/** Shortens the names of sections; Mermaid would take two of one name for one. */
function sectionNames(sections: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const section of sections) {
    if (names.has(section)) continue;
    const name = shorten(section, sectionLimit);
    const isTaken = [...names.values()].includes(name);
    names.set(section, isTaken ? `${shorten(section, sectionLimit - 4)} ${names.size + 1}` : name);
  }
  return names;
}

/** Ticks that are round numbers, five to ten of them; written in the viewer's time zone, as the dates are read. */
function axis(length: number): string[] {
  const steps: readonly (readonly [limit: number, interval: string, format: string])[] = [
    [1_000, '100millisecond', '%L ms'],
    [5_000, '500millisecond', '%-S.%L s'],
    [10_000, '1second', '%-S s'],
    [60_000, '5second', '%-S s'],
    [180_000, '15second', '%-M:%S'],
    [600_000, '1minute', '%-M:%S'],
    [3_600_000, '5minute', '%-M min'],
    [36_000_000, '1hour', '%-H h'],
  ];
  const [, interval, format] = steps.find(([limit]) => length < limit) ?? [0, '6hour', '%-H h'];
  return [`axisFormat ${format}`, `tickInterval ${interval}`];
}

function formatBar({ label, kind, start, end }: Bar, length: number): string {
  const tags = { cached: 'done, ', run: '', failed: 'crit, ' };
  // A bar of no width cannot be seen, and the one that failed has to be. Mermaid's times are whole milliseconds.
  const visibleEnd = Math.max(end, start + Math.max(1, length / (kind === 'failed' ? 50 : 250)));
  return `${escapeLabel(label)} :${tags[kind]}${toDate(start)}, ${toDate(visibleEnd)}`;
}

/** Mermaid reads and writes dates of the viewer's time zone; any day without a change of the clocks will do. */
function toDate(milliseconds: number): string {
  return new Date(Date.UTC(2000, 0, 1) + Math.round(milliseconds)).toISOString().replace('T', ' ').replace('Z', '');
}

/**
 * Writes what would mean something to Mermaid, Markdown or HTML in another way. A colon ends a name and is the one that names
 * are full of, so that it becomes a sign that looks alike: Mermaid measures its entities (`#35;`) as far wider than they are.
 */
function escapeLabel(text: string): string {
  const oneLine = text.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').replaceAll(':', '\u2236');
  return oneLine.replaceAll(/[#%<>`]/g, (character) => `#${character.charCodeAt(0)};`);
}
