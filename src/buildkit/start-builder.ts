import { mkdirSync, writeFileSync } from 'node:fs';
import { access, constants, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuilderRequest } from '../request/build-request.ts';
import { bootScript, shared, sharedFolder } from './boot.ts';
import type { Builder } from './builder.ts';
import { containerArgs, daemonFlags } from './container-args.ts';
import { fasterConfig } from './daemon-config.ts';
import { startDetached } from './detached-builder.ts';
import { DockerError } from './docker.ts';
import { connectEndpoint } from './endpoint.ts';
import type { Lease } from './lease.ts';
import { dockerWithImage } from './pull.ts';
import { untilReady } from './ready.ts';
import { removeContainer } from './removal.ts';
import { createStateFile, stateMounts } from './state-store.ts';

/**
 * Starts a privileged buildkitd container that shares a folder with this machine and resolves when its socket takes
 * connections. Where Docker's daemon cannot see the runner's folders (container jobs, docker-in-docker, a remote DOCKER_HOST)
 * the builder is reached through `docker exec` instead. `runtime` is the text of a program that starts containers in the place
 * of buildkit-runc; only a builder that shares a folder gets it. Throws DockerError or BuilderError.
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
    if (!(error instanceof DockerError) || !cannotSeeFolder.test(error.output)) throw error;
    return startDetached(request, lease, signal);
  }
}

/** Puts a new builder with an empty state in the place of the lease's old one. Throws as `startBuilder` does. */
export async function restartBuilder(
  request: BuilderRequest,
  lease: Lease,
  signal: AbortSignal,
  runtime?: string,
): Promise<Builder> {
  if (!request.endpoint) {
    await removeContainer(lease.container);
    await rm(join(lease.folder, 'shared'), { recursive: true, force: true });
  }
  return { ...(await startBuilder(request, lease, signal, runtime)), isRestarted: true };
}

/** With `--mount` Docker refuses a bind source it does not have, where `-v` would make an empty one. */
const cannotSeeFolder = /bind source path does not exist|invalid mount config for type "bind"/;

async function startShared(
  request: BuilderRequest,
  lease: Lease,
  signal: AbortSignal,
  runtime: string | undefined,
): Promise<Builder> {
  const folder = join(lease.folder, 'shared');
  const mount = `type=bind,src=${folder},dst=${sharedFolder}`;
  const socket = join(folder, shared.socket);
  const buildctl = join(folder, shared.buildctl);
  const run = (image: string) => [
    ...['run', '--detach', ...containerArgs(request, lease, stateMounts(request.state)), '--mount', mount],
    ...['--entrypoint', '/bin/sh', image, `${sharedFolder}/${shared.boot}`, request.state],
    ...(runtime === undefined ? [] : [`--oci-worker-binary=${sharedFolder}/${shared.runtime}`]),
    ...daemonFlags(request, `${sharedFolder}/${shared.config}`),
    ...['--addr', `unix://${sharedFolder}/${shared.socket}`, '--group', String(process.getgid?.() ?? 0)],
  ];
  writeShared(folder, request.config, runtime);
  const [, notes] = await Promise.all([
    dockerWithImage(run, request.image, signal, request.networkTimeout),
    createStateFile(request.state, folder),
  ]);
  await untilReady(lease.container, signal, async () => (await usable(socket)) && (await exists(buildctl)));
  const refused = await stat(join(folder, shared.stateRefused)).then(
    ({ size }) => size > 0,
    () => false,
  );
  return {
    buildctl,
    address: `unix://${socket}`,
    tlsFolder: undefined,
    container: lease.container,
    sharedFolder: folder,
    isRestarted: false,
    notes: refused ? [...notes, stateRefusedNote] : notes,
  };
}

/**
 * Writes what the builder reads when it starts: a workflow's own configuration, or our defaults where it has none. It does not give
 * way to anything: the probes load an HTTP client, and docker, which takes longest, would start ten milliseconds later.
 */
function writeShared(folder: string, config: string | undefined, runtime: string | undefined): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, shared.boot), bootScript);
  writeFileSync(join(folder, config === undefined ? shared.defaults : shared.config), fasterConfig(config ?? ''));
  if (runtime !== undefined) writeFileSync(join(folder, shared.runtime), runtime, { mode: 0o755 });
}

const stateRefusedNote =
  "The builder's state is on a plain volume, which is slower: mounting a file system for it was refused (no loop device).";

function usable(socket: string): Promise<boolean> {
  return access(socket, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
