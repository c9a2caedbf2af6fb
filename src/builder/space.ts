import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runChild } from '../docker/child.ts';
import { formatBytes } from '../text/units.ts';
import type { BuildFailure } from '../trace/failure.ts';
import { shared, stateRoot } from './boot.ts';

/** How much room there is, in bytes. */
export interface Room {
  readonly size: number;
  readonly free: number;
}

/** Where a builder keeps its state, at the moment of a failure. */
export interface Space {
  /** Of the file system that the state is on. */
  readonly state: Room;
  /** Of this machine's disk below it. */
  readonly disk: Room & { readonly name: string };
}

/** Tells whether an error's words say that there is no room; a file system in a file says it by failing where the disk below is full. */
export function isFull(message: string): boolean {
  return /no space left on device|disk quota exceeded|input\/output error|read-only file system/i.test(message);
}

/** Tells whether a failure may have come from a full state, so that it is worth a look: by its words, or by what a RUN printed. */
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

/** Files that tell of a state on Docker's volume. */
const onVolume = [shared.roomier, shared.noState];

async function ask(...args: string[]): Promise<string> {
  const asked = await runChild('docker', args, { env: process.env }).catch(() => undefined);
  return asked?.stdout ?? '';
}

/** Tells whether there is no room left: a hundredth is what a file system keeps of its own, and what a failed write gave back. */
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
