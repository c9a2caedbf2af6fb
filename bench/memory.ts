import { readdirSync, readFileSync } from 'node:fs';

/** Peaks of resident memory, bytes. */
export type Memory = {
  /** All processes on the client's side together: docker, buildx, buildctl, Node.js. */
  readonly client: number;
  /** buildkitd; undefined where the engine itself builds. */
  readonly builder: number | undefined;
};

/** Starts to look at memory every 20 ms, and returns the function that stops it and tells the peaks. */
export function watchMemory(excluded: readonly number[]): () => Memory {
  const before = new Set(daemons());
  let client = 0;
  let builder: number | undefined;
  const look = () => {
    const own = descendants(process.pid).filter((pid) => !excluded.includes(pid));
    client = Math.max(
      client,
      own.reduce((sum, pid) => sum + readStatus(pid, 'VmRSS'), 0),
    );
    for (const pid of daemons()) if (!before.has(pid)) builder = Math.max(builder ?? 0, readStatus(pid, 'VmHWM'));
  };
  const timer = setInterval(look, 20);
  return () => {
    clearInterval(timer);
    return { client, builder };
  };
}

function descendants(pid: number): number[] {
  const children = list(`/proc/${pid}/task`).flatMap((thread) => {
    const text = readText(`/proc/${pid}/task/${thread}/children`) ?? '';
    return text.split(' ').filter(Boolean).map(Number);
  });
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function daemons(): number[] {
  const pids = list('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => readText(`/proc/${pid}/comm`) === 'buildkitd\n').map(Number);
}

/** Reads a size of /proc/PID/status (proc(5)) in bytes; 0 of a process that has ended. */
function readStatus(pid: number, field: string): number {
  const [, kibibytes] = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readText(`/proc/${pid}/status`) ?? '') ?? [];
  return Number(kibibytes ?? 0) * 1024;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
