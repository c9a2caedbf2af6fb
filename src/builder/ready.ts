import { setTimeout as sleep } from 'node:timers/promises';
import { runChild } from '../docker/child.ts';
import { docker } from '../docker/docker.ts';

/** The builder is not there, or died at its start. */
export class BuilderError extends Error {
  override readonly name = 'BuilderError';
}

/** Milliseconds a daemon may take from its container's start to its socket. */
const bootMilliseconds = 60_000;

/**
 * Resolves when a builder answers; throws a BuilderError when it ended or does not within a minute. Looks every 2 ms, which is
 * cheap and costs 1 ms on average; asks Docker once a second whether the daemon still lives.
 */
export async function untilReady(container: string, signal: AbortSignal, ready: () => Promise<boolean>): Promise<void> {
  const start = Date.now();
  let asked = start;
  while (!(await ready())) {
    signal.throwIfAborted();
    await sleep(2);
    const now = Date.now();
    if (now - asked < 1000) continue;
    asked = now;
    const running = await docker('inspect', '--format', '{{.State.Running}}', container);
    if (running !== 'true')
      throw new BuilderError(await explainDeath(container, 'BuildKit ended while it was starting.'));
    if (now - start > bootMilliseconds) {
      throw new BuilderError(
        await explainDeath(container, `BuildKit did not answer within ${bootMilliseconds / 1000} s.`),
      );
    }
  }
}

/** Returns the sentence followed by the daemon's last log lines. */
export async function explainDeath(container: string, sentence: string): Promise<string> {
  let last: string[] = [];
  // Docker writes them down a moment after the process is gone.
  for (let looks = 0; looks < 5 && last.length === 0; looks += 1) {
    if (looks > 0) await sleep(100);
    last = await readLastWords(container);
  }
  return last.length === 0 ? sentence : `${sentence} Its last words:\n${last.slice(-5).join('\n')}`;
}

/** What it wrote to standard output is no log: the usage after a flag it does not know, which Docker may write down behind the error. */
async function readLastWords(container: string): Promise<string[]> {
  const logs = await runChild('docker', ['logs', '--tail', '1000', container], { env: process.env }).catch(
    () => undefined,
  );
  const lines = (logs?.stderr ?? '').split('\n').filter((line) => line.trim() !== '');
  // Go prints an error's stack below it: each function's name, and its place behind a tab.
  return lines.filter((line, index) => !line.startsWith('\t') && lines[index + 1]?.startsWith('\t') !== true);
}
