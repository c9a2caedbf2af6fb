import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runChild } from '../docker/child.ts';
import { DockerError, docker } from '../docker/docker.ts';
import { shared } from './boot.ts';
import type { Builder } from './builder.ts';

/** The builder is gone, or ended while it started. */
export class BuilderError extends Error {
  override readonly name = 'BuilderError';
}

/** Milliseconds a daemon may take from its container's start to its socket. */
const bootMilliseconds = 60_000;

/** Ways to look at a builder that does not answer yet. */
export interface Starting {
  readonly container: string;
  /** Folder that it shares with this machine, where there is one. */
  readonly folder: string | undefined;
  /** Whether it answers. */
  readonly isReady: () => Promise<boolean>;
  /** Whether its daemon has ended. */
  readonly hasEnded: () => Promise<boolean>;
}

/**
 * Resolves when a builder answers; throws a BuilderError when it ended, or does not answer within a minute. Looks every 2 ms, which
 * delays the build by 1 ms on average, and checks once a second whether container and daemon are still alive.
 */
export async function untilReady(builder: Starting, signal: AbortSignal): Promise<void> {
  const { container, folder } = builder;
  const start = Date.now();
  let asked = start;
  while (!(await builder.isReady())) {
    signal.throwIfAborted();
    await sleep(2);
    const now = Date.now();
    if (now - asked < 1000) continue;
    asked = now;
    if ((await builder.hasEnded()) || !(await exists(container))) {
      throw new BuilderError(await explainDeath('BuildKit ended while it was starting.', container, folder));
    }
    if (now - start > bootMilliseconds) {
      const sentence = `BuildKit did not answer within ${bootMilliseconds / 1000} s.`;
      throw new BuilderError(await explainDeath(sentence, container, folder));
    }
  }
}

/** A container that has ended is removed by Docker, with its files. */
async function exists(container: string): Promise<boolean> {
  try {
    return (await docker('inspect', '--format', '{{.State.Running}}', container)) === 'true';
  } catch (error) {
    if (error instanceof DockerError && /no such (object|container)/i.test(error.output)) return false;
    throw error;
  }
}

/** Tells whether a builder that an earlier step left still answers. */
export async function answers({ address, container = '' }: Builder): Promise<boolean> {
  const [, socket] = /^unix:\/\/(.+)$/.exec(address) ?? [];
  if (socket !== undefined) return takesConnections(socket);
  const asked = await runChild('docker', ['exec', container, 'buildctl', 'debug', 'workers'], { env: process.env });
  return asked.code === 0;
}

/** Tells whether a process listens at a socket. */
export function takesConnections(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.once('connect', () => {
      connection.destroy();
      resolve(true);
    });
    connection.once('error', () => resolve(false));
  });
}

/** Returns the sentence followed by the daemon's last log lines. */
export async function explainDeath(sentence: string, container: string, folder: string | undefined): Promise<string> {
  let last: string[] = [];
  // The last lines are written a moment after the process has ended.
  for (let looks = 0; looks < 5 && last.length === 0; looks += 1) {
    if (looks > 0) await sleep(100);
    last = toLastWords(await readLog(container, folder));
  }
  return last.length === 0 ? sentence : `${sentence} Its last words:\n${last.slice(-5).join('\n')}`;
}

/** Returns the builder's output; its file is still there when the container is gone. */
export async function readLog(container: string, folder: string | undefined): Promise<string> {
  if (folder !== undefined) return readFile(join(folder, shared.log), 'utf8').catch(() => '');
  const logs = await runChild('docker', ['logs', '--tail', '1000', container], { env: process.env }).catch(
    () => undefined,
  );
  return logs?.stderr ?? '';
}

function toLastWords(log: string): string[] {
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  // Go prints an error's stack below it: each function's name, and its place behind a tab.
  return lines.filter((line, index) => !line.startsWith('\t') && lines[index + 1]?.startsWith('\t') !== true);
}
