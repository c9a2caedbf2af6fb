import { statfsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { startInBackground } from '../docker/background.ts';
import { diskRoot, shared, stateRoot } from './boot.ts';

/** Share of the free memory that a state in memory may fill; the build's own processes need the rest. */
const memoryShare = 0.7;

/** Bytes of the disk that stay free for everything else, or a quarter of what there is. */
const diskReserve = 1024 ** 3;

/** Returns the bytes that a state may fill: of what memory is free now, or of what is free on a folder's disk. */
export function stateSize(state: 'disk' | 'memory', folder: string): number {
  return Math.floor(state === 'memory' ? freemem() * memoryShare : readDisk(folder).usable);
}

/**
 * Returns docker's arguments for the state: everything in memory, so many bytes at most, or the databases there and a volume for
 * the rest, on which the builder mounts the state's file system by itself.
 */
export function stateMounts(state: 'disk' | 'memory', size: number): string[] {
  return state === 'memory' ? inMemory(size) : [...inMemory(), '--mount', `type=volume,dst=${diskRoot}`];
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
 * Begins to make, in the folder that the builder shares, the file system for a state on disk: so many bytes in a sparse file. The
 * builder waits for the file, or for the one that says that there will be none, so nobody else has to. A file system made a moment
 * ago writes small files 2–3 times faster than the host's (docs/buildkit.md); its blocks count against the disk only as they are
 * written. It is never larger than the disk: a file system whose disk is full before it is itself can only tell of broken writes.
 * Without mke2fs the state is on a plain volume.
 */
export function beginStateFile(state: 'disk' | 'memory', folder: string, size: number): void {
  if (state === 'memory') return;
  const files = [join(folder, shared.state), join(folder, shared.noState)];
  const args = ['-c', makeFileSystem, ...files, String(Math.floor(size / 1024))];
  startInBackground('sh', args, { env: pathWithSbin() });
}

/** Tells whether a state that was begun a while ago, of so many bytes, is about what would be made now. */
export function stillFits(state: 'disk' | 'memory', size: number, folder: string): boolean {
  if (state === 'memory') return size <= freemem() * (memoryShare + 0.1);
  const { free, usable } = readDisk(folder);
  // What a checkout takes may come out of the reserve; a step that cleared the disk did so for the build.
  return size <= usable + reserveOf(free) / 2 && size >= 0.8 * usable;
}

/** Says why the state is on a plain volume, where it is. */
export async function stateNotes(folder: string): Promise<string[]> {
  const [roomier, none, refused = 0] = await Promise.all([
    sizeOf(join(folder, shared.roomier)),
    sizeOf(join(folder, shared.noState)),
    sizeOf(join(folder, shared.stateRefused)),
  ]);
  if (roomier !== undefined) return [`${onVolume}: there is more room on that disk than on the one of RUNNER_TEMP.`];
  if (none !== undefined) return [`${onVolume}: mke2fs is not usable on this runner.`];
  return refused > 0 ? [`${onVolume}: mounting a file system for it was refused (no loop device).`] : [];
}

const onVolume = "The builder's state is on a plain volume, which is slower";

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
 * No journal and no zeroing: nobody will ever mount this file system a second time. No room to grow, which for a large disk is most
 * of what there is to write: 1,000 calls of 1,100.
 */
const mke2fsArgs = [
  ...['-q', '-F', '-t', 'ext4', '-m', '0', '-O', '^has_journal,^resize_inode'],
  ...['-E', 'lazy_itable_init=1,nodiscard,root_owner=0:0'],
];

/**
 * A shell script: the state's file, the one that says that there will be none, and the size in KiB. The file has its name only
 * when it is whole; until then it has one that no other start gives it.
 */
const makeFileSystem = `
if mke2fs ${mke2fsArgs.join(' ')} "$0.$$" "$2"; then mv "$0.$$" "$0"; else : >"$1"; fi
`;

/** A runner's user often has no sbin on its PATH, and mke2fs needs no root to fill a file. */
function pathWithSbin(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` };
}
