import { expect, test } from 'vitest';
import { firstOf, type Removal, type Way } from '../../src/prune/way.ts';

const DELETED: Removal = { kind: 'deleted', frees: true };
const UNSUPPORTED: Removal = { kind: 'unsupported', reason: 'No.' };
const failed = (status: number): Removal => ({ kind: 'failed', reason: `answers ${status}`, status });

/** Runs two tags through ways that always end the same, and tells which were asked. */
async function run(...ends: Removal[]): Promise<{ ends: Removal[]; asked: number[] }> {
  const asked: number[] = [];
  const ways = ends.map((end, index): Way => {
    return async () => {
      asked.push(index);
      return end;
    };
  });
  const way = firstOf(ways);
  return { ends: [await way({ tag: 'a', digest: '' }), await way({ tag: 'b', digest: '' })], asked };
}

test.each([
  ['the first that works', [DELETED, UNSUPPORTED], DELETED, [0, 0]],
  ['the second, and the first is asked once', [UNSUPPORTED, DELETED], DELETED, [0, 1, 1]],
  ['the second where the first has no right', [failed(403), DELETED], DELETED, [0, 1, 1]],
  ['none after a fault that passes', [failed(500), DELETED], failed(500), [0, 0]],
  ['none where none works', [UNSUPPORTED, UNSUPPORTED], UNSUPPORTED, [0, 1, 1]],
  ['none, and the lack of a right is what is said', [failed(401), UNSUPPORTED], failed(401), [0, 1, 1]],
])('of several ways is taken: %s', async (_, ends, end, asked) => {
  const result = await run(...ends);
  expect(result.ends[0]).toStrictEqual(end);
  expect(result.asked).toStrictEqual(asked);
});

test('without any way there is none', async () => {
  expect(await firstOf([])({ tag: 'a', digest: '' })).toStrictEqual({
    kind: 'unsupported',
    reason: 'There is no way to delete it.',
  });
});
