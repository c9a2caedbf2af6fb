import type { Measurement, Results } from './results.ts';
import { median } from './statistics.ts';
import type { Conditions, ContestantName, Shape, Situation } from './types.ts';

export type AxisName = keyof Shape | keyof Conditions;

export const axisNames: Readonly<Record<AxisName, string>> = {
  stages: 'stages',
  layers: 'layers',
  megabytes: 'megabytes',
  imports: 'further imports',
  tags: 'tags',
  roundTrip: 'round-trip time, ms',
};

/** Seconds to the digest at each value of one property, all others being as they are in the middle. */
export type Series = {
  readonly contestant: ContestantName;
  readonly situation: Situation;
  readonly points: readonly { readonly value: number; readonly seconds: number }[];
};

/** Returns the series of a property, those of a contestant side by side. */
export function seriesOf({ measurements }: Results, axis: AxisName): Series[] {
  const made = measurements.filter(({ part }) => part === 'growth');
  const middle = commonest(made);
  const along = made.filter((each) =>
    properties.every((other) => other === axis || propertyOf(each, other) === middle[other]),
  );
  const groups = Map.groupBy(along, ({ contestant, situation }) => `${contestant} ${situation}`);
  return [...groups.values()].flatMap(([first, ...rest]) => {
    if (first === undefined) return [];
    const points = [first, ...rest]
      .map((each) => ({ value: propertyOf(each, axis), seconds: median(each.toDigest) / 1000 }))
      .sort((a, b) => a.value - b.value);
    return { contestant: first.contestant, situation: first.situation, points };
  });
}

const properties = Object.keys(axisNames) as AxisName[];

function propertyOf(measurement: Measurement, axis: AxisName): number {
  const { shape, roundTrip, imports, tags } = measurement;
  return { stages: 0, layers: 0, megabytes: 0, ...shape, roundTrip, imports, tags }[axis];
}

/** The middle is what most trials have in common: each varies one property only. */
function commonest(measurements: readonly Measurement[]): Record<AxisName, number> {
  const entries = properties.map((axis) => {
    const counts = Map.groupBy(measurements, (each) => propertyOf(each, axis));
    const [value = 0] = [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0] ?? [];
    return [axis, value];
  });
  return Object.fromEntries(entries);
}
