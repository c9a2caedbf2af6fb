import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { docker } from '../docker/docker.ts';
import type { BuilderRequest } from '../request/build-request.ts';
import { shared } from './boot.ts';
import type { Builder } from './builder.ts';
import { containerArgs, daemonFlags } from './container-args.ts';
import { fasterConfig } from './daemon-config.ts';
import type { Lease } from './lease.ts';
import { dockerWithImage } from './pull.ts';
import { untilReady } from './ready.ts';
import { inMemory } from './state.ts';

/**
 * Starts a builder that shares no folder with this machine: what it needs is copied in, buildctl is copied out, and buildctl
 * talks through `docker exec`. Throws DockerError or BuilderError.
 */
export async function startDetached(request: BuilderRequest, lease: Lease, signal: AbortSignal): Promise<Builder> {
  const config = '/etc/buildkit/buildkitd.toml';
  // How much memory is free on the daemon's machine is not known here.
  const mounts = request.state === 'memory' ? inMemory() : [];
  const create = (image: string) => [
    ...['create', ...containerArgs(request, lease, mounts)],
    ...[image, ...daemonFlags(request, config)],
  ];
  await dockerWithImage(create, request.image, signal, request.networkTimeout);
  if (request.config !== undefined) {
    const file = join(lease.folder, shared.config);
    await writeFile(file, fasterConfig(request.config));
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
    sharedFolder: undefined,
    isRestarted: false,
    notes: [
      "Docker's daemon cannot see this runner's folders: the builder is reached through docker exec, which is slower.",
    ],
  };
}
