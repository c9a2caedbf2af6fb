import { type AxisName, axisNames, type Series, seriesOf } from './axes.ts';
import { situationNames } from './names.ts';
import type { Results } from './results.ts';
import { element, label, picture } from './svg.ts';

const columns = 3;
const panel = { width: 300, height: 190 };
const plot = { left: 40, top: 26, width: 225, height: 120 };

/** Draws how the time to the digest grows with each property of a build, beside what BuildKit itself takes. */
export function growthChart(results: Results): string {
  const axes = (Object.keys(axisNames) as AxisName[]).filter((axis) =>
    seriesOf(results, axis).some(({ points }) => points.length > 1),
  );
  const panels = axes.flatMap((axis, index) => {
    const place = { x: (index % columns) * panel.width, y: 52 + Math.floor(index / columns) * panel.height };
    return element('g', { transform: `translate(${place.x} ${place.y})` }, ...drawPanel(axis, seriesOf(results, axis)));
  });
  const title = 'Seconds to the digest, each property varied alone; less is better';
  const size = { width: columns * panel.width, height: 52 + Math.ceil(axes.length / columns) * panel.height };
  return picture(size, title, [label(0, 16, title, 'title'), ...legend(), ...panels]);
}

function drawPanel(axis: AxisName, series: readonly Series[]): string[] {
  const points = series.flatMap((each) => each.points);
  const highest = niceCeiling(Math.max(...points.map(({ seconds }) => seconds)));
  const furthest = Math.max(...points.map(({ value }) => value));
  const x = (value: number) => plot.left + (value / furthest) * plot.width;
  const y = (seconds: number) => plot.top + plot.height - (seconds / highest) * plot.height;
  const rows = [0, 0.5, 1].flatMap((share) => [
    element('line', {
      x1: plot.left,
      x2: plot.left + plot.width,
      y1: y(share * highest),
      y2: y(share * highest),
      class: 'grid',
    }),
    label(plot.left - 6, y(share * highest) + 4, String(share * highest), 'small', 'end'),
  ]);
  const ticks = [...new Set(points.map(({ value }) => value))].filter(
    (value) => value === furthest || value / furthest < 0.9,
  );
  const marks = ticks
    .filter((value, index) => index === 0 || x(value) - x(ticks[index - 1] ?? 0) > 18 || value === furthest)
    .map((value) => label(x(value), plot.top + plot.height + 16, String(value), 'small', 'middle'));
  const lines = series.flatMap((each) => drawLine(each, x, y));
  return [label(plot.left, 12, axisNames[axis], 'title'), ...rows, ...marks, ...lines];
}

function drawLine(
  { contestant, situation, points }: Series,
  x: (value: number) => number,
  y: (seconds: number) => number,
): string[] {
  const kind = contestant === 'floor' ? 'floor' : 'own';
  const path = points.map(({ value, seconds }) => `${x(value).toFixed(1)},${y(seconds).toFixed(1)}`).join(' ');
  const dashed = situation === 'nothing' ? ' dashed' : '';
  return [
    element('polyline', { points: path, class: `line line-${kind}${dashed}` }),
    ...points.map(({ value, seconds }) => element('circle', { cx: x(value), cy: y(seconds), r: 2.5, class: kind })),
  ];
}

function legend(): string[] {
  const entries = [
    ['own', '', `this action, ${situationNames.source}`],
    ['own', ' dashed', `this action, ${situationNames.nothing}`],
    ['floor', '', `floor, ${situationNames.source}`],
    ['floor', ' dashed', `floor, ${situationNames.nothing}`],
  ] as const;
  return entries.flatMap(([kind, dashed, text], index) => [
    element('line', { x1: index * 228, x2: index * 228 + 26, y1: 34, y2: 34, class: `line line-${kind}${dashed}` }),
    label(index * 228 + 32, 38, text, 'small'),
  ]);
}

/** Returns 1, 2, 4 or 6 times a power of ten, not below the value: half of it is a short number too. */
function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 4, 6, 10].find((each) => each * power >= value) ?? 10;
  return Number((factor * power).toPrecision(2));
}
