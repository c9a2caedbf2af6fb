import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { mapAtOnce } from '../../src/prune/read-cache.ts';

test('results come in the order of the items, however long each takes', async () => {
  const results = await mapAtOnce([30, 1, 20, 5], 3, async (milliseconds) => {
    await sleep(milliseconds);
    return `${milliseconds} ms`;
  });
  expect(results).toStrictEqual(['30 ms', '1 ms', '20 ms', '5 ms']);
});

test('no more are under way than is allowed', async () => {
  let now = 0;
  let most = 0;
  await mapAtOnce(Array.from({ length: 20 }), 3, async () => {
    now += 1;
    most = Math.max(most, now);
    await sleep(1);
    now -= 1;
  });
  expect(most).toBe(3);
});

test('the first failure is the result', async () => {
  const fail = async (item: number): Promise<never> => {
    throw new Error(`item ${item}`);
  };
  await expect(mapAtOnce([1, 2], 2, fail)).rejects.toThrow('item 1');
  expect(await mapAtOnce([], 2, fail)).toStrictEqual([]);
});
