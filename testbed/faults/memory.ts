import { readdirSync, readFileSync } from 'node:fs';

/** Memory that was looked at with one build, bytes. */
export interface MemoryUse {
  /** Peak of the main step's process. */
  readonly main: number;
  /** Peak of the post step's process. */
  readonly post: number;
  /** Of dockerd and containerd after the build. */
  readonly engine: number;
  /** What the whole machine uses after the build, other jobs included, and files that it has cached not. */
  readonly machine: number;
}

/** Where a figure began, where it ended, and by how much it may grow before it counts as a leak; bytes. */
export interface Growth {
  readonly first: number;
  readonly last: number;
  readonly allowed: number;
}

export type MemoryGrowth = Readonly<Record<keyof MemoryUse, Growth>>;

const mebibyte = 2 ** 20;

/** What garbage collectors put off in a process, and what other jobs and the kernel take of a machine for longer. */
const allowances: Readonly<Record<keyof MemoryUse, number>> = {
  main: 32 * mebibyte,
  post: 32 * mebibyte,
  engine: 64 * mebibyte,
  machine: 512 * mebibyte,
};

/**
 * Compares the least of the last quarter of builds that followed each other with the least of the first: a leak lifts every
 * build, what a collector puts off or another job takes for a while lifts only some.
 */
export function toGrowth(uses: readonly MemoryUse[]): MemoryGrowth {
  const quarter = Math.max(1, Math.floor(uses.length / 4));
  const least = (of: readonly MemoryUse[], name: keyof MemoryUse) => Math.min(...of.map((use) => use[name]));
  const compare = (name: keyof MemoryUse): Growth => ({
    first: least(uses.slice(0, quarter), name),
    last: least(uses.slice(-quarter), name),
    allowed: allowances[name],
  });
  return { main: compare('main'), post: compare('post'), engine: compare('engine'), machine: compare('machine') };
}

/** Returns a sentence for each series that grew by more than it may. */
export function findLeaks(growth: MemoryGrowth): string[] {
  const grown = Object.entries(growth).filter(([, { first, last, allowed }]) => last - first > allowed);
  return grown.map(([name, { first, last }]) => `memory of ${name} grew from ${first} to ${last} bytes`);
}

/** Starts to look at a process, and returns the function that stops it and tells its peak of resident memory in bytes. */
export function watchPeak(pid: number): () => number {
  let peak = 0;
  // The kernel keeps the peak (proc(5), VmHWM): only what comes after the last look is missed.
  const look = () => {
    peak = Math.max(peak, readSize(`/proc/${pid}/status`, 'VmHWM'));
  };
  const timer = setInterval(look, 20);
  timer.unref();
  return () => {
    clearInterval(timer);
    return peak;
  };
}

/** Reads what the engine's daemons and the machine use now. */
export function readUse(): { engine: number; machine: number } {
  const daemons = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && isDaemon(pid));
  const sizes = daemons.map((pid) => readSize(`/proc/${pid}/status`, 'VmRSS'));
  return {
    engine: sizes.reduce((sum, size) => sum + size, 0),
    machine: readSize('/proc/meminfo', 'MemTotal') - readSize('/proc/meminfo', 'MemAvailable'),
  };
}

function isDaemon(pid: string): boolean {
  return /^(dockerd|containerd)\n$/.test(readText(`/proc/${pid}/comm`));
}

/** Reads a size of a file as proc(5) writes it, in bytes; 0 of a process that has ended. */
function readSize(file: string, field: string): number {
  const [, kibibytes = '0'] = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readText(file)) ?? [];
  return Number(kibibytes) * 1024;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
