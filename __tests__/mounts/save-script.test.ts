import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from 'vitest';
import { saveScript } from '../../src/mounts/save-script.ts';

interface Mount {
  readonly folder: string;
  readonly archive: string;
  save(mebibytes?: number, fingerprint?: string): string[];
}

const test = base.extend<{ mount: Mount }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures this one needs.
  mount: async ({}, use) => {
    const root = mkdtempSync(join(tmpdir(), 'save-'));
    const folder = join(root, 'mount');
    const archive = join(root, 'archive.tar');
    mkdirSync(folder);
    await use({
      folder,
      archive,
      save(mebibytes = 1024, fingerprint = '') {
        const args = ['-c', saveScript, 'save', folder, archive, String(mebibytes * 1024), fingerprint];
        return execFileSync('/bin/sh', args, { encoding: 'utf8' }).trimEnd().split(' ');
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
  expect(existsSync(mount.archive)).toBe(false);
});

test('a copy has the same fingerprint, and every change that counts another', ({ mount }) => {
  const file = join(mount.folder, 'file');
  const touch = () => utimesSync(file, 1_000_000_000, 1_000_000_000);
  mkdirSync(join(mount.folder, 'sub'));
  writeFileSync(file, 'text');
  writeFileSync(join(mount.folder, 'new\nline'), '');
  touch();
  const [word, tar, fingerprint = '', bytes] = mount.save();
  expect([word, tar]).toStrictEqual(['written', 'gnu']);
  expect(Number(bytes)).toBeGreaterThan(0);
  expect(mount.save(1024, fingerprint)).toStrictEqual(['unchanged']);

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
