import { access, constants, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BuilderRequest } from '../request/build-request.ts';
import { bootScript, shared, sharedFolder } from './boot.ts';
import { DockerError, docker, dockerLong } from './docker.ts';
import { builderLabels, type Lease, removeContainer } from './lease.ts';
import { createStateFile, type StateStore } from './state-store.ts';

/** A BuildKit that answers, and the buildctl that talks to it. How it came to be does not matter to anyone else. */
export interface Builder {
  readonly buildctl: string;
  /** Value of `buildctl --addr`. */
  readonly address: string;
  readonly tlsFolder: string | undefined;
  /** Name of the container; undefined for an endpoint. */
  readonly container: string | undefined;
  /** It took the place of one that failed. */
  readonly isRestarted: boolean;
  /** What the person reading the log should know of it, each said once. */
  readonly notes: readonly string[];
}

/** The builder is not there, or died at its start. */
export class BuilderError extends Error {
  override readonly name = 'BuilderError';
}

/** Milliseconds a daemon may take from its container's start to its socket. */
const bootMilliseconds = 60_000;

/**
 * Starts a privileged buildkitd container that shares a folder with this machine and resolves when its socket takes
 * connections. Where Docker's daemon cannot see the runner's folders (container jobs, docker-in-docker, a remote DOCKER_HOST)
 * the builder is reached through `docker exec` instead. Throws DockerError or BuilderError.
 */
export async function startBuilder(request: BuilderRequest, lease: Lease, signal: AbortSignal): Promise<Builder> {
  if (request.endpoint) return connect(request.endpoint, request, lease, signal);
  try {
    return await startShared(request, lease, signal);
  } catch (error) {
    if (!(error instanceof DockerError) || !cannotSeeFolder.test(error.output)) throw error;
    return startDetached(request, lease, signal);
  }
}

/** Puts a new builder with an empty state in the place of the lease's old one. Throws as `startBuilder` does. */
export async function restartBuilder(request: BuilderRequest, lease: Lease, signal: AbortSignal): Promise<Builder> {
  if (!request.endpoint) {
    await removeContainer(lease.container);
    await rm(join(lease.folder, 'shared'), { recursive: true, force: true });
  }
  return { ...(await startBuilder(request, lease, signal)), isRestarted: true };
}

/** With `--mount` Docker refuses a bind source it does not have, where `-v` would make an empty one. */
const cannotSeeFolder = /bind source path does not exist|invalid mount config for type "bind"/;

async function startShared(request: BuilderRequest, lease: Lease, signal: AbortSignal): Promise<Builder> {
  const folder = join(lease.folder, 'shared');
  await mkdir(folder, { recursive: true });
  const [store] = await Promise.all([
    createStateFile(request.state, join(folder, shared.state)),
    writeFile(join(folder, shared.boot), bootScript),
    request.config === undefined ? undefined : writeFile(join(folder, shared.config), request.config),
  ]);
  const mount = `type=bind,src=${folder},dst=${sharedFolder}`;
  const socket = join(folder, shared.socket);
  const buildctl = join(folder, shared.buildctl);
  await dockerLong(
    [
      ...runArgs(request, lease, store),
      ...['--mount', mount, '--entrypoint', '/bin/sh', request.image, `${sharedFolder}/${shared.boot}`],
      ...daemonFlags(request, `${sharedFolder}/${shared.config}`),
      ...['--addr', `unix://${sharedFolder}/${shared.socket}`, '--group', String(process.getgid?.() ?? 0)],
    ],
    { signal, env: process.env },
  );
  await untilReady(lease.container, signal, async () => (await usable(socket)) && (await exists(buildctl)));
  const refused = await exists(join(folder, shared.stateRefused));
  return {
    buildctl,
    address: `unix://${socket}`,
    tlsFolder: undefined,
    container: lease.container,
    isRestarted: false,
    notes: refused ? [...store.notes, stateRefusedNote] : store.notes,
  };
}

const stateRefusedNote =
  "The builder's state is on a plain volume, which is slower: mounting a file system for it was refused (no loop device).";

