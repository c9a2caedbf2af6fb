/*
 * The room `builder/`: the life of the container with buildkitd. Read docs/design.md (*Topology*) first, then this file, which chooses how
 * the builder is reached: by a shared folder (shared.ts, container-args.ts, daemon-config.ts, boot.ts), by `docker exec` (detached.ts), or
 * one that already runs (endpoint.ts). Each gives a Builder (builder.ts).
 *
 * Before the start: lease.ts takes the container's name and folder, prestart.ts lets the pre step do it. After it: ready.ts waits for
 * buildkitd, life.ts ties the container to the job, removal.ts removes it. state.ts and space.ts are about its disk.
 */

import { join } from 'node:path';
import { DockerError } from '../docker/docker.ts';
import type { BuilderRequest } from '../request/build-request.ts';
import type { Builder } from './builder.ts';
import { startDetached } from './detached.ts';
import { connectEndpoint } from './endpoint.ts';
import type { Lease } from './lease.ts';
import { keepAlive } from './life.ts';
import { findNetworkRefusal, sharedNetworkNote, shareMachineNetwork } from './machine-network.ts';
import { dockerWithImage } from './pull.ts';
import { untilReady } from './ready.ts';
import { removeBuilder } from './removal.ts';
import { planStart, toBuilder, toStarting, writeShared } from './shared.ts';
import { beginStateFile } from './state.ts';

/**
 * Starts a privileged buildkitd container that shares a folder with this machine and resolves when its socket takes
 * connections. Where Docker's daemon cannot see the runner's folders (container jobs, docker-in-docker, a remote DOCKER_HOST)
 * the builder is reached through `docker exec` instead. Where buildkitd cannot be in the machine's network without its RUNs, they share
 * that network. `runtime` is the text of a program that starts containers in the place of buildkit-runc; only a builder that shares a
 * folder gets it. Throws DockerError or BuilderError.
 */
export async function startBuilder(
  request: BuilderRequest,
  lease: Lease,
  signal: AbortSignal,
  runtime?: string,
): Promise<Builder> {
  if (request.endpoint) return connectEndpoint(request.endpoint, request, lease, signal);
  try {
    return await startShared(request, lease, signal, runtime);
  } catch (error) {
    const refusal = findNetworkRefusal(request, join(lease.folder, 'shared'), error);
    if (refusal !== undefined) {
      await removeBuilder(lease);
      const builder = await startBuilder(shareMachineNetwork(request), lease, signal, runtime);
      return { ...builder, notes: [...builder.notes, sharedNetworkNote(refusal)] };
    }
    if (!(error instanceof DockerError) || !cannotSeeFolder.test(error.output)) throw error;
    return startDetached(request, lease, signal);
  }
}

/** Replaces the lease's builder by a new one with an empty state. Throws as `startBuilder` does. */
export async function restartBuilder(
  request: BuilderRequest,
  lease: Lease,
  signal: AbortSignal,
  runtime?: string,
): Promise<Builder> {
  if (!request.endpoint) await removeBuilder(lease);
  return { ...(await startBuilder(request, lease, signal, runtime)), isRestarted: true };
}

/**
 * Docker's error about a folder that it does not see: with `--mount` it refuses a missing source, while `-v` would make an empty
 * folder.
 */
const cannotSeeFolder = /bind source path does not exist|invalid mount config for type "bind"/;

async function startShared(
  request: BuilderRequest,
  lease: Lease,
  signal: AbortSignal,
  runtime: string | undefined,
): Promise<Builder> {
  const start = planStart(request, lease, runtime);
  writeShared(start);
  const running = dockerWithImage(start.run, request.image, signal, request.networkTimeout);
  beginStateFile(request.state, start.folder, start.size);
  const kept = keepAlive(lease);
  await Promise.all([running, kept]);
  await untilReady(toStarting(start, lease), signal);
  return toBuilder(start, lease);
}
