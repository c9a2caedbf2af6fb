import { setTimeout as sleep } from 'node:timers/promises';
import * as core from '@actions/core';
import { DockerError, docker, dockerLong } from './docker.ts';

/** Milliseconds before each further attempt to pull; Docker Hub's limits are counted over hours, but its 5xx pass in seconds. */
const waits = [1000, 4000, 10_000];

/**
 * Runs a docker command that pulls `image` where it is not there yet. A registry that is overloaded or out of reach is asked
 * again; after that an image of the same digest will do, whatever it is called here. Throws DockerError, or when cancelled.
 */
export async function dockerWithImage(
  args: (image: string) => readonly string[],
  image: string,
  signal: AbortSignal,
): Promise<string> {
  for (const wait of waits) {
    try {
      return await dockerLong(args(image), { signal, env: process.env });
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof DockerError) || !transient.test(error.output)) throw error;
      core.warning(`The BuildKit image could not be pulled: ${error.message} Trying again in ${wait / 1000} s.`);
      await sleep(wait, undefined, { signal });
    }
  }
  return dockerLong(args((await findByDigest(image)) ?? image), { signal, env: process.env });
}

/** What Docker says of a registry's 429 and 5xx, of connections that break and of names that do not resolve. */
const transient =
  /toomanyrequests|too many requests|unexpected HTTP status: (429|5\d\d)|received unexpected HTTP|(429|50[0-4]) [A-Z]|timeout|deadline exceeded|: EOF|connection (reset|refused)|no such host|server misbehaving/i;

/** Returns the id of a local image that has the digest which the reference names. */
async function findByDigest(image: string): Promise<string | undefined> {
  const digest = image.split('@')[1];
  if (digest === undefined) return undefined;
  const listed = await docker('images', '--no-trunc', '--digests', '--format', '{{.ID}} {{.Digest}}');
  return listed
    .split('\n')
    .map((line) => line.split(' '))
    .find(([, each]) => each === digest)?.[0];
}
