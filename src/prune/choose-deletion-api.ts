import { type DeletionApi, firstOf } from './deletion-api.ts';
import { hubDeletion } from './docker-hub.ts';
import { manifestDeletion, tagDeletion } from './oci.ts';
import { packagesDeletion } from './packages.ts';
import type { PrunePlan } from './plan.ts';
import { readDigests } from './read-cache.ts';
import type { PruneRequest } from './request.ts';
import type { Sources } from './sources.ts';

/**
 * Chooses the API that tags are deleted by; of several the first that works. Throws an Error when the digests of all tags cannot be told.
 *
 * | registry | APIs |
 * | --- | --- |
 * | ghcr.io | by tag, by GitHub's packages API |
 * | Docker Hub | by its own API, by tag |
 * | any other | by tag, and by digest where no other tag has it |
 */
export async function chooseDeletionApi(
  { repository }: PruneRequest,
  { caches, tags }: PrunePlan,
  { registry, github, hub }: Sources,
): Promise<DeletionApi> {
  const stale = new Set(caches.map(({ tag }) => tag.tag));
  const byTag = tagDeletion(registry, repository);
  if (repository.domain === 'docker.io') return firstOf([hubDeletion(hub, repository), byTag]);
  if (repository.domain === 'ghcr.io') {
    return firstOf([byTag, ...(github === undefined ? [] : [packagesDeletion(github, repository, stale)])]);
  }
  if (caches.length === 0) return firstOf([]);
  return manifestDeletion(registry, repository, await readDigests(registry, repository, tags), stale);
}
