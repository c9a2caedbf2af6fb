import { hubWay } from './docker-hub.ts';
import { manifestWay, tagWay } from './oci.ts';
import { packagesWay } from './packages.ts';
import type { PrunePlan } from './plan.ts';
import { readDigests } from './read-cache.ts';
import type { PruneRequest } from './request.ts';
import type { Sources } from './sources.ts';
import { firstOf, type Way } from './way.ts';

/**
 * Chooses how tags are deleted; of several ways the first that works. Throws an Error when the digests of all tags cannot be told.
 *
 * | registry | ways |
 * | --- | --- |
 * | ghcr.io | by tag, by GitHub's packages API |
 * | Docker Hub | by its own API, by tag |
 * | any other | by tag, and by digest where no other tag has it |
 */
export async function openWay(
  { repository }: PruneRequest,
  { caches, tags }: PrunePlan,
  { registry, github, hub }: Sources,
): Promise<Way> {
  const stale = new Set(caches.map(({ tag }) => tag.tag));
  const byTag = tagWay(registry, repository);
  if (repository.domain === 'docker.io') return firstOf([hubWay(hub, repository), byTag]);
  if (repository.domain === 'ghcr.io') {
    return firstOf([byTag, ...(github === undefined ? [] : [packagesWay(github, repository, stale)])]);
  }
  if (caches.length === 0) return firstOf([]);
  return manifestWay(registry, repository, await readDigests(registry, repository, tags), stale);
}
