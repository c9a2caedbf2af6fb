import { createHash } from 'node:crypto';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lease } from '../builder/lease.ts';
import { buildsFile } from '../builder/offer.ts';
import { onlyPlatform } from '../image/facts.ts';
import type { BuildRequest } from '../request/build-request.ts';
import { formatReference } from '../text/reference.ts';
import type { BuildEnd } from './attempts.ts';

/** What a builder's folder says of a build that a step of this job made there. */
export interface EarlierBuild {
  /** Tells it from other builds (`buildKey`). */
  readonly build: string;
  /** The id of its step. */
  readonly step: string;
  readonly imageId: string | undefined;
  readonly loaded: boolean;
  /** The cache that it exports, for people. */
  readonly exportTo: string | undefined;
}

/**
 * Returns the key of a build: two with the same one have the same steps, as long as no file has changed. What becomes of the image is none
 * of it, so the build that loads an image and the one that pushes it are the same.
 */
export function buildKey(request: BuildRequest): string {
  const { source, dockerfile, target, buildArgs, buildContexts, network, addHosts, shmSize, ulimits } = request;
  const platforms = request.platforms.length > 0 ? request.platforms : [onlyPlatform(request)];
  const { directory, filename } = dockerfile;
  const steps = { network, addHosts, shmSize, ulimits, cgroup: request.cgroupParent, allow: request.allow };
  const text = JSON.stringify([source, directory, filename, target, platforms, buildArgs, buildContexts, steps]);
  return createHash('sha256').update(text).digest('hex');
}

/** Reads which builds were made in a builder, in their order. */
export async function readEarlierBuilds({ folder }: Pick<Lease, 'folder'>): Promise<EarlierBuild[]> {
  const text = await readFile(join(folder, buildsFile), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as EarlierBuild);
}

/** Adds a build to those that were made in its builder, for the job's later steps. */
export async function noteBuild(end: BuildEnd, build: string): Promise<void> {
  const { request, cache, tenancy } = end.job;
  const lease = tenancy.lease();
  if (end.kind !== 'built' || lease === undefined) return;
  const noted: EarlierBuild = {
    build,
    step: process.env.GITHUB_ACTION ?? '',
    imageId: end.metadata.imageId,
    loaded: request.load,
    exportTo: cache.exportTo && formatReference(cache.exportTo),
  };
  await appendFile(join(lease.folder, buildsFile), `${JSON.stringify(noted)}\n`, { mode: 0o600 });
}

/** Returns the build that makes it needless to import a cache: the same one, so that the builder has all of its steps. */
export function findSame(
  earlier: readonly EarlierBuild[],
  request: BuildRequest,
  build: string,
): EarlierBuild | undefined {
  // The trace of plain progress is for people, so that nobody would see at once that a step runs again.
  if (request.call !== 'build' || request.noCache || request.noCacheFilters.length > 0) return undefined;
  if (request.report.progress === 'plain') return undefined;
  return earlier.findLast((each) => each.build === build);
}

/** Says which earlier step loaded an image that this build has too. */
export function describeLoaded(earlier: readonly EarlierBuild[], images: readonly (string | undefined)[]): string[] {
  const found = earlier.findLast(({ loaded, imageId }) => loaded && imageId !== undefined && images.includes(imageId));
  return found === undefined ? [] : [`This is the image that step ${found.step} loaded: ${found.imageId}.`];
}
