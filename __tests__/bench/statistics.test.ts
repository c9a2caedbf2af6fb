import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { median, pairRatios, spread } from '../../bench/statistics.ts';

describe('median', () => {
  test.each([
    { values: [3, 1, 2], middle: 2 },
    { values: [4, 1, 2, 3], middle: 2.5 },
    { values: [7], middle: 7 },
    { values: [], middle: Number.NaN },
  ])('of $values is $middle', ({ values, middle }) => {
    expect(median(values)).toBe(middle);
  });

  test('has as many values below it as above it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
        const middle = median(values);
        const below = values.filter((value) => value < middle).length;
        const above = values.filter((value) => value > middle).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2);
      }),
    );
  });
});

test('a spread is least, middle and greatest', () => {
  expect(spread([5, 1, 3])).toStrictEqual({ least: 1, middle: 3, greatest: 5 });
});

test('there is no spread of nothing', () => {
  expect(spread([])).toBeUndefined();
});

test('ratios are those of one round, and a round that only one has is left out', () => {
  expect(pairRatios([10, 30, 50], [5, 10])).toStrictEqual([2, 3]);
});
