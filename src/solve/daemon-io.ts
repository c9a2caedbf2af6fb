import { daemonProcess } from '../builder/boot.ts';
import { docker } from '../docker/docker.ts';

/** Bytes that a builder's daemon has written so far, and those of them that the other end has not taken yet. */
export interface DaemonOutput {
  readonly written: number;
  readonly unsent: number;
}

/** Reads how many bytes a builder's daemon has written so far, sockets included; undefined where that cannot be found out. */
export async function readDaemonOutput(container: string): Promise<DaemonOutput | undefined> {
  return parseDaemonOutput(await docker('exec', container, 'sh', '-c', script).catch(() => ''));
}

/**
 * proc(5): the counters of the daemon, its open sockets, and the connections of its network that have bytes in a queue. The kernel takes
 * up to some megabytes at once for a connection and sends them slowly: bytes that are still in the queue have not moved.
 */
const script = `cd ${daemonProcess} || exit
cat io || exit
{ ls -l fd; cat net/tcp net/tcp6 | grep -v ' 00000000:'; } 2>/dev/null
true`;

function parseDaemonOutput(text: string): DaemonOutput | undefined {
  const written = /^wchar: (\d+)$/m.exec(text)?.[1];
  if (written === undefined) return undefined;
  const sockets = new Set([...text.matchAll(/ socket:\[(\d+)\]$/gm)].map(([, inode]) => inode));
  // With the host's network the connections of other processes are listed too.
  const queues = [...text.matchAll(connection)].filter(([, , inode]) => sockets.has(inode));
  return {
    written: Number(written),
    unsent: queues.reduce((sum, [, queue = '']) => sum + Number.parseInt(queue, 16), 0),
  };
}

/** `0: LOCAL REMOTE STATE SENDING:RECEIVING TIMER:WHEN RETRANSMITS USER TIMEOUT INODE …` (proc(5), /proc/net/tcp). */
const connection = /^ *\d+: [\dA-F]+:\w+ [\dA-F]+:\w+ \w\w ([\dA-F]{8}):[\dA-F]{8} \w+:\w+ +\w+ +\d+ +\d+ (\d+) /gm;
