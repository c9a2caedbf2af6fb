import { createHash, randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { lstat, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

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
  /** Nobody but this step's state knows it: who has it may remove the container, though the folder be gone. */
  readonly key: string;
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
  const key = randomBytes(16).toString('hex');
  return { container, folder, runner: runnerOf(env), job: jobOf(env), key };
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
      (found) => found.isDirectory() && isOurs(found),
      () => false,
    ));
  return isFolder && (await readFile(join(folder, marker), 'utf8').catch(() => undefined)) === container;
}

/** Anybody may make a folder of that name in a temp folder that all share, but only this user's own is closed to them. */
function isOurs({ uid, mode }: Stats): boolean {
  return uid === process.getuid?.() && (mode & 0o077) === 0;
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
    ...['--label', `${ownLabel}.folder=${lease.folder}`],
    ...['--label', keyLabel(lease)],
  ];
}

/** Returns the label that tells the container of whoever has a lease's key. */
export function keyLabel({ key }: Pick<Lease, 'key'>): string {
  return `${ownLabel}.key=${digestOf(key)}`;
}

/** A runner is told by its machine, its name and its own temp folder: two runners of one Docker may share each of them. */
function runnerOf(env: NodeJS.ProcessEnv): string {
  return digestOf(hostname(), env.RUNNER_NAME, env.RUNNER_TEMP);
}

function jobOf(env: NodeJS.ProcessEnv): string {
  return digestOf(env.GITHUB_REPOSITORY, env.GITHUB_RUN_ID, env.GITHUB_RUN_ATTEMPT, env.GITHUB_JOB);
}

function digestOf(...parts: (string | undefined)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
