import { statfs } from 'node:fs/promises';
import { freemem } from 'node:os';
import { dirname } from 'node:path';
import { runChild } from './child.ts';

/** Where the builder keeps layers and snapshots: what docker has to mount for it, and what is to be said of it. */
export interface StateStore {
  readonly mountArgs: readonly string[];
  readonly notes: readonly string[];
}

/** Share of the free memory that a state in memory may fill; the build's own processes need the rest. */
const memoryShare = 0.7;

/** Bytes of the disk that stay free for everything else, or a quarter of what there is. */
const diskReserve = 1024 ** 3;

/**
 * Makes ready the state of a builder that can see `file`. `disk`: a fresh ext4 in a sparse file as large as what is free on
 * its disk, since a file system made a moment ago writes small files 2–3 times faster than the host's (MEASURED.md); its
 * blocks count against the disk only as they are written. It is never larger than the disk: a file system whose disk is full
 * before it is itself can only tell of broken writes. Without mke2fs it is a plain volume. `memory`: a tmpfs.
 */
export async function createStateFile(state: 'disk' | 'memory', file: string): Promise<StateStore> {
  if (state === 'memory') {
    const size = Math.floor(freemem() * memoryShare);
    return { mountArgs: ['--mount', `type=tmpfs,dst=/var/lib/buildkit,tmpfs-size=${size}`], notes: [] };
  }
  const disk = await statfs(dirname(file));
  const free = disk.bavail * disk.bsize;
  const kibibytes = Math.floor((free - Math.min(diskReserve, free / 4)) / 1024);
  const made = await runChild('mke2fs', [...mke2fsArgs, file, String(kibibytes)], { env: pathWithSbin() }).catch(
    () => undefined,
  );
  if (made?.code === 0) return { mountArgs: [], notes: [] };
  return {
    mountArgs: [],
    notes: ["The builder's state is on a plain volume, which is slower: mke2fs is not usable on this runner."],
  };
}

/** No journal and no zeroing: nobody will ever mount this file system a second time. */
const mke2fsArgs = [
  ...['-q', '-F', '-t', 'ext4', '-m', '0', '-O', '^has_journal'],
  ...['-E', 'lazy_itable_init=1,nodiscard,root_owner=0:0'],
];

/** A runner's user often has no sbin on its PATH, and mke2fs needs no root to fill a file. */
function pathWithSbin(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` };
}
