import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isMarked, marker, placeOf } from './lease.ts';

/** The folder of one step, for what its build reads and writes and what its post step finds there. The builder's is another one. */
export interface StepFolder {
  readonly folder: string;
  /** What the folder's own mark says; a saved state that says otherwise is forged. */
  readonly id: string;
}

/** Makes the folder of a step. */
export async function takeStepFolder(env: NodeJS.ProcessEnv): Promise<StepFolder> {
  const folder = await mkdtemp(join(placeOf(env), stepPrefix));
  const id = randomBytes(6).toString('hex');
  await writeFile(join(folder, marker), id);
  return { folder, id };
}

/** Tells whether a value from a saved state is a folder that `takeStepFolder` made. */
export async function ownsStepFolder(value: unknown, env: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  const { folder, id } = (value ?? {}) as Partial<Record<keyof StepFolder, unknown>>;
  if (typeof folder !== 'string' || typeof id !== 'string') return false;
  return dirname(folder) === placeOf(env) && isStepName(basename(folder)) && (await isMarked(folder, id));
}

/** Name of the file that a main step leaves for its post step. */
export const handoverFile = 'handover.json';

/** Removes the folder of a step with everything in it. */
export async function removeStepFolder({ folder }: StepFolder): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

/** What the names of the steps' folders begin with. */
export const stepPrefix = 'build-step-';

/** Tells whether a name is that of a step's folder. */
export function isStepName(name: string): boolean {
  return /^build-step-[A-Za-z0-9]{6}$/.test(name);
}
