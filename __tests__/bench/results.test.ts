import { expect, test } from 'vitest';
import { replacePart } from '../../bench/results.ts';
import { measurement, resultsWith } from './results.ts';

const run = { date: '2026-01-02', minutes: 1, load: 0.1 };
const near = measurement({ part: 'compare', project: 'small', contestant: 'buildx' });
const far = measurement({ part: 'distance', project: 'small', contestant: 'buildx', roundTrip: 20 });
const failure = {
  part: 'distance',
  project: 'small',
  contestant: 'buildx',
  situation: 'nothing',
  reason: 'EOF',
} as const;

test('what a part finds takes the place of what it found before, and other parts stay', () => {
  const before = resultsWith({ measurements: [far, near], failures: [failure], runs: { compare: run } });
  const again = { ...far, toDigest: [5] };
  const after = replacePart(before, 'distance', { ...run, minutes: 2 }, { measurements: [again] });
  expect(after).toStrictEqual({
    ...before,
    measurements: [near, again],
    failures: [],
    runs: { compare: run, distance: { ...run, minutes: 2 } },
  });
});

test('the times of start-up stay until they are measured anew', () => {
  const startUp = { empty: [1], main: [2], post: [3] };
  const before = resultsWith({ startUp });
  expect(replacePart(before, 'growth', run, {}).startUp).toStrictEqual(startUp);
  const faster = { empty: [1], main: [1], post: [1] };
  expect(replacePart(before, 'start-up', run, { startUp: faster }).startUp).toStrictEqual(faster);
});
