import { expect, test } from 'vitest';
import { type Deletion, type DeletionApi, firstOf } from '../../src/prune/deletion-api.ts';

const DELETED: Deletion = { kind: 'deleted', frees: true };
const UNSUPPORTED: Deletion = { kind: 'unsupported', reason: 'No.' };
const failed = (status: number): Deletion => ({ kind: 'failed', reason: `answers ${status}`, status });

/** Runs two tags through APIs that always end the same, and tells which were asked. */
async function run(...ends: Deletion[]): Promise<{ ends: Deletion[]; asked: number[] }> {
  const asked: number[] = [];
  const apis = ends.map((end, index): DeletionApi => {
    return async () => {
      asked.push(index);
      return end;
    };
  });
  const api = firstOf(apis);
  return { ends: [await api({ tag: 'a', digest: '' }), await api({ tag: 'b', digest: '' })], asked };
}

test.each([
  ['the first that works', [DELETED, UNSUPPORTED], DELETED, [0, 0]],
  ['the second, and the first is asked once', [UNSUPPORTED, DELETED], DELETED, [0, 1, 1]],
  ['the second where the first has no right', [failed(403), DELETED], DELETED, [0, 1, 1]],
  ['none after a fault that passes', [failed(500), DELETED], failed(500), [0, 0]],
  ['none where none works', [UNSUPPORTED, UNSUPPORTED], UNSUPPORTED, [0, 1, 1]],
  ['none, and the lack of a right is what is said', [failed(401), UNSUPPORTED], failed(401), [0, 1, 1]],
])('of several APIs is taken: %s', async (_, ends, end, asked) => {
  const result = await run(...ends);
  expect(result.ends[0]).toStrictEqual(end);
  expect(result.asked).toStrictEqual(asked);
});

test('without any API there is none', async () => {
  expect(await firstOf([])({ tag: 'a', digest: '' })).toStrictEqual({
    kind: 'unsupported',
    reason: 'There is no way to delete it.',
  });
});