async function startDetached(request: BuilderRequest, lease: Lease, signal: AbortSignal): Promise<Builder> {
  const config = '/etc/buildkit/buildkitd.toml';
  const store: StateStore =
    request.state === 'memory' ? { mountArgs: memoryMount, notes: [] } : { mountArgs: [], notes: [] };
  const [, ...create] = runArgs(request, lease, store).filter((argument) => argument !== '--detach');
  await dockerLong(['create', ...create, request.image, ...daemonFlags(request, config)], { signal, env: process.env });
  if (request.config !== undefined) {
    const file = join(lease.folder, shared.config);
    await writeFile(file, request.config);
    await docker('cp', file, `${lease.container}:${config}`);
  }
  const buildctl = join(lease.folder, shared.buildctl);
  await Promise.all([docker('start', lease.container), docker('cp', `${lease.container}:/usr/bin/buildctl`, buildctl)]);
  await untilReady(lease.container, signal, () =>
    docker('exec', lease.container, 'buildctl', 'debug', 'workers').then(
      () => true,
      () => false,
    ),
  );
  return {
    buildctl,
    address: `docker-container://${lease.container}`,
    tlsFolder: undefined,
    container: lease.container,
    isRestarted: false,
    notes: [
      "Docker's daemon cannot see this runner's folders: the builder is reached through docker exec, which is slower.",
    ],
  };
}

const memoryMount = ['--mount', 'type=tmpfs,dst=/var/lib/buildkit'];

/** Nothing is started for an endpoint; only buildctl is needed, from the PATH or else out of the BuildKit image. */
async function connect(
  endpoint: NonNullable<BuilderRequest['endpoint']>,
  request: BuilderRequest,
  lease: Lease,
  signal: AbortSignal,
): Promise<Builder> {
  const found = await findOnPath('buildctl');
  const buildctl = found ?? join(lease.folder, shared.buildctl);
  if (found === undefined) {
    await dockerLong(['create', '--name', lease.container, ...builderLabels(lease), request.image], {
      signal,
      env: process.env,
    });
    await docker('cp', `${lease.container}:/usr/bin/buildctl`, buildctl);
    await docker('rm', '--force', '--volumes', lease.container);
  }
  return {
    buildctl,
    address: endpoint.address,
    tlsFolder: endpoint.tlsFolder,
    container: undefined,
    isRestarted: false,
    notes: [],
  };
}

function runArgs(request: BuilderRequest, lease: Lease, store: StateStore): string[] {
  return [
    'run',
    '--detach',
    '--privileged',
    // A daemon with user namespaces refuses --privileged without it; elsewhere it changes nothing.
    ...['--userns', 'host'],
    ...['--name', lease.container],
    ...builderLabels(lease),
    ...(request.network === 'auto' ? [] : ['--network', request.network]),
    ...request.env.flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...(request.memory === undefined ? [] : ['--memory', request.memory]),
    ...(request.cpus === undefined ? [] : ['--cpus', request.cpus]),
    ...store.mountArgs,
  ];
}

function daemonFlags(request: BuilderRequest, config: string): string[] {
  return [
    ...(request.config === undefined ? [] : ['--config', config]),
    // A builder that lives for one job must not spend its time on pruning (BUILDCTL.md, Cache and speed).
    '--oci-worker-gc=false',
    ...request.flags,
  ];
}

/** Looks every 5 ms, which is cheap and costs 2.5 ms on average; asks Docker once a second whether the daemon still lives. */
async function untilReady(container: string, signal: AbortSignal, ready: () => Promise<boolean>): Promise<void> {
  const start = Date.now();
  let asked = start;
  while (!(await ready())) {
    signal.throwIfAborted();
    await sleep(5);
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
  const logs = await dockerLong(['logs', '--tail', '5', container], { env: process.env }).catch(() => '');
  return logs === '' ? sentence : `${sentence} Its last words:\n${logs}`;
}

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

async function findOnPath(command: string): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? '').split(':')) {
    const path = join(folder, command);
    if (
      folder !== '' &&
      (await access(path, constants.X_OK).then(
        () => true,
        () => false,
      ))
    )
      return path;
  }
  return undefined;
}
