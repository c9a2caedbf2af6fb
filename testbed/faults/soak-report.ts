import type { SoakFigures } from './figures.ts';
import type { Growth } from './memory.ts';

/** Says in a sentence what was built and what came of it. */
export function toSoaked({ builds, atOnce, faults, problems }: SoakFigures): string {
  const kinds = Object.keys(faults).filter((name) => name !== 'none').length;
  return `${builds} builds, the last ${atOnce} of them at once, with random faults of ${kinds} kinds: ${problems} problems`;
}

/** Writes the part of the page that is about a soak. */
export function formatSoak(figures: SoakFigures): string[] {
  const { seconds, seed, ends, faults, problems, before, after, memory, date, machine } = figures;
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  return [
    '## Soak',
    '',
    `${toSoaked(figures)}. It took ${seconds} s (seed ${seed}; ${date}; ${machine}).`,
    '',
    'A problem is a wrong digest, a container, file, mount or process left behind, a post step that failed, or memory that grows by',
    'more than it may: the least of the last quarter of the builds that followed each other is compared with the least of the first.',
    '',
    '| what | count |',
    '| --- | --- |',
    `| ends | ${list(ends)} |`,
    `| faults | ${list(faults)} |`,
    `| problems | ${problems} |`,
    `| on the whole machine before, other jobs included | ${list(before)} |`,
    `| on the whole machine after, other jobs included | ${list(after)} |`,
    '',
    '| memory | first quarter | last quarter | may grow by | peak |',
    '| --- | --- | --- | --- | --- |',
    row('main step', memory.growth.main, memory.peaks.main),
    row('post step', memory.growth.post, memory.peaks.post),
    row('dockerd and containerd', memory.growth.engine),
    row('whole machine, other jobs included', memory.growth.machine),
    '',
  ];
}

function row(name: string, { first, last, allowed }: Growth, peak?: number): string {
  const cells = [first, last, allowed, peak].map((bytes) => (bytes === undefined ? '' : toMebibytes(bytes)));
  return `| ${name} | ${cells.join(' | ')} |`;
}

function toMebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}
