import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  closeSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from 'vitest';
import { hookScript } from '../../src/mounts/hook-script.ts';
import { jailedFolder } from '../../src/mounts/jail-script.ts';

interface Mount {
  readonly folder: string;
  readonly archive: string;
  /** Packs it on this machine, as it is done in a jail. */
  save(mebibytes?: number, fingerprint?: string): string[];
}

const test = base.extend<{ mount: Mount }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures this one needs.
  mount: async ({}, use) => {
    const root = mkdtempSync(join(tmpdir(), 'save-'));
    const folder = join(root, 'mount');
    const archive = join(root, 'archive.tar');
    const script = join(root, 'runtime.sh');
    mkdirSync(folder);
    writeFileSync(script, hookScript.replaceAll(jailedFolder, folder));
    await use({
      folder,
      archive,
      save(mebibytes = 1024, fingerprint = '') {
        const args = [script, 'pack', '', String(mebibytes * 1024), fingerprint, '60'];
        const fd = openSync(archive, 'w');
        const said = execFileSync('/bin/sh', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit', fd] });
        closeSync(fd);
        return said.trimEnd().split(' ');
      },
    });
    rmSync(root, { recursive: true, force: true });
  },
});

test('an empty folder, one that is not there and one that is too large are not written', ({ mount }) => {
  expect(mount.save()).toStrictEqual(['empty']);
  writeFileSync(join(mount.folder, 'file'), Buffer.alloc(2 * 1024 * 1024, 1));
  const [word, bytes] = mount.save(1);
  expect(word).toBe('large');
  expect(Number(bytes)).toBeGreaterThanOrEqual(2 * 1024 * 1024);
  rmSync(mount.folder, { recursive: true });
  expect(mount.save()).toStrictEqual(['empty']);
  expect(statSync(mount.archive).size).toBe(0);
});

test('an archive that is larger than its files may be is not written to its end', ({ mount }) => {
  // Three thousand names of one file: 4 KB of files, and three times as many blocks of an archive.
  writeFileSync(join(mount.folder, 'file'), 'text');
  for (let count = 0; count < 3000; count += 1)
    linkSync(join(mount.folder, 'file'), join(mount.folder, `link${count}`));
  expect(mount.save(1)).toStrictEqual(['large', String(1024 * 1024 + 1)]);
  expect(statSync(mount.archive).size).toBeLessThanOrEqual(1024 * 1024);
});

test('a link in the place of the folder leads nowhere', ({ mount }) => {
  rmSync(mount.folder, { recursive: true });
  symlinkSync('/usr/share', mount.folder);
  expect(mount.save()).toStrictEqual(['empty']);
});

test('a copy has the same fingerprint, and every change that counts another', ({ mount }) => {
  const file = join(mount.folder, 'file');
  const touch = () => utimesSync(file, 1_000_000_000, 1_000_000_000);
  mkdirSync(join(mount.folder, 'sub'));
  writeFileSync(file, 'text');
  writeFileSync(join(mount.folder, 'new\nline'), '');
  touch();
  const [word, tar, fingerprint = ''] = mount.save();
  expect([word, tar]).toStrictEqual(['written', 'gnu']);
  expect(statSync(mount.archive).size).toBeGreaterThan(0);

  rmSync(mount.folder, { recursive: true });
  mkdirSync(mount.folder);
  execFileSync('tar', ['-xpf', mount.archive, '-C', mount.folder]);
  expect(mount.save(1024, fingerprint)).toStrictEqual(['unchanged']);

  // A file that comes and goes leaves only its folder's time behind.
  writeFileSync(join(mount.folder, 'sub', 'temporary'), '');
  rmSync(join(mount.folder, 'sub', 'temporary'));
  expect(mount.save(1024, fingerprint)).toStrictEqual(['unchanged']);

  const changes: Record<string, () => void> = {
    size: () => appendFileSync(file, '!'),
    time: () => utimesSync(file, 1_000_000_001, 1_000_000_001),
    mode: () => chmodSync(file, 0o600),
    name: () => writeFileSync(join(mount.folder, 'other'), ''),
    folder: () => mkdirSync(join(mount.folder, 'empty')),
  };
  const seen = Object.entries(changes).map(([name, change]) => {
    change();
    if (name === 'size') touch();
    return mount.save()[2];
  });
  expect(new Set([fingerprint, ...seen]).size).toBe(1 + seen.length);
});
