import { type SpawnOptions, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** Starts a program that outlives this one and returns its process id; 0 where it could not be started. */
export function startInBackground(program: string, args: readonly string[], options: SpawnOptions = {}): number {
  const child = spawn(program, args, { stdio: 'ignore', ...options, detached: true });
  // Whoever waits for what the program does finds out that it did not.
  child.once('error', () => undefined);
  child.unref();
  return child.pid ?? 0;
}

/** Tells whether a program still runs. A process id is used again after a while, so `argument` is one that no other program has. */
export async function isRunning(pid: number, argument: string): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.split('\0').includes(argument);
}

/** Sends a signal to a process, or by its negative id to its group; passes over one that ended between the look and the signal. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Nobody is there to be told.
  }
}
