import { readlinkSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuilderRequest } from '../request/build-request.ts';
import type { Builder } from './builder.ts';
import { digestOf, type Lease, ownsFolder, placeOf } from './lease.ts';

/** What a builder's folder tells the other steps of its job. */
export interface Offer {
  readonly lease: Lease;
  /** The job whose steps may use it (`sharersOf`); undefined: none but the one that has its lease. */
  readonly job: string | undefined;
  /** What the pre steps know of it, which cannot read files of the workspace yet. */
  readonly expected: string;
  /** All that makes it (`keyOf`); undefined while it is not known. */
  readonly exact: string | undefined;
  /** `reserved`: no container was started yet. */
  readonly stage: 'reserved' | 'started';
}

const offerFile = 'offer.json';
const readyFile = 'ready.json';

/** Name of the file that says which builds were made in a builder. */
export const buildsFile = 'builds.jsonl';

/** Returns the key of a builder: two requests with the same one are for the same builder. How long a pull may take is none of it. */
export function keyOf({ networkTimeout: _, ...request }: BuilderRequest, runtime: string | undefined): string {
  return digestOf(JSON.stringify(request), runtime);
}

/**
 * Identifies the job whose steps share builders. Jobs that act runs at the same time have the same ids. Each has a temp folder of its own,
 * or a container of its own, and so another mount namespace.
 */
export function sharersOf(env: NodeJS.ProcessEnv): string {
  const { GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, GITHUB_JOB } = env;
  const ids = [GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, GITHUB_JOB, env.RUNNER_TRACKING_ID];
  return digestOf(...ids, env.RUNNER_TEMP, readNamespace());
}

function readNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/mnt');
  } catch {
    return '';
  }
}

/** Writes a builder's offer into its folder, which only this user can read. */
export async function writeOffer(offer: Offer): Promise<void> {
  await writeFile(join(offer.lease.folder, offerFile), JSON.stringify(offer), { mode: 0o600 });
}

/** Reads a builder's offer; undefined where there is none, or where it is not the one of that folder. */
export async function readOffer(folder: string, env: NodeJS.ProcessEnv = process.env): Promise<Offer | undefined> {
  const offer = await readJson<Offer>(join(folder, offerFile));
  return offer?.lease?.folder === folder && (await ownsFolder(offer.lease, env)) ? offer : undefined;
}

/** Finds a builder that is offered to this job's steps. */
export async function findOffer(
  isWanted: (offer: Offer) => boolean,
  env: NodeJS.ProcessEnv,
): Promise<Offer | undefined> {
  const job = sharersOf(env);
  return (await readOffers(env)).find((offer) => offer.job === job && isWanted(offer));
}

/** Reads the offers of all builders in the temp folder. */
export async function readOffers(env: NodeJS.ProcessEnv = process.env): Promise<Offer[]> {
  const place = placeOf(env);
  const names = (await readdir(place).catch(() => [])).filter((name) => /^buildkit-[A-Za-z0-9]{6}$/.test(name));
  const offers = await Promise.all(names.map((name) => readOffer(join(place, name), env)));
  return offers.filter((offer) => offer !== undefined);
}

/** Leaves a builder that answers to the job's later steps. */
export async function writeReady({ folder }: Lease, builder: Builder): Promise<void> {
  await writeFile(join(folder, readyFile), JSON.stringify(builder), { mode: 0o600 });
}

/** Reads the builder that an earlier step started; undefined where none has come up. */
export async function readReady({ folder }: Lease): Promise<Builder | undefined> {
  return readJson<Builder>(join(folder, readyFile));
}

/** Takes back that a builder answers and what it has built, before it is restarted. */
export async function forgetReady(lease: Lease): Promise<void> {
  await Promise.all([readyIn(lease), join(lease.folder, buildsFile)].map((file) => rm(file, { force: true })));
}

/** Path of the file that tells of a builder that answers. */
export function readyIn({ folder }: Lease): string {
  return join(folder, readyFile);
}

async function readJson<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
