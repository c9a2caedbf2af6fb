import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { formatBytes } from '../text/units.ts';

/** Facts about memory that may explain a failure. */
export interface MemoryWant {
  /** Number of processes that the kernel ended for lack of memory while the attempt ran. */
  readonly kills: number;
  /** Limit of the builder in bytes; undefined where it may use all of the machine's memory. */
  readonly limit: number | undefined;
  /** Bytes that the machine has. */
  readonly total: number;
}

/** Counts the processes that this machine's kernel has ended so far for lack of memory, in all containers (proc(5), /proc/vmstat). */
export function countOomKills(): number {
  try {
    return Number(/^oom_kill (\d+)$/m.exec(readFileSync('/proc/vmstat', 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Returns the facts about memory after an attempt; `killsBefore` is the count at its start. */
export function readMemoryWant(killsBefore: number, limit: string | undefined): MemoryWant {
  return {
    kills: countOomKills() - killsBefore,
    limit: limit === undefined ? undefined : Number(limit),
    total: totalmem(),
  };
}

/** Says how much memory there was and what to do about it. */
export function describeMemory({ limit, total }: MemoryWant): string {
  const had =
    limit === undefined
      ? `this machine has ${formatBytes(total)}`
      : `the builder may take ${formatBytes(limit)} ("builder-memory") of this machine's ${formatBytes(total)}`;
  const more = limit === undefined ? 'take a larger runner' : 'raise "builder-memory"';
  return `The kernel ended a process for want of memory, ${had}: ${more}, or let the step do less at the same time.`;
}
