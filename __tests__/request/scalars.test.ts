import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/request/input-error.ts';
import { parseBoolean, parseChoice, parseDuration, parseInteger, parseSize } from '../../src/request/scalars.ts';

describe('a boolean', () => {
  test.each([
    ['true', true],
    ['True', true],
    ['TRUE', true],
    ['false', false],
    ['False', false],
    ['FALSE', false],
  ])('%s is %s', (text, expected) => {
    expect(parseBoolean('push', text, !expected)).toBe(expected);
  });

  test.each([true, false])('is its default when it is empty: %s', (byDefault) => {
    expect(parseBoolean('push', '', byDefault)).toBe(byDefault);
  });

  test.each(['yes', 'no', 'on', 'off', '1', '0', 'y', 'tRUE', ' true', 'null'])('is never %j', (text) => {
    expect(() => parseBoolean('push', text, false)).toThrow(
      new InputError(`"push" must be true or false: got ${JSON.stringify(text)}.`),
    );
  });
});

describe('a choice', () => {
  test('is one of the words, and the default when it is empty', () => {
    const read = (text: string) => parseChoice('state', text, ['disk', 'memory'], 'disk');
    expect(['', 'disk', 'memory'].map(read)).toStrictEqual(['disk', 'disk', 'memory']);
  });

  test('is no other word', () => {
    expect(() => parseChoice('cache', 'Auto', ['auto', 'read-only', 'off'], 'auto')).toThrow(
      new InputError('"cache" must be auto, read-only or off: got "Auto".'),
    );
  });
});

describe('a whole number', () => {
  test.each([
    ['', undefined],
    ['0', 0],
    ['10', 10],
    ['007', 7],
  ])('%j is %s', (text, expected) => {
    expect(parseInteger('retries', text, 0, 10)).toBe(expected);
  });

  test.each(['11', '-1', '1.5', '1e1', 'x', '9'.repeat(30)])('from 0 to 10 is not %s', (text) => {
    expect(() => parseInteger('retries', text, 0, 10)).toThrow('"retries" must be a whole number from 0 to 10: got ');
  });
});

describe('a size', () => {
  test.each([
    ['', undefined],
    ['0', 0],
    ['1048576', 1048576],
    ['64m', 64 * 1024 ** 2],
    ['2g', 2 * 1024 ** 3],
    ['2G', 2 * 1024 ** 3],
    ['2GB', 2 * 1024 ** 3],
    ['2 GiB', 2 * 1024 ** 3],
    ['1.5k', 1536],
    ['100b', 100],
    ['1t', 1024 ** 4],
  ])('%j is %s bytes', (text, expected) => {
    expect(parseSize('shm-size', text)).toBe(expected);
  });

  test.each(['x', '-1', '2gg', '1,5g', 'm', '2e3', '999999999p', '2 i'])('is not %j', (text) => {
    expect(() => parseSize('shm-size', text)).toThrow(
      '"shm-size" must be a size like 64m, 2g or 1048576 (bytes): got ',
    );
  });
});

describe('a time', () => {
  test.each([
    ['', undefined],
    ['90s', 90_000],
    ['30m', 1_800_000],
    ['1h30m', 5_400_000],
    ['1h1m1s', 3_661_000],
    ['500h', 1_800_000_000],
  ])('%j is %s milliseconds', (text, expected) => {
    expect(parseDuration('timeout', text)).toBe(expected);
  });

  test.each(['30', '0s', '501h', '-1m', '1m1h', '1.5h', '30 m', '1d'])('is not %j', (text) => {
    expect(() => parseDuration('timeout', text)).toThrow(
      '"timeout" must be a time like 90s, 30m or 1h30m, at most 500h',
    );
  });
});
