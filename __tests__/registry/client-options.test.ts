import { describe, expect, test } from 'vitest';
import { toClientOptions } from '../../src/registry/client-options.ts';
import { parseBuildkitdConfig } from '../../src/text/buildkitd-config.ts';

describe('the settings become options of the client', () => {
  const options = (text: string) => toClientOptions(parseBuildkitdConfig(`[registry."r.example"]\n${text}`));
  test.each([
    ['', 'https'],
    ['http = true', 'http'],
    ['insecure = true', 'insecure'],
    ['http = true\ninsecure = true', 'insecure'],
    ['http = false\ninsecure = false', 'https'],
  ])('%j is %s', (text, security) => {
    expect(options(text).insecure('r.example')).toBe(security);
    expect(options(text).insecure('other.example')).toBe('https');
  });

  test('mirrors are a host and a path', () => {
    const { mirrors } = options(
      'mirrors = ["m.example:5000", "n.example/p/q/", "http://o.example/r", "https://p.example"]',
    );
    expect(mirrors('r.example')).toStrictEqual([
      { host: 'm.example:5000', path: '' },
      { host: 'n.example', path: 'p/q' },
      { host: 'o.example', path: 'r' },
      { host: 'p.example', path: '' },
    ]);
    expect(mirrors('other.example')).toStrictEqual([]);
  });

  test('authorities are files', () => {
    expect(options('ca = ["a.pem", "b.pem"]').certificates('r.example')).toStrictEqual(['a.pem', 'b.pem']);
  });
});
