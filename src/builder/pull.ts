import { setTimeout as sleep } from 'node:timers/promises';
import { runChild } from '../docker/child.ts';
import { DockerError, docker, toDockerError } from '../docker/docker.ts';
import * as say from '../runner/say.ts';
import { formatDuration } from '../text/units.ts';

/** Milliseconds before each further attempt to pull; Docker Hub's limits are counted over hours, but its 5xx pass in seconds. */
const waits = [1000, 4000, 10_000];

/**
 * Runs a docker command that pulls `image` where that is missing, and repeats it when the registry is overloaded, out of reach or
 * silent for that many milliseconds. If this does not help, a local image of the same digest is used, under whatever name. Throws
 * DockerError, or when cancelled.
 */
export async function dockerWithImage(
  args: (image: string) => readonly string[],
  image: string,
  signal: AbortSignal,
  silence = 5 * 60_000,
): Promise<string> {
  for (const wait of waits) {
    try {
      return await runSpeaking(args(image), signal, silence);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof DockerError) || !transient.test(error.output)) throw error;
      say.warning(`The BuildKit image could not be pulled, trying again in ${wait / 1000} s: ${error.message}`);
      await sleep(wait, undefined, { signal });
    }
  }
  return runSpeaking(args((await findByDigest(image)) ?? image), signal, silence);
}

/** Runs a docker command and ends it when it prints nothing for too long: Docker itself waits for a silent registry for ever. */
async function runSpeaking(args: readonly string[], signal: AbortSignal, silence: number): Promise<string> {
  const hangs = new AbortController();
  const lines: string[] = [];
  const timer = setTimeout(() => hangs.abort(), Math.max(silence, slowestDocker));
  const onLine = (line: string) => {
    lines.push(line);
    timer.refresh();
  };
  try {
    const ends = AbortSignal.any([signal, hangs.signal]);
    const { code, stdout } = await runChild('docker', args, { signal: ends, env: process.env, onLine });
    if (code === 0) return stdout.trim();
    const late = hangs.signal.aborted ? [`timeout: the registry said nothing for ${formatDuration(silence)}`] : [];
    throw toDockerError(args, [...lines, ...late].join('\n'));
  } catch (error) {
    throw error instanceof DockerError ? error : toDockerError(args, String(error));
  } finally {
    clearTimeout(timer);
  }
}

/** Milliseconds that Docker may take to make a container on a busy machine, without any request to a registry. */
const slowestDocker = 15_000;

/** Docker's messages about a registry's 429 and 5xx, broken connections and names that do not resolve. */
const transient =
  /toomanyrequests|too many requests|unexpected HTTP status: (429|5\d\d)|received unexpected HTTP|(429|50[0-4]) [A-Z]|timeout|deadline exceeded|: EOF|connection (reset|refused)|no such host|server misbehaving/i;

/** Returns the id of a local image with the digest in the reference. */
async function findByDigest(image: string): Promise<string | undefined> {
  const digest = image.split('@')[1];
  if (digest === undefined) return undefined;
  const listed = await docker('images', '--no-trunc', '--digests', '--format', '{{.ID}} {{.Digest}}');
  return listed
    .split('\n')
    .map((line) => line.split(' '))
    .find(([, each]) => each === digest)?.[0];
}
