import { rename, statfs, writeFile } from 'node:fs/promises';
import { freemem } from 'node:os';
import { dirname, join } from 'node:path';
import { diskRoot, shared, stateRoot } from './boot.ts';
import { runChild } from './child.ts';

/** Share of the free memory that a state in memory may fill; the build's own processes need the rest. */
const memoryShare = 0.7;

/** Bytes of the disk that stay free for everything else, or a quarter of what there is. */
const diskReserve = 1024 ** 3;

/**
 * Returns docker's arguments for the state: everything in memory, or the databases there and a volume for the rest, on which the
 * builder mounts the state's file system by itself.
 */
export function stateMounts(state: 'disk' | 'memory'): string[] {
  if (state === 'memory') return inMemory(Math.floor(freemem() * memoryShare));
  return [...inMemory(), '--mount', `type=volume,dst=${diskRoot}`];
}

/**
 * Returns docker's arguments for buildkitd's files in memory, half of it at most where no bytes are given. Docker forbids to
 * execute what is in memory unless it is told otherwise, and cache mounts are there.
 */
export function inMemory(bytes?: number): string[] {
  const size = bytes === undefined ? '' : `,size=${bytes}`;
  return ['--tmpfs', `${stateRoot}:exec,suid,dev,mode=711${size}`];
}

/**
 * Makes, in the folder that the builder shares, the file system for a state on disk, and returns what is to be said of it. The
 * builder waits for the file, or for the one that says that there will be none. It is a fresh ext4 in a sparse file as large as
 * what is free on its disk, since a file system made a moment ago writes small files 2–3 times faster than the host's (MEASURED.md); its
 * blocks count against the disk only as they are written. It is never larger than the disk: a file system whose disk is full
 * before it is itself can only tell of broken writes. Without mke2fs the state is on a plain volume.
 */
export async function createStateFile(state: 'disk' | 'memory', folder: string): Promise<string[]> {
  if (state === 'memory' || (await makeFileSystem(join(folder, shared.state)))) return [];
  await writeFile(join(folder, shared.noState), '');
  return [noMke2fs];
}

const noMke2fs = "The builder's state is on a plain volume, which is slower: mke2fs is not usable on this runner.";

/** Tells whether it could be made; the file has its name only when it is whole. */
async function makeFileSystem(file: string): Promise<boolean> {
  const part = `${file}.part`;
  const disk = await statfs(dirname(file));
  const free = disk.bavail * disk.bsize;
  const kibibytes = Math.floor((free - Math.min(diskReserve, free / 4)) / 1024);
  const args = [...mke2fsArgs, part, String(kibibytes)];
  const made = await runChild('mke2fs', args, { env: pathWithSbin() }).catch(() => undefined);
  if (made?.code !== 0) return false;
  await rename(part, file);
  return true;
}

/**
 * No journal and no zeroing: nobody will ever mount this file system a second time. No room to grow, which for a large disk is most
 * of what there is to write: 1,000 calls of 1,100.
 */
const mke2fsArgs = [
  ...['-q', '-F', '-t', 'ext4', '-m', '0', '-O', '^has_journal,^resize_inode'],
  ...['-E', 'lazy_itable_init=1,nodiscard,root_owner=0:0'],
];

/** A runner's user often has no sbin on its PATH, and mke2fs needs no root to fill a file. */
function pathWithSbin(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` };
}
