import { join } from 'node:path';
import { docker } from '../docker/docker.ts';
import type { BuilderRequest } from '../request/build-request.ts';
import { bootFiles, shared, sharedFolder } from './boot.ts';
import type { Builder } from './builder.ts';
import { containerArgs, daemonFlags } from './container-args.ts';
import type { Lease } from './lease.ts';
import { keepAlive } from './life.ts';
import { dockerWithImage } from './pull.ts';
import { untilReady } from './ready.ts';
import { filesOf, writeShared } from './shared.ts';
import { inMemory } from './state.ts';

/**
 * Starts a builder that shares no folder with this machine: what it needs is copied in, buildctl is copied out, and buildctl
 * talks through `docker exec`. Throws DockerError or BuilderError.
 */
export async function startDetached(request: BuilderRequest, lease: Lease, signal: AbortSignal): Promise<Builder> {
  // How much memory is free on the daemon's machine is not known here.
  const mounts = request.state === 'memory' ? inMemory() : [];
  const create = (image: string) => [
    ...['create', '--rm', ...containerArgs(request, lease, mounts), '--entrypoint', '/bin/sh', image],
    ...[bootFiles(shared.boot), request.state === 'memory' ? 'memory' : 'volume'],
    ...daemonFlags(request, bootFiles(shared.config)),
  ];
  await dockerWithImage(create, request.image, signal, request.networkTimeout);
  const folder = join(lease.folder, 'copied');
  writeShared({ folder, files: filesOf(request, undefined) });
  await docker('cp', `${folder}/.`, `${lease.container}:${sharedFolder}`);
  const buildctl = join(lease.folder, shared.buildctl);
  await Promise.all([docker('start', lease.container), docker('cp', `${lease.container}:/usr/bin/buildctl`, buildctl)]);
  await keepAlive(lease, 'exec');
  const inBuilder = (...command: string[]) => succeeds(docker('exec', lease.container, ...command));
  await untilReady(
    {
      ...{ container: lease.container, folder: undefined },
      isReady: () => inBuilder('buildctl', 'debug', 'workers'),
      hasEnded: () => inBuilder('test', '-e', bootFiles(shared.ended)),
    },
    signal,
  );
  return {
    buildctl,
    address: `docker-container://${lease.container}`,
    tlsFolder: undefined,
    container: lease.container,
    sharedFolder: undefined,
    isRestarted: false,
    notes: [
      "Docker's daemon cannot see this runner's folders: the builder is reached through docker exec, which is slower.",
    ],
  };
}

function succeeds(command: Promise<unknown>): Promise<boolean> {
  return command.then(
    () => true,
    () => false,
  );
}
