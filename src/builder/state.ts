import { statfsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { startInBackground } from '../docker/background.ts';
import type { Note } from '../request/build-request.ts';
import { diskRoot, shared, stateRoot } from './boot.ts';

/** Share of the free memory that a state in memory may fill; the build's own processes need the rest. */
const memoryShare = 0.7;

/** Bytes of the disk that stay free for other uses; a quarter of the free bytes, if that is less. */
const diskReserve = 1024 ** 3;

/** Returns how many bytes a state may fill: a share of the memory that is free now, or of the free room on a folder's disk. */
export function stateSize(state: 'disk' | 'memory', folder: string): number {
  return Math.floor(state === 'memory' ? freemem() * memoryShare : readDisk(folder).usable);
}

/**
 * Returns docker's arguments for the state: either everything in memory, up to that many bytes, or only the databases in memory and a
 * volume for the rest, over which the builder mounts the state's file system.
 */
export function stateMounts(state: 'disk' | 'memory', size: number): string[] {
  return state === 'memory' ? inMemory(size) : [...inMemory(), '--mount', `type=volume,dst=${diskRoot}`];
}

/**
 * Returns docker's arguments for buildkitd's files in memory; without a number of bytes the limit is half of the memory. `exec` allows to
 * run programs from there, as RUN does from cache mounts; Docker's default forbids it.
 */
export function inMemory(bytes?: number): string[] {
  const size = bytes === undefined ? '' : `,size=${bytes}`;
  return ['--tmpfs', `${stateRoot}:exec,suid,dev,mode=711${size}`];
}

/**
 * Begins to make the file system for a state on disk, a sparse file of that many bytes in the shared folder. Only the builder waits
 * for it: for the file, or for another file that says that it cannot be made. A new file system writes small files 2–3 times faster
 * than the host's (docs/buildkit.md), and its blocks take room on the disk only as they are written. It is never larger than the disk
 * below it: if that were full first, the file system would report write errors instead of lack of room. Without mke2fs the state is on
 * a plain volume.
 */
export function beginStateFile(state: 'disk' | 'memory', folder: string, size: number): void {
  if (state === 'memory') return;
  const files = [join(folder, shared.state), join(folder, shared.noState)];
  const args = ['-c', makeFileSystem, ...files, String(Math.floor(size / 1024))];
  startInBackground('sh', args, { env: pathWithSbin() });
}

/** Tells whether a state file of that many bytes, begun a while ago, has about the size that it would get now. */
export function stillFits(state: 'disk' | 'memory', size: number, folder: string): boolean {
  if (state === 'memory') return size <= freemem() * (memoryShare + 0.1);
  const { free, usable } = readDisk(folder);
  // A checkout may have used a part of the reserve. After a step that cleared the disk a larger state can be made.
  return size <= usable + reserveOf(free) / 2 && size >= 0.8 * usable;
}

/** Says why the state is on a plain volume, where it is. */
export async function stateNotes(folder: string): Promise<Note[]> {
  const [roomier, none, refused = 0] = await Promise.all([
    sizeOf(join(folder, shared.roomier)),
    sizeOf(join(folder, shared.noState)),
    sizeOf(join(folder, shared.stateRefused)),
  ]);
  if (roomier !== undefined) return [onVolume('there is more room on that disk than on the one of RUNNER_TEMP')];
  if (none !== undefined) return [onVolume('mke2fs is not usable on this runner')];
  return refused > 0 ? [onVolume('mounting a file system for it was refused (no loop device)')] : [];
}

function onVolume(why: string): Note {
  return { level: 'info', text: `The builder's state is on a plain volume, which is slower: ${why}.` };
}

/** Bytes that are free on a folder's disk, and those that a state may take. */
function readDisk(folder: string): { free: number; usable: number } {
  const disk = statfsSync(folder);
  const free = disk.bavail * disk.bsize;
  return { free, usable: free - reserveOf(free) };
}

function reserveOf(free: number): number {
  return Math.min(diskReserve, free / 4);
}

/** Returns the size of a file; undefined when there is none. */
function sizeOf(file: string): Promise<number | undefined> {
  return stat(file).then(
    ({ size }) => size,
    () => undefined,
  );
}

/**
 * No journal and no zeroing, since this file system is mounted only once. No room to grow, for which mke2fs would make most of its
 * writes on a large disk: 1,000 of 1,100.
 */
const mke2fsArgs = [
  ...['-q', '-F', '-t', 'ext4', '-m', '0', '-O', '^has_journal,^resize_inode'],
  ...['-E', 'lazy_itable_init=1,nodiscard,root_owner=0:0'],
];

/**
 * A shell script. Its arguments are the state's file, the file that says that it cannot be made, and the size in KiB. The state's file
 * gets its name when it is complete; until then it has a name that no other start uses.
 */
const makeFileSystem = `
if mke2fs ${mke2fsArgs.join(' ')} "$0.$$" "$2"; then mv "$0.$$" "$0"; else : >"$1"; fi
`;

/** The PATH of a runner's user often has no sbin, where mke2fs is; it needs no root for a file. */
function pathWithSbin(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` };
}
