import { describe, expect, test } from 'vitest';
import { planTrials, pointOf } from '../../bench/plan.ts';
import { parts } from '../../bench/types.ts';

const shapes = planTrials('full', 'growth').map(({ project }) => project.shape);
const values = (of: 'stages' | 'layers' | 'megabytes') => new Set(shapes.map((shape) => shape?.[of]));

describe('a full run', () => {
  test('compares one, five and twenty stages, 50 MB to 1 GB, ten and two hundred layers', () => {
    const compared = planTrials('full', 'compare').map(({ project }) => project.shape?.stages);
    expect(compared).toStrictEqual([1, undefined, 5]);
    expect(values('stages')).toContain(20);
    expect(values('megabytes')).toStrictEqual(new Set([50, 250, 1000]));
    expect([values('layers').has(10), values('layers').has(200)]).toStrictEqual([true, true]);
  });

  test('leads every way of building through every situation of every project, but for the legacy one where it cannot build', () => {
    const plan = planTrials('full', 'compare').map(({ project, contestants, rounds }) => ({
      project: project.name,
      situations: Object.keys(rounds),
      legacy: contestants.includes('legacy'),
      others: (['daemonless', 'buildx', 'action-disk', 'floor'] as const).every((name) => contestants.includes(name)),
    }));
    const situations = ['cold', 'source', 'dependency', 'nothing'];
    expect(plan).toStrictEqual([
      { project: 'small', situations, legacy: true, others: true },
      { project: 'framework', situations, legacy: false, others: true },
      { project: 'large', situations, legacy: true, others: true },
    ]);
  });

  test('goes to a distance of 20 and of 100 ms', () => {
    expect(planTrials('full', 'distance').map(({ roundTrip }) => roundTrip)).toStrictEqual([20, 100]);
  });

  test('varies every property alone, and measures no point twice', () => {
    const points = planTrials('full', 'growth').map(pointOf);
    expect(new Set(points).size).toBe(points.length);
    const middle = 'made-5-20-50';
    const others = points.filter((point) => !point.startsWith(middle));
    expect(others.every((point) => point.endsWith(',0,0,1'))).toBe(true);
  });

  test('keeps mounts of 10 MB, 250 MB and 1 GB', () => {
    expect(planTrials('full', 'mounts').map(({ project }) => project.name)).toStrictEqual([
      'mount-10',
      'mount-250',
      'mount-1000',
    ]);
  });
});

test.each(parts.filter((part) => part !== 'start-up'))(
  'a quick run has the part %s, smaller than a full one',
  (part) => {
    const builds = (size: 'quick' | 'full') =>
      planTrials(size, part)
        .map(({ contestants, rounds }) => contestants.length * Object.values(rounds).reduce((a, b) => a + b, 0))
        .reduce((a, b) => a + b, 0);
    expect(builds('quick')).toBeGreaterThan(0);
    expect(builds('quick')).toBeLessThan(builds('full') / 2);
  },
);
