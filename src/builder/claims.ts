import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Lease } from './lease.ts';
import { isStepName, type StepFolder } from './step-folder.ts';

/**
 * What a step wants of a builder. `expected`: its pre step has run, and its main step will probably build there. `in use`: it builds
 * there, or has an export going on there.
 */
export type Claim = 'expected' | 'in use';

type Folder = Pick<Lease, 'folder'>;

/** Names of the folders in a builder's folder: one file for each step that claims it, and for each that ever did. */
const claims = 'claims';
export const claimants = 'steps';

/** Exists once no further step may begin to use a builder. */
const retired = 'retired';

/** Allows steps to claim a new builder. */
export async function openClaims({ folder }: Folder): Promise<void> {
  await Promise.all([mkdir(join(folder, claims)), mkdir(join(folder, claimants))]);
}

/** Claims a builder for a step; tells whether that came in time, before the last one that had claimed it began to remove it. */
export async function claim({ folder }: Folder, step: string, kind: Claim): Promise<boolean> {
  try {
    await writeFile(join(folder, claimants, step), '');
    await writeFile(join(folder, claims, step), kind);
    return true;
  } catch {
    return false;
  }
}

/** Returns a step's claim on a builder; undefined where it has none. */
export async function readClaim({ folder }: Folder, step: string): Promise<Claim | undefined> {
  const text = await readFile(join(folder, claims, step), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : text === 'expected' ? 'expected' : 'in use';
}

/** Returns the other steps that claim a builder in that way. */
export async function othersThat(lease: Folder, step: string, kind: Claim): Promise<string[]> {
  const names = (await readdir(join(lease.folder, claims)).catch(() => [])).filter((name) => name !== step);
  const kinds = await Promise.all(names.map((name) => readClaim(lease, name)));
  return names.filter((name, index) => kinds[index] === kind && isStepName(name));
}

/**
 * Gives up a step's claim, and tells whether it was the last one, so that the builder is to be removed. A folder can be removed only when
 * it is empty, and by only one process, so no other step can claim a builder that is on its way out.
 */
export async function leave({ folder }: Folder, step: string): Promise<boolean> {
  await rm(join(folder, claims, step), { force: true });
  try {
    await rmdir(join(folder, claims));
    return true;
  } catch (error) {
    // Whoever had removed the folder may have been killed before it removed the builder.
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

/** Lets no further step begin to use a builder, and returns the steps that had expected to. */
export async function retire(lease: Folder, step: string): Promise<string[]> {
  await writeFile(join(lease.folder, retired), '').catch(() => undefined);
  const expecting = await othersThat(lease, step, 'expected');
  await Promise.all(expecting.map((name) => rm(join(lease.folder, claims, name), { force: true })));
  return expecting;
}

/** Tells whether a builder is retired. */
export function isRetired({ folder }: Folder): boolean {
  return existsSync(join(folder, retired));
}

/** Tells whether steps can claim a builder, and whether this one does. */
export function hasClaim({ folder }: Folder, step = ''): boolean {
  return existsSync(join(folder, claims, step));
}

/** Returns the name by which a step claims builders. */
export function nameOf({ folder }: Pick<StepFolder, 'folder'>): string {
  return basename(folder);
}
