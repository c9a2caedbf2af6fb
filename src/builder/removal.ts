import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, sendSignal, startInBackground } from '../docker/background.ts';
import { DockerError, docker, dockerInBackground } from '../docker/docker.ts';
import { keyLabel, type Lease, ownLabel } from './lease.ts';
import { letGo, lookAtLife } from './life.ts';

/**
 * Removes the container with its volumes, and the folder. A container that is gone or does not carry our label is left alone. `cut off`
 * means that the step was killed: Docker still carries out the last request of its client, so the container may appear a moment later.
 */
export async function releaseLease(lease: Lease, mainStep: 'ended' | 'cut off' = 'ended'): Promise<void> {
  await removeContainer(lease.container);
  await removeFolder(lease);
  for (let looks = 0; mainStep === 'cut off' && looks < lateLooks; looks += 1) {
    await sleep(250);
    await removeContainer(lease.container);
  }
}

/** Ends the builder's keeper and removes the folder with everything in it. */
export async function removeFolder(lease: Lease): Promise<void> {
  await letGo(lease);
  await rm(lease.folder, { recursive: true, force: true });
}

/**
 * Starts a process that removes a container which may appear a moment later, and resolves at once. At the end of a job the runner ends
 * all processes with the job's tracking id; this one has none, so it goes on.
 */
export function removeLate(container: string): void {
  const { RUNNER_TRACKING_ID: _, ...env } = process.env;
  startInBackground('sh', ['-c', lateRemoval, container], { env });
}

const lateRemoval = 'for wait in 0 0.5 1 2 4 8; do sleep $wait; docker rm --force --volumes "$0"; done';

/** Number of looks, three seconds in all, which a busy machine may need to make a container. */
const lateLooks = 12;

/**
 * Removes a lease's builder and the shared folder before another builder is started for the lease, which must not find the old socket
 * there. The rest of the lease's folder stays.
 */
export async function removeBuilder(lease: Lease): Promise<void> {
  await removeContainer(lease.container);
  await letGo(lease);
  await rm(join(lease.folder, 'shared'), { recursive: true, force: true });
}

/** A removal of a container that goes on beside the job's later steps. */
export interface Removal {
  readonly pid: number;
  readonly container: string;
  /** File that exists once the container is gone. */
  readonly done: string;
}

/** Starts to remove a lease's container, which is not needed any more, in a process that outlives this one. */
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

/**
 * Returns the ids of the containers with a name and our label. The label shows that a container is ours: anybody may have taken
 * the name.
 */
export function findContainers(name: string): Promise<string[]> {
  return findLabelled(`${ownLabel}=${name}`);
}

/**
 * Removes the builder of a lease whose folder is gone, with its keeper, and returns whether there was one: a step between main and
 * post may have cleared the runner's temp folder. The container is found by a label with the hash of the lease's key, which cannot be
 * forged.
 */
export async function removeForgotten(lease: Pick<Lease, 'container' | 'key'>): Promise<boolean> {
  const found = await findLabelled(`${ownLabel}=${lease.container}`, keyLabel(lease));
  await removeContainers(found);
  if (found.length > 0) await endProcessesOf(lease.container);
  return found.length > 0;
}

async function findLabelled(...labels: string[]): Promise<string[]> {
  const filters = labels.flatMap((label) => ['--filter', `label=${label}`]);
  const ids = await docker('ps', '--all', '--quiet', '--no-trunc', ...filters).catch(() => '');
  return ids.split('\n').filter(Boolean);
}

/** Ends the processes that have a word on their command lines: those of a container its name, those of a step a path of its own. */
export async function endProcessesOf(argument: string): Promise<void> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const running = await Promise.all(ids.map((pid) => isRunning(pid, argument)));
  for (const [index, pid] of ids.entries()) if (running[index]) sendSignal(pid, 'SIGKILL');
}

/** Removes containers with their volumes. Throws DockerError. */
export async function removeContainers(ids: readonly string[]): Promise<void> {
  await Promise.all(ids.map(remove));
}

/** Removes a container with its volumes; waits where Docker is removing it already, for a step that was killed meanwhile. */
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
 * Removes the builders that an earlier job of this runner left behind because its process was killed, and returns their names. A
 * builder that may be in use stays. Where it cannot be seen whether its job is alive, that is known only for a runner that runs one job
 * at a time: another job's builder is then left over. GitHub's runner does so, and only it sets these two variables.
 */
export async function removeStale(lease: Lease, env: NodeJS.ProcessEnv = process.env): Promise<string[]> {
  const format = `{{.ID}}\t{{.Names}}\t{{.Label "${ownLabel}.job"}}\t{{.Label "${ownLabel}.folder"}}`;
  const runner = ['--filter', `label=${ownLabel}.runner=${lease.runner}`];
  const listed = await docker('ps', '--all', ...runner, '--format', format);
  const runsOneJob = Boolean(env.RUNNER_NAME && env.RUNNER_TRACKING_ID);
  const stale = listed
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([id, , job, folder = '']) => id !== '' && job !== lease.job && isDead(folder, runsOneJob));
  await Promise.all(stale.map(([id = '']) => remove(id)));
  const names = stale.map(([, name = '']) => name);
  await Promise.all(names.map(endProcessesOf));
  return names;
}

function isDead(folder: string, runsOneJob: boolean): boolean {
  const life = lookAtLife(folder);
  return life === 'let go' || (life === 'unknown' && runsOneJob);
}
