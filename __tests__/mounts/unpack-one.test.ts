import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { test as base, expect } from 'vitest';
import { unpackOne } from '../../src/mounts/unpack-one.ts';
import { type Member, makeArchive } from '../e2e/planted-entry.ts';

interface Place {
  readonly folder: string;
  readonly target: string;
  /** Takes the file `wanted` out of an archive of those members; resolves with its text. */
  take(members: readonly Member[], limit?: number): Promise<string>;
}

const test = base.extend<{ place: Place }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures this one needs.
  place: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'unpack-one-'));
    const target = join(folder, 'target');
    await use({
      folder,
      target,
      async take(members, limit = 1000) {
        const packed = join(folder, 'packed.tgz');
        writeFileSync(packed, gzipSync(makeArchive(members)));
        await unpackOne({ packed, program: ['gzip'], member: 'wanted', target, limit });
        return readFileSync(target, 'utf8');
      },
    });
    rmSync(folder, { recursive: true, force: true });
  },
});

test('the one file is taken, whatever else an archive has', async ({ place }) => {
  const elsewhere = join(place.folder, 'elsewhere');
  const members: Member[] = [
    { name: elsewhere, text: 'written' },
    { name: '../elsewhere', text: 'written' },
    { name: 'out', linkTo: place.folder },
    { name: 'out/elsewhere', text: 'written' },
    { name: 'wanted', text: 'right', mode: 0o4777 },
    { name: 'wanted/more', text: 'written' },
  ];
  expect(await place.take(members)).toBe('right');
  expect(readdirSync(place.folder).sort()).toStrictEqual(['packed.tgz', 'target']);
});

test.each<[string, Member[]]>([
  ['it is not there', [{ name: './wanted2', text: 'x' }]],
  ['it is a link', [{ name: 'wanted', linkTo: '/etc/passwd' }]],
  ['it is a folder', [{ name: 'wanted/file', text: 'x' }]],
  ['it is empty', [{ name: 'wanted', text: '' }]],
])('there is no archive where %s', async (_, members) => {
  const folder = mkdtempSync(join(tmpdir(), 'unpack-one-'));
  const packed = join(folder, 'packed.tgz');
  writeFileSync(packed, gzipSync(makeArchive(members)));
  const taking = unpackOne({
    packed,
    program: ['gzip'],
    member: 'wanted',
    target: join(folder, 'target'),
    limit: 1000,
  });
  await expect(taking).rejects.toThrow('its entry holds no archive');
  rmSync(folder, { recursive: true });
});

test('what is too large is not taken to its end, and nothing is written through a link', async ({ place }) => {
  await expect(place.take([{ name: 'wanted', text: 'x'.repeat(1_000_000) }])).rejects.toThrow(
    'its entry is larger than "cache-mounts-max-size" allows',
  );
  rmSync(place.target);
  symlinkSync(join(place.folder, 'elsewhere'), place.target);
  await expect(place.take([{ name: 'wanted', text: 'x' }])).rejects.toThrow('EEXIST');
  expect(existsSync(join(place.folder, 'elsewhere'))).toBe(false);
});

test('what an archive has beside its file is not unpacked for ever, and what is no archive is none', async ({
  place,
}) => {
  const zeros = { name: 'other', text: Buffer.alloc(5_000_000) };
  await expect(place.take([zeros, { name: 'wanted', text: 'x' }])).rejects.toThrow('its entry is larger than');
  rmSync(place.target, { force: true });
  const packed = join(place.folder, 'packed.tgz');
  for (const bytes of [gzipSync(Buffer.alloc(100_000, 'no archive')), Buffer.from('not compressed')]) {
    writeFileSync(packed, bytes);
    const taking = unpackOne({ packed, program: ['gzip'], member: 'wanted', target: place.target, limit: 1000 });
    await expect(taking).rejects.toThrow('its entry holds no archive');
    rmSync(place.target, { force: true });
  }
});
