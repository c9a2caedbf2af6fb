import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from '../docker/background.ts';
import { DockerError, docker, dockerInBackground } from '../docker/docker.ts';
import { type Lease, ownLabel } from './lease.ts';

/**
 * Removes the container with its volumes and the folder; does nothing for what is gone or does not carry our label. `cut off` is a
 * step that did not come to its end: Docker goes on with what its client had asked for, so a container may come into being for a
 * moment yet.
 */
export async function releaseLease(lease: Lease, mainStep: 'ended' | 'cut off' = 'ended'): Promise<void> {
  await removeContainer(lease.container);
  await removeFolder(lease);
  for (let looks = 0; mainStep === 'cut off' && looks < lateLooks; looks += 1) {
    await sleep(250);
    await removeContainer(lease.container);
  }
}

/** Removes the folder alone, and with it all that was saved there. */
export async function removeFolder({ folder }: Lease): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

/** Three seconds, which a busy machine may need to make a container. */
const lateLooks = 12;

/** Removes a lease's builder, with the socket and the files that the next one would be taken for; the rest of the folder stays. */
export async function removeBuilder({ container, folder }: Lease): Promise<void> {
  await removeContainer(container);
  await rm(join(folder, 'shared'), { recursive: true, force: true });
}

/** A removal of a container that goes on beside the job's later steps. */
export interface Removal {
  readonly pid: number;
  readonly container: string;
  /** File that is there once the container is not. */
  readonly done: string;
}

/** Starts to remove a lease's container that nothing needs any more, as a process that outlives this one. */
export function startRemoval({ container, folder }: Lease): Removal {
  const done = join(folder, 'removed');
  return { pid: dockerInBackground(['rm', '--force', '--volumes', container], done), container, done };
}

/** Resolves when a removal has ended; tells whether the container is gone. */
export async function untilRemoved({ pid, container, done }: Removal): Promise<boolean> {
  while (await isRunning(pid, container)) await sleep(5);
  return existsSync(done);
}

/** Removes a container of ours by name. */
export async function removeContainer(name: string): Promise<void> {
  await removeContainers(await findContainers(name));
}

/** Returns the ids of what has a name of ours. The label is what makes it ours: a name can be forged or taken by someone else. */
export async function findContainers(name: string): Promise<string[]> {
  const filters = ['--filter', `label=${ownLabel}=${name}`];
  const ids = await docker('ps', '--all', '--quiet', '--no-trunc', ...filters).catch(() => '');
  return ids.split('\n').filter(Boolean);
}

/** Removes containers with their volumes. Throws DockerError. */
export async function removeContainers(ids: readonly string[]): Promise<void> {
  await Promise.all(ids.map(remove));
}

/** Removes a container with its volumes; one that is being removed already, by a step that was killed meanwhile, is waited for. */
async function remove(id: string): Promise<void> {
  try {
    await docker('rm', '--force', '--volumes', id);
  } catch (error) {
    const isOnItsWay = error instanceof DockerError && /already in progress|No such container/.test(error.output);
    if (!isOnItsWay) throw error;
    while ((await docker('ps', '--all', '--quiet', '--filter', `id=${id}`)) !== '') await sleep(100);
  }
}

/**
 * Removes the builders that an earlier job of this very runner left behind (its process was killed, the machine was not), and
 * returns their names. A runner runs one job at a time, so whatever carries its label and another job's is dead.
 */
export async function removeStale(lease: Lease): Promise<string[]> {
  const format = `{{.ID}} {{.Names}} {{.Label "${ownLabel}.job"}}`;
  const listed = await docker(
    'ps',
    '--all',
    '--filter',
    `label=${ownLabel}.runner=${lease.runner}`,
    '--format',
    format,
  );
  const stale = listed
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([id, , job]) => id !== '' && job !== lease.job);
  await Promise.all(stale.map(([id = '']) => remove(id)));
  return stale.map(([, name]) => name ?? '');
}
