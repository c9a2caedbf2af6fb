import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runChild } from '../docker/child.ts';
import { formatBytes } from '../text/units.ts';
import type { BuildFailure } from '../trace/failure.ts';
import { shared, stateRoot } from './boot.ts';

/** Room of a file system, in bytes. */
export interface Room {
  readonly size: number;
  readonly free: number;
}

/** Room for a builder's state at the moment of a failure. */
export interface Space {
  /** Room of the file system that the state is on. */
  readonly state: Room;
  /** Room of this machine's disk below it. */
  readonly disk: Room & { readonly name: string };
}

/**
 * Tells whether an error's words say that there is no room. A file system in a file reports write errors instead where the disk
 * below it is full.
 */
export function isFull(message: string): boolean {
  return /no space left on device|disk quota exceeded|input\/output error|read-only file system/i.test(message);
}

/** Tells by a failure's words, or by the output of a RUN, whether it may come from a full state, so that the room is worth a look. */
export function mayBeFull({ message, logTail }: Pick<BuildFailure, 'message' | 'logTail'>): boolean {
  return isFull(message) || logTail.some(isFull);
}

/** Reads how much room a builder's state has; undefined where that cannot be found out, such as at an endpoint. */
export async function readSpace(container: string | undefined, folder: string): Promise<Space | undefined> {
  if (container === undefined) return undefined;
  const asked = await ask('exec', container, 'sh', '-c', lookAtSnapshots);
  const [, size, free] = /^\S+ +(\d+) +\d+ +(\d+) /m.exec(asked) ?? [];
  if (size === undefined) return undefined;
  const state = { size: Number(size) * 1024, free: Number(free) * 1024 };
  if (onVolume.some((name) => existsSync(join(folder, 'shared', name)))) {
    const root = await ask('info', '--format', '{{.DockerRootDir}}');
    return { state, disk: { ...state, name: `Docker's data root ${root.trim()}` } };
  }
  const disk = await statfs(folder);
  const name = `the runner's temp folder ${dirname(folder)}`;
  return { state, disk: { size: disk.blocks * disk.bsize, free: disk.bavail * disk.bsize, name } };
}

/** Whatever the snapshotter is called. */
const lookAtSnapshots = `cd ${stateRoot}/runc-*/snapshots/snapshots 2>/dev/null || cd ${stateRoot}; df -P -k .`;

/** Files that show that the state is on Docker's volume. */
const onVolume = [shared.roomier, shared.noState];

async function ask(...args: string[]): Promise<string> {
  const asked = await runChild('docker', args, { env: process.env }).catch(() => undefined);
  return asked?.stdout ?? '';
}

/**
 * Tells whether no room is left. Up to a hundredth still counts as none: the file system's reserve, and what a failed write freed
 * again.
 */
export function hasNoRoom({ state, disk }: Space): boolean {
  return [state, disk].some(({ size, free }) => free < size / 100);
}

/** Says how much room there is and what to do about it. */
export function describeSpace({ state, disk }: Space, kept: 'disk' | 'memory'): string {
  const where = kept === 'memory' ? 'is kept in memory' : 'is on the disk';
  const ways = [
    ...(kept === 'memory' ? ['write state: disk'] : []),
    'free space on this runner in an earlier step',
    'take one with a larger disk',
  ];
  return [
    `The builder's state ${where} and has ${formatBytes(state.free)} of ${formatBytes(state.size)} free,`,
    `the disk of ${disk.name} ${formatBytes(disk.free)} of ${formatBytes(disk.size)}:`,
    `${ways.join(', or ')}.`,
  ].join(' ');
}
