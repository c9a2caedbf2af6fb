import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseChallenges } from '../../src/registry/challenge.ts';

const plain = (header: string) =>
  parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);

describe('a WWW-Authenticate header is split into its challenges', () => {
  test.each([
    [
      'Bearer realm="https://auth.example/token",service="registry.example",scope="repository:o/app:pull,push"',
      [
        [
          'bearer',
          { realm: 'https://auth.example/token', service: 'registry.example', scope: 'repository:o/app:pull,push' },
        ],
      ],
    ],
    ['Basic realm="a, b"', [['basic', { realm: 'a, b' }]]],
    ['basic', [['basic', {}]]],
    ['Basic realm="say \\"hi\\" \\\\ there"', [['basic', { realm: 'say "hi" \\ there' }]]],
    ['Bearer  Realm = x ,\tservice="y"', [['bearer', { realm: 'x', service: 'y' }]]],
    [
      'Bearer realm=https://auth.example/token,service=x',
      [['bearer', { realm: 'https://auth.example/token', service: 'x' }]],
    ],
    [
      'Negotiate, Basic realm="x", Bearer realm="y",error="invalid_token"',
      [
        ['negotiate', {}],
        ['basic', { realm: 'x' }],
        ['bearer', { realm: 'y', error: 'invalid_token' }],
      ],
    ],
    [
      'Negotiate YWJj/ZGVm==, Basic realm="x"',
      [
        ['negotiate', {}],
        ['basic', { realm: 'x' }],
      ],
    ],
    ['Basic realm="first", realm="second"', [['basic', { realm: 'first' }]]],
    ['Basic realm="never closed', [['basic', {}]]],
    ['Basic realm=""', [['basic', { realm: '' }]]],
    ['', []],
    [',, ,', []],
  ])('%s', (header, challenges) => {
    expect(plain(header)).toStrictEqual(challenges);
  });

  test('any value survives in quotes', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (realm, service) => {
        const quote = (value: string): string => `"${value.replace(/["\\]/g, '\\$&')}"`;
        const header = `Basic realm=${quote(service)}, Bearer realm=${quote(realm)},service=${quote(service)}`;
        expect(plain(header)).toStrictEqual([
          ['basic', { realm: service }],
          ['bearer', { realm, service }],
        ]);
      }),
    );
  });

  test('no header throws', () => {
    const junk = fc.string({ unit: fc.constantFrom(...'aB="\\, \t/;\u{1f600}'), maxLength: 60 });
    fc.assert(
      fc.property(junk, (header) => {
        expect(parseChallenges(header)).toBeInstanceOf(Array);
      }),
    );
  });
});
