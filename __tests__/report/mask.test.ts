import { describe, expect, test } from 'vitest';
import { toMasks } from '../../src/report/mask.ts';

describe('a secret is hidden', () => {
  test('as it is, as base64 and within JSON', () => {
    expect(toMasks('s3cret"x')).toStrictEqual([
      's3cret"x',
      Buffer.from('s3cret"x').toString('base64').replace(/=+$/, ''),
      Buffer.from('s3cret"x').toString('base64').replace(/=+$/, ''),
      's3cret\\"x',
    ]);
  });

  test('line by line, but for lines so short that they stand in every log', () => {
    const masks = toMasks('{\n  "password": "hunter22"\n}\n');
    expect(masks).toContain('"password": "hunter22"');
    expect(masks).not.toContain('{');
    expect(masks).not.toContain('}');
  });

  test.each(['1', 'true', '12345', 'a\nb'])(
    'not where it is so short that a digest or a word would hold it: %j',
    (value) => {
      expect(toMasks(value)).toStrictEqual([]);
    },
  );

  test('not at all where it is empty', () => {
    expect(toMasks('')).toStrictEqual([]);
  });
});
