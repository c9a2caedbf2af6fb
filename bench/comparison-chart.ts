import { comparedProjects, contestantsOf, lookUp } from './look-up.ts';
import { contestantNames, situationNames } from './names.ts';
import type { Results } from './results.ts';
import { median } from './statistics.ts';
import { element, label, picture } from './svg.ts';
import { type ContestantName, type Situation, situations } from './types.ts';

const left = 190;
const panelWidth = 212;
const barsWidth = 120;
const rowHeight = 19;
const barHeight = 13;
const panelGap = 34;

/**
 * Draws how long each contestant takes: a row of panels for each project, a panel for each situation with a scale of its own, a
 * bar for each contestant (or each wanted one), dark until the digest is known and pale until everything is cleaned up.
 */
export function comparisonChart(results: Results, wanted?: readonly ContestantName[]): string {
  const rows: string[] = [];
  let y = 46;
  for (const project of comparedProjects(results)) {
    const contestants = contestantsOf(results, project).filter((name) => wanted?.includes(name) ?? true);
    rows.push(label(0, y, project, 'title'));
    contestants.forEach((contestant, index) => {
      rows.push(label(left - 8, y + 21 + index * rowHeight, contestantNames[contestant], 'small', 'end'));
    });
    situations.forEach((situation, index) => {
      rows.push(...panel(results, { project, situation, contestants }, left + index * panelWidth, y));
    });
    y += contestants.length * rowHeight + panelGap;
  }
  const title =
    'Seconds until the digest of the pushed image is known (dark) and until everything is cleaned up (pale); less is better';
  return picture({ width: left + situations.length * panelWidth, height: y - 10 }, title, [
    label(0, 16, title, 'title'),
    ...rows,
  ]);
}

type Panel = {
  readonly project: string;
  readonly situation: Situation;
  readonly contestants: readonly ContestantName[];
};

function panel(results: Results, { project, situation, contestants }: Panel, x: number, y: number): string[] {
  const times = contestants.map((contestant) => {
    const found = lookUp(results, { project, contestant, situation });
    return found && { contestant, toDigest: median(found.toDigest) / 1000, total: median(found.total) / 1000 };
  });
  const longest = Math.max(...times.map((time) => time?.total ?? 0));
  const parts = times.flatMap((time, index) => {
    if (time === undefined) return [];
    const { toDigest, total } = time;
    const width = (seconds: number) => (seconds / longest) * barsWidth;
    const bar = { x, y: y + 11 + index * rowHeight, height: barHeight, class: classOf(time.contestant) };
    const rest = { ...bar, x: x + width(toDigest), width: width(total - toDigest), class: `${bar.class} rest` };
    const value = total - toDigest < 0.005 ? seconds(toDigest) : `${seconds(toDigest)} / ${seconds(total)}`;
    return [
      element('rect', { ...bar, width: width(toDigest) }),
      ...(total > toDigest ? [element('rect', rest)] : []),
      label(x + width(total) + 4, bar.y + 10.5, value, 'small'),
    ];
  });
  return [label(x, y, situationNames[situation], ''), ...parts];
}

function classOf(contestant: ContestantName): string {
  return contestant === 'action-disk'
    ? 'own'
    : contestant.startsWith('action-')
      ? 'memory'
      : contestant === 'floor'
        ? 'floor'
        : 'other';
}

function seconds(value: number): string {
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}
