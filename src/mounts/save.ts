import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lease } from '../builder/lease.ts';
import type { Scope } from '../cache/event.ts';
import { dockerLong } from '../docker/docker.ts';
import { splitHome } from './ask.ts';
import type { CacheMount, Tar } from './cache-mount.ts';
import { runtimeInBuilder, spoolInBuilder } from './hook-script.ts';
import { archiveName, contentOf, entryKey, entryPrefix, mountIdentity } from './keys.ts';
import { openLeaseTransfers, spoolOf } from './manager.ts';
import type { KeptMounts, MountEnd, MountUse } from './mount-use.ts';
import type { Transfers } from './transfers.ts';

/**
 * Saves the mounts of a job whose builder is still running, as new entries of the scope that the run may write. Resolves with the result for
 * each mount; a failure never fails the job.
 */
export async function saveMounts({ plan, uses }: KeptMounts, lease: Lease, signal: AbortSignal): Promise<MountEnd[]> {
  const { saveTo } = plan;
  const mounts = [...lastUses(uses, plan).values()];
  if (saveTo === undefined || mounts.length === 0) return [];
  const transfers = openLeaseTransfers(lease);
  const stop = () => transfers.stop();
  signal.addEventListener('abort', stop, { once: true });
  const ends = await Promise.all(
    mounts.map(async (use): Promise<MountEnd> => {
      const { id, owner } = use;
      const end = await saveMount(use, plan, { scope: saveTo, lease, transfers, signal }).catch((error: Error) => ({
        kind: 'failed' as const,
        reason: signal.aborted ? 'the job was cancelled' : error.message,
      }));
      return { id, owner, ...end };
    }),
  );
  signal.removeEventListener('abort', stop);
  stop();
  return ends;
}

/** Keeps the last use of each identity: with `sharing=private` several RUNs may have had a folder each. */
function lastUses(uses: readonly MountUse[], { subject }: KeptMounts['plan']): Map<string, MountUse> {
  const savable = uses.filter(
    ({ home, start }) => home !== undefined && !['silent', 'unused', 'partial'].includes(start.kind),
  );
  return new Map(savable.map((use) => [mountIdentity(use, subject), use]));
}

interface SaveContext {
  readonly scope: Scope;
  readonly lease: Lease;
  readonly transfers: Transfers;
  readonly signal: AbortSignal;
}

type End = MountEnd extends infer Each ? (Each extends CacheMount ? Omit<Each, keyof CacheMount> : never) : never;

async function saveMount(use: MountUse, { subject, maxSize }: KeptMounts['plan'], context: SaveContext): Promise<End> {
  const { scope, lease, transfers, signal } = context;
  const started = performance.now();
  const identity = mountIdentity(use, subject);
  const archive = archiveName(identity);
  const before = use.start.kind === 'restored' ? contentOf(use.start.key)?.fingerprint : undefined;
  const home = splitHome(use.home ?? '');
  if (home === undefined) return { kind: 'failed', reason: 'its files are not where BuildKit has them' };
  const limits = [String(Math.floor(maxSize / 1024)), before ?? '', String(Math.ceil(patience(maxSize) / 1000))];
  const args = [`save-${identity}`, home.snapshot, home.below, `${spoolInBuilder}/${archive}`, ...limits];
  const line = await dockerLong(['exec', lease.container, '/bin/sh', runtimeInBuilder, 'save', ...args], {
    env: process.env,
    signal,
  });
  const written = parseWritten(line);
  if ('kind' in written) return written;
  const prefix = entryPrefix(scope, identity);
  await transfers.save(archive, entryKey(prefix, use.id, written, writerOf(lease)), patience(written.bytes));
  await rm(join(spoolOf(lease), archive), { force: true });
  return { kind: 'saved', bytes: written.bytes, milliseconds: performance.now() - started };
}

function parseWritten(line: string): End | { tar: Tar; fingerprint: string; bytes: number } {
  const [word, ...rest] = line.split(' ');
  switch (word) {
    case 'written':
      return { tar: rest[0] as Tar, fingerprint: rest[1] ?? '', bytes: Number(rest[2]) };
    case 'large':
      return { kind: 'large', bytes: Number(rest[0]) };
    case 'unchanged':
    case 'empty':
      return { kind: word };
    default:
      return { kind: 'failed', reason: rest.join(' ') };
  }
}

/** Identifies run and step, so that two steps of one job, and two jobs of one run, write different keys. */
function writerOf({ container }: Lease): string {
  return `${process.env.GITHUB_RUN_ID || 0}-${container.replace(/^buildkit-/, '')}`;
}

/** Time limit of packing or an upload in milliseconds: half a minute, and a second for every 2 MB. */
function patience(bytes: number): number {
  return 30_000 + bytes / 2000;
}
