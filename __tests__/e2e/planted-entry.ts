import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { CacheServer } from '../../testbed/actions-cache/cache-server.ts';

/** A member of an archive: its name as it is to stand there, and what it holds or points to. */
export type Member = { readonly name: string; readonly mode?: number } & (
  | { readonly text: string | Buffer }
  | { readonly linkTo: string }
);

/** Makes a tar archive whose members have any name: no program would write some of them. */
export function makeArchive(members: readonly Member[]): Buffer {
  const blocks = members.flatMap((member) => {
    const data = 'text' in member ? Buffer.from(member.text) : Buffer.alloc(0);
    const padded = Buffer.alloc(Math.ceil(data.length / 512) * 512);
    data.copy(padded);
    return [header(member, data.length), padded];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function header(member: Member, size: number): Buffer {
  const block = Buffer.alloc(512);
  const octal = (value: number, width: number) => `${value.toString(8).padStart(width - 1, '0')}\0`;
  block.write(member.name, 0);
  block.write(octal(member.mode ?? 0o644, 8), 100);
  block.write(octal(0, 8) + octal(0, 8) + octal(size, 12) + octal(0, 12), 108);
  block.write('        ', 148);
  block.write('linkTo' in member ? '2' : '0', 156);
  if ('linkTo' in member) block.write(member.linkTo, 157);
  block.write('ustar\x0000', 257);
  block.write(
    octal(
      block.reduce((sum, byte) => sum + byte),
      7,
    ),
    148,
  );
  return block;
}

/**
 * Puts a newer entry in the place of the only one that a cache has, as whoever may write to its scope can. The members make what
 * the Actions cache itself packs: an archive that has one file, which is named in `inner`.
 */
export async function plantEntry(
  cache: CacheServer,
  scope: string,
  members: (inner: string) => readonly Member[],
): Promise<void> {
  const [entry] = cache.entries();
  expect(entry).toBeDefined();
  const { key = '', version = '' } = entry ?? {};
  const inner = `${/^buildkit-mount-b-[0-9a-f]{20}-([0-9a-f]{20})-/.exec(key)?.[1]}.tar`;
  const env = cache.env(scope);
  const call = async (method: string, message: object) => {
    const url = `${env.ACTIONS_RESULTS_URL}twirp/github.actions.results.api.v1.CacheService/${method}`;
    const headers = { Authorization: `Bearer ${env.ACTIONS_RUNTIME_TOKEN}`, 'Content-Type': 'application/json' };
    return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(message) })).json() as Promise<{
      signed_upload_url: string;
    }>;
  };
  const planted = { key: `${key}0`, version };
  const body = new Uint8Array(compress(makeArchive(members(inner))));
  const { signed_upload_url: url } = await call('CreateCacheEntry', planted);
  await fetch(url, { method: 'PUT', body });
  await call('FinalizeCacheEntryUpload', { ...planted, size_bytes: String(body.length) });
}

/** Compresses as the toolkit does on this machine. */
function compress(archive: Buffer): Buffer {
  try {
    return execFileSync('zstd', ['-q', '-c'], { input: archive, stdio: ['pipe', 'pipe', 'ignore'] });
  } catch {
    return execFileSync('gzip', ['-c'], { input: archive });
  }
}

/** Makes a folder outside of every runner's, for what must not be written. */
export function forbiddenFolder(): { folder: string; remove(): void; read(name: string): string | undefined } {
  const folder = mkdtempSync(join(tmpdir(), 'forbidden-'));
  return {
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true }),
    read(name) {
      try {
        return readFileSync(join(folder, name), 'utf8');
      } catch {
        return undefined;
      }
    },
  };
}
