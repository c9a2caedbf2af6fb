import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createQuietMeter, type Look } from '../../src/solve/quiet.ts';

const minute = 60_000;

/** What was seen of a real daemon, every 2.5 s for more than ten minutes (fixtures/quiet/record.ts). */
function recorded(name: string): Look[] {
  const file = join(import.meta.dirname, '../fixtures/quiet', `${name}.csv.gz`);
  const [, ...lines] = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
  return lines.map((line) => {
    const [at = 0, written = 0, unsent = 0, told = 0, transferred = 0] = line.split(',').map(Number);
    return { at, written, unsent, told, transferred };
  });
}

/** Milliseconds from the last thing that moved until the meter says that nothing does. */
function silentAfter(looks: readonly Look[], window: number): number | undefined {
  const meter = createQuietMeter(window);
  return looks.find((look) => meter.add(look))?.at;
}

const windows = [
  ['network-timeout of 10 s', 10_000],
  ['the default, 5 min', 5 * minute],
] as const;

describe.each(windows)('at %s', (_, window) => {
  test.each([
    ['a push whose layers nobody answers', 'push'],
    ["a cache's manifest that nobody answers", 'manifest'],
    ['the blob of a base image that stands still', 'base'],
    ['three cached layers that stand still', 'cached'],
  ])('%s is silent as soon as the time is over', (__, name) => {
    const looks = recorded(name);
    expect((looks.at(-1)?.at ?? 0) - (looks[0]?.at ?? 0)).toBeGreaterThan(10 * minute);
    // Each recording begins when nothing moves any more.
    const after = silentAfter(looks, window) ?? Number.NaN;
    expect(after).toBeGreaterThanOrEqual(window);
    expect(after).toBeLessThanOrEqual(window + 10_000);
  });

  test('an upload of 10 kB/s is none', () => {
    expect(silentAfter(recorded('slow-upload'), window)).toBeUndefined();
  });
});

// BuildKit writes what it downloads by the mebibyte, which such a line needs two minutes for.
test('at the default a download over such a line is none', () => {
  expect(silentAfter(recorded('slow-download'), 5 * minute)).toBeUndefined();
});

describe('the meter', () => {
  const at = (seconds: number, written: number, more: Partial<Look> = {}): Look => {
    return { at: seconds * 1000, written, unsent: 0, told: 0, transferred: 0, ...more };
  };

  test('begins anew where it is told to', () => {
    const meter = createQuietMeter(10_000);
    expect([0, 5].map((second) => meter.add(at(second, 0)))).toStrictEqual([false, false]);
    meter.forget();
    expect([10, 15, 20].map((second) => meter.add(at(second, 0)))).toStrictEqual([false, false, true]);
  });

  test('goes by the rate, however long the sum takes to grow', () => {
    const meter = createQuietMeter(300_000);
    const said = Array.from({ length: 200 }, (_, index) => meter.add(at(index * 5, index * 5 * 450)));
    expect(said.indexOf(true)).toBe(60);
  });

  test('does not let a download that begins anew hide what moves beside it', () => {
    const meter = createQuietMeter(10_000);
    const looks = [at(0, 0, { transferred: 9e8 }), at(5, 50_000), at(10, 100_000), at(15, 150_000)];
    expect(looks.map((look) => meter.add(look))).toStrictEqual([false, false, false, false]);
  });
});
