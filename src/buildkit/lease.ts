import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { docker } from './docker.ts';

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
  const temp = env.RUNNER_TEMP ?? tmpdir();
  const prefix = join(temp, 'buildkit-');
  const folder = await mkdtemp(prefix.length + 6 <= longestFolder ? prefix : join(tmpdir(), 'buildkit-'));
  const container = `buildkit-${id}`;
  await writeFile(join(folder, marker), container);
  return { container, folder, runner: runnerOf(env), job: jobOf(env) };
}

/** Tells whether a lease that was read from a saved state names a folder that `takeLease` made for it. */
export async function ownsFolder(lease: Lease): Promise<boolean> {
  return (await readFile(join(lease.folder, marker), 'utf8').catch(() => undefined)) === lease.container;
}

const marker = 'lease';

/** Returns docker's `--label` arguments for a container of this lease. */
export function builderLabels(lease: Lease): string[] {
  return [
    ...['--label', `${ownLabel}=${lease.container}`],
    ...['--label', `${ownLabel}.runner=${lease.runner}`],
    ...['--label', `${ownLabel}.job=${lease.job}`],
  ];
}

/** Removes the container with its volumes and the folder; does nothing for what is gone or does not carry our label. */
export async function releaseLease(lease: Lease): Promise<void> {
  await removeContainer(lease.container);
  await rm(lease.folder, { recursive: true, force: true });
}

/** Removes a container of ours by name. The label is what makes it ours: a name can be forged or taken by someone else. */
export async function removeContainer(name: string): Promise<void> {
  const filters = ['--filter', `label=${ownLabel}=${name}`];
  const ids = await docker('ps', '--all', '--quiet', '--no-trunc', ...filters).catch(() => '');
  for (const id of ids.split('\n').filter(Boolean)) await docker('rm', '--force', '--volumes', id);
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
  await Promise.all(stale.map(([id]) => docker('rm', '--force', '--volumes', id ?? '')));
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
