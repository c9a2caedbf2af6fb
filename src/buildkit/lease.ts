import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { lstat, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DockerError, docker } from './docker.ts';

/**
 * What one step has on this machine: the builder's container and a folder. It is saved before either exists, so that the post
 * step can remove them whatever became of the main step.
 */
export interface Lease {
  readonly container: string;
  readonly folder: string;
  /** Whose it is: the same for every job of one runner, another for every other runner. */
  readonly runner: string;
  /** Which job of that runner. */
  readonly job: string;
}

/** Every container of ours carries this label; nothing without it is ever removed. */
export const ownLabel = 'com.github.buildkit-build-action';

/** The longest path that a Unix socket can have on Linux (`sun_path`), less what stands below the lease's folder. */
const longestFolder = 107 - '/shared/buildkitd.sock'.length;

/** Makes the folder and chooses the names; starts nothing. */
export async function takeLease(env: NodeJS.ProcessEnv): Promise<Lease> {
  const id = randomBytes(6).toString('hex');
  const prefix = join(tempOf(env), 'buildkit-');
  const folder = await mkdtemp(prefix.length + 6 <= longestFolder ? prefix : join(tmpdir(), 'buildkit-'));
  const container = `buildkit-${id}`;
  await writeFile(join(folder, marker), container);
  return { container, folder, runner: runnerOf(env), job: jobOf(env) };
}

/**
 * Tells whether a value that was read from a saved state is the lease of a folder that `takeLease` made: anybody whose output
 * the runner obeys can forge a state, so neither its names nor its folder count before the folder itself says the same.
 */
export async function ownsFolder(value: unknown, env: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  if (typeof value !== 'object' || value === null) return false;
  const { container, folder } = value as Partial<Record<keyof Lease, unknown>>;
  if (typeof container !== 'string' || typeof folder !== 'string') return false;
  const isPlace =
    [tempOf(env), tmpdir()].includes(dirname(folder)) && /^buildkit-[A-Za-z0-9]{6}$/.test(basename(folder));
  const isFolder =
    isPlace &&
    (await lstat(folder).then(
      (found) => found.isDirectory(),
      () => false,
    ));
  return isFolder && (await readFile(join(folder, marker), 'utf8').catch(() => undefined)) === container;
}

const marker = 'lease';

function tempOf(env: NodeJS.ProcessEnv): string {
  return env.RUNNER_TEMP ?? tmpdir();
}

/** Returns docker's `--label` arguments for a container of this lease. */
export function builderLabels(lease: Lease): string[] {
  return [
    ...['--label', `${ownLabel}=${lease.container}`],
    ...['--label', `${ownLabel}.runner=${lease.runner}`],
    ...['--label', `${ownLabel}.job=${lease.job}`],
  ];
}

/**
 * Removes the container with its volumes and the folder; does nothing for what is gone or does not carry our label. `cut off` is a
 * step that did not come to its end: Docker goes on with what its client had asked for, so a container may come into being for a
 * moment yet.
 */
export async function releaseLease(lease: Lease, mainStep: 'ended' | 'cut off' = 'ended'): Promise<void> {
  await removeContainer(lease.container);
  await rm(lease.folder, { recursive: true, force: true });
  for (let looks = 0; mainStep === 'cut off' && looks < lateLooks; looks += 1) {
    await sleep(250);
    await removeContainer(lease.container);
  }
}

/** Three seconds, which a busy machine may need to make a container. */
const lateLooks = 12;

/** A removal of a container that goes on beside the job's later steps. */
export interface Removal {
  readonly pid: number;
  readonly container: string;
}

/** Starts to remove a lease's container that nothing needs any more, as a process that outlives this one. */
export function startRemoval({ container }: Lease): Removal {
  const child = spawn('docker', ['rm', '--force', '--volumes', container], { detached: true, stdio: 'ignore' });
  // The post step looks for the container again, and says so where it cannot be removed.
  child.once('error', () => undefined);
  child.unref();
  return { pid: child.pid ?? 0, container };
}

/** Resolves when a removal has ended, whatever came of it. */
export async function untilRemoved({ pid, container }: Removal): Promise<void> {
  // A process id is used again after a while; the container's name tells whether it is still ours.
  while ((await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0').includes(container))
    await sleep(5);
}

/** Removes a container of ours by name. The label is what makes it ours: a name can be forged or taken by someone else. */
export async function removeContainer(name: string): Promise<void> {
  const filters = ['--filter', `label=${ownLabel}=${name}`];
  const ids = await docker('ps', '--all', '--quiet', '--no-trunc', ...filters).catch(() => '');
  await Promise.all(ids.split('\n').filter(Boolean).map(remove));
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

/** A runner is told by its name and its own temp folder: two runners of one host may share neither. */
function runnerOf(env: NodeJS.ProcessEnv): string {
  return digestOf(env.RUNNER_NAME, env.RUNNER_TEMP);
}

function jobOf(env: NodeJS.ProcessEnv): string {
  return digestOf(env.GITHUB_REPOSITORY, env.GITHUB_RUN_ID, env.GITHUB_RUN_ATTEMPT, env.GITHUB_JOB);
}

function digestOf(...parts: (string | undefined)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
