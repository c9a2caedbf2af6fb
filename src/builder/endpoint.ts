import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { docker } from '../docker/docker.ts';
import type { BuilderRequest } from '../request/build-request.ts';
import { shared } from './boot.ts';
import type { Builder } from './builder.ts';
import { builderLabels, type Lease } from './lease.ts';
import { dockerWithImage } from './pull.ts';

/** Connects to a BuildKit that already runs: only buildctl is needed, from the PATH or else out of the BuildKit image. Throws DockerError. */
export async function connectEndpoint(
  endpoint: NonNullable<BuilderRequest['endpoint']>,
  request: BuilderRequest,
  lease: Lease,
  signal: AbortSignal,
): Promise<Builder> {
  const found = await findOnPath('buildctl');
  const buildctl = found ?? join(lease.folder, shared.buildctl);
  if (found === undefined) {
    const create = (image: string) => ['create', '--name', lease.container, ...builderLabels(lease), image];
    await dockerWithImage(create, request.image, signal, request.networkTimeout);
    await docker('cp', `${lease.container}:/usr/bin/buildctl`, buildctl);
    await docker('rm', '--force', '--volumes', lease.container);
  }
  return {
    buildctl,
    address: endpoint.address,
    tlsFolder: endpoint.tlsFolder,
    container: undefined,
    sharedFolder: undefined,
    isRestarted: false,
    notes: [],
  };
}

async function findOnPath(command: string): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(':').filter(Boolean);
  for (const path of folders.map((folder) => join(folder, command))) {
    const usable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (usable) return path;
  }
  return undefined;
}
