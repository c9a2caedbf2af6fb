import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { findLeaks, type MemoryUse, readUse, toGrowth, watchPeak } from '../../../testbed/faults/memory.ts';

const mebibyte = 2 ** 20;

/** Eight builds whose engine uses so many MiB after each; all else stays as it is. */
function builds(...engine: number[]): MemoryUse[] {
  return engine.map((size) => ({ main: 60, post: 50, engine: size * mebibyte, machine: 1000 }));
}

describe('memory over builds that follow each other', () => {
  test('is compared by the least of the first and of the last quarter', () => {
    expect(toGrowth(builds(130, 120, 500, 500, 500, 500, 150, 900))).toStrictEqual({
      main: { first: 60, last: 60, allowed: 32 * mebibyte },
      post: { first: 50, last: 50, allowed: 32 * mebibyte },
      engine: { first: 120 * mebibyte, last: 150 * mebibyte, allowed: 64 * mebibyte },
      machine: { first: 1000, last: 1000, allowed: 512 * mebibyte },
    });
  });

  test.each<[string, number[], string[]]>([
    ['stays', [100, 100, 100, 100, 100, 100, 100, 100], []],
    ['is higher for a while', [100, 100, 900, 900, 900, 100, 900, 100], []],
    ['grows by what it may', [100, 100, 100, 100, 100, 100, 164, 164], []],
    [
      'grows with every build',
      [100, 120, 140, 160, 180, 200, 220, 240],
      [`memory of engine grew from ${100 * mebibyte} to ${220 * mebibyte} bytes`],
    ],
  ])('that %s: %j', (_, engine, leaks) => {
    expect(findLeaks(toGrowth(builds(...engine)))).toStrictEqual(leaks);
  });
});

test('the peak of a process is what it used at most, not what it uses last', async () => {
  const greedy =
    'let all = Buffer.alloc(200 * 2 ** 20, 1); setTimeout(() => { all = undefined; gc(); setTimeout(() => 0, 200); }, 200)';
  const child = spawn(process.execPath, ['--expose-gc', '--eval', greedy], { stdio: 'ignore' });
  const peak = watchPeak(child.pid ?? 0);
  await once(child, 'exit');
  expect(peak()).toBeGreaterThan(200 * mebibyte);
  expect(peak()).toBeLessThan(400 * mebibyte);
});

test('the machine uses more than nothing, and its engine no more than that', () => {
  const { engine, machine } = readUse();
  expect(machine).toBeGreaterThan(0);
  expect(engine).toBeLessThanOrEqual(machine);
});
