import { createHash, randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { lstat, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/**
 * The container and the folder of one builder on this machine. A step saves it before either exists, so that its post step can
 * remove both, however the main step ended.
 */
export interface Lease {
  readonly container: string;
  readonly folder: string;
  /** Identifies the runner: the same for all of its jobs, different for every other runner. */
  readonly runner: string;
  /** Identifies the job among those of the runner. */
  readonly job: string;
  /** A secret that only the saved states of this job's steps have. It allows to remove the container also when the folder is gone. */
  readonly key: string;
}

/** Every container of ours carries this label; nothing without it is ever removed. */
export const ownLabel = 'com.github.buildkit-build-action';

/** The longest path of a Unix socket on Linux (`sun_path`), less the part below the lease's folder. */
const longestFolder = 107 - '/shared/buildkitd.sock'.length;

/** Makes the folder and chooses the names, without starting anything. */
export async function takeLease(env: NodeJS.ProcessEnv): Promise<Lease> {
  const id = randomBytes(6).toString('hex');
  const folder = await mkdtemp(join(placeOf(env), 'buildkit-'));
  const container = `buildkit-${id}`;
  await writeFile(join(folder, marker), container);
  const key = randomBytes(16).toString('hex');
  return { container, folder, runner: runnerOf(env), job: jobOf(env), key };
}

/** Returns the folder that the builders' folders are in. */
export function placeOf(env: NodeJS.ProcessEnv): string {
  const temp = tempOf(env);
  return temp.length + '/buildkit-'.length + 6 <= longestFolder ? temp : tmpdir();
}

/**
 * Tells whether a value from a saved state is a lease that `takeLease` made. Whoever can print workflow commands can forge a state, so
 * its names and its folder are trusted only when a file in that folder says the same.
 */
export async function ownsFolder(value: unknown, env: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  if (typeof value !== 'object' || value === null) return false;
  const { container, folder } = value as Partial<Record<keyof Lease, unknown>>;
  if (typeof container !== 'string' || typeof folder !== 'string') return false;
  const isPlace =
    [tempOf(env), tmpdir()].includes(dirname(folder)) && /^buildkit-[A-Za-z0-9]{6}$/.test(basename(folder));
  return isPlace && (await isMarked(folder, container));
}

/** Tells whether a folder is this user's alone and has that mark. */
export async function isMarked(folder: string, mark: string): Promise<boolean> {
  const isFolder = await lstat(folder).then(
    (found) => found.isDirectory() && isOurs(found),
    () => false,
  );
  return isFolder && (await readFile(join(folder, marker), 'utf8').catch(() => undefined)) === mark;
}

/** In a shared temp folder anybody may make a folder of that name, but only one that belongs to this user is closed to others. */
function isOurs({ uid, mode }: Stats): boolean {
  return uid === process.getuid?.() && (mode & 0o077) === 0;
}

/** Name of the file in a folder of ours that a saved state must agree with. */
export const marker = 'lease';

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

/** Returns the label by which the holder of a lease's key finds its container. */
export function keyLabel({ key }: Pick<Lease, 'key'>): string {
  return `${ownLabel}.key=${digestOf(key)}`;
}

/** Machine, name and temp folder together identify a runner: two runners that use one Docker may have any single one in common. */
function runnerOf(env: NodeJS.ProcessEnv): string {
  return digestOf(hostname(), env.RUNNER_NAME, env.RUNNER_TEMP);
}

function jobOf(env: NodeJS.ProcessEnv): string {
  return digestOf(env.GITHUB_REPOSITORY, env.GITHUB_RUN_ID, env.GITHUB_RUN_ATTEMPT, env.GITHUB_JOB);
}

/** Returns a short hash of some texts. */
export function digestOf(...parts: (string | undefined)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
