import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { formatBytes } from '../text/units.ts';

/** What a failure may have had to do with memory. */
export interface MemoryWant {
  /** Processes that the kernel ended for want of memory while the attempt ran. */
  readonly kills: number;
  /** Bytes that the builder may take; undefined: as much as the machine has. */
  readonly limit: number | undefined;
  /** Bytes that the machine has. */
  readonly total: number;
}

/** Counts the processes that the kernel of this machine has ended so far for want of memory, in whatever container (proc(5), /proc/vmstat). */
export function countOomKills(): number {
  try {
    return Number(/^oom_kill (\d+)$/m.exec(readFileSync('/proc/vmstat', 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Returns what is known of memory after an attempt; `killsBefore` is the count at its start. */
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
