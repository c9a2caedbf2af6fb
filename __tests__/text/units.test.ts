import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatCount, formatNumber } from '../../src/text/units.ts';

test('a whole number is written as English readers expect it', () => {
  const number = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
  fc.assert(fc.property(number, (value) => formatNumber(value) === value.toLocaleString('en')));
});

test('a count has its noun in the number that it needs', () => {
  expect([0, 1, 2, 1234].map((count) => formatCount(count, 'step'))).toStrictEqual([
    '0 steps',
    '1 step',
    '2 steps',
    '1,234 steps',
  ]);
});
