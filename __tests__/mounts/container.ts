import type { Ask } from '../../src/mounts/ask.ts';

const snapshots = '/var/lib/buildkit/runc-overlayfs/snapshots/snapshots';

/** Where a snapshot's own files are in a builder. */
export const home = (number: number) => `${snapshots}/${number}/fs`;

/** Makes the question of a container: its command and its mounts, each from a snapshot of its own. */
export function ask(command: string, destinations: Record<string, number>, values: Partial<Ask> = {}): Ask {
  const mounts = Object.entries(destinations).map(([destination, number]) => ({
    destination,
    place: home(number),
    home: home(number),
    isWritable: true,
  }));
  return { tar: 'gnu', args: ['/bin/sh', '-c', command], cwd: '/', env: {}, mounts, ...values };
}
