import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { withResolvers } from '../../src/builder/daemon-config.ts';
import { readResolvers } from '../../src/builder/resolvers.ts';

const stub = '# by systemd-resolved\nnameserver 127.0.0.53\noptions edns0\n';

test.each<[string, string, string | undefined, string[] | undefined]>([
  ['of systemd-resolved', stub, 'nameserver 10.1.2.3\nnameserver fd00::53\n', ['10.1.2.3', 'fd00::53']],
  ['that name servers themselves', 'nameserver 10.9.9.9\n', 'nameserver 10.1.2.3\n', undefined],
  ['of another cache on this machine', stub, undefined, undefined],
  ['without a server', '', 'nameserver 10.1.2.3\n', undefined],
])('the servers behind settings %s', (_, own, upstream, expected) => {
  const folder = mkdtempSync(join(tmpdir(), 'resolvers-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'own'), own);
  if (upstream !== undefined) writeFileSync(join(folder, 'upstream'), upstream);
  expect(readResolvers([join(folder, 'own'), join(folder, 'upstream')])).toStrictEqual(expected);
});

test('are written into a configuration that names none', () => {
  expect(withResolvers('debug = true\n', ['10.1.2.3', 'fd00::53'])).toBe(
    'debug = true\n\n[dns]\n  nameservers = ["10.1.2.3", "fd00::53"]\n',
  );
  for (const own of ['[dns]\nnameservers = ["10.0.0.1"]\n', 'dns.searchDomains = ["x"]\n', 'no TOML']) {
    expect(withResolvers(own, ['10.1.2.3'])).toBe(own);
  }
  expect(withResolvers('', undefined)).toBe('');
});
