import type { RegistryClient } from '../registry/client.ts';
import type { Reference } from '../text/reference.ts';
import { type CacheContent, parseCacheManifest } from './cache-manifest.ts';
import type { CacheTag } from './cache-tag.ts';

/** What a tag of our form holds. */
export type ReadTag = Cache | LeftTag;

export interface Cache extends CacheContent {
  readonly kind: 'cache';
  readonly tag: CacheTag;
  readonly digest: string;
}

/** Left alone: it holds something else, or the registry did not say what. */
export interface LeftTag {
  readonly kind: 'foreign' | 'unread';
  readonly tag: CacheTag;
  readonly reason: string;
}

/** Requests to a registry that are under way at the same time. */
export const AT_ONCE = 8;

/** Reads what tags hold; a tag that is gone meanwhile is left out. */
export async function readTags(
  registry: RegistryClient,
  repository: Reference,
  tags: readonly CacheTag[],
): Promise<ReadTag[]> {
  const read = await mapAtOnce(tags, AT_ONCE, async (tag): Promise<ReadTag[]> => {
    const answer = await registry.getManifest({ ...repository, tag: tag.tag });
    if (answer.kind === 'missing') return [];
    if (answer.kind === 'failed') return [{ kind: 'unread', tag, reason: answer.reason }];
    const content = parseCacheManifest(answer.bytes);
    if (content === undefined) return [{ kind: 'foreign', tag, reason: `${tag.tag} holds no cache of BuildKit.` }];
    return [{ kind: 'cache', tag, digest: answer.digest, ...content }];
  });
  return read.flat();
}

/** Asks for the digests of tags, whatever they are; throws an Error when one cannot be told, because a list with holes is no base for a deletion. */
export async function readDigests(
  registry: RegistryClient,
  repository: Reference,
  tags: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const entries = await mapAtOnce(tags, AT_ONCE, async (tag): Promise<[string, string][]> => {
    const answer = await registry.headManifest({ ...repository, tag });
    if (answer.kind === 'failed') throw new Error(answer.reason);
    return answer.kind === 'found' ? [[tag, answer.digest]] : [];
  });
  return new Map(entries.flat());
}

/** Applies a function to all items, a few at a time, and gives the results in the items' order; the first rejection is the result. */
export async function mapAtOnce<T, R>(
  items: readonly T[],
  limit: number,
  apply: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const entries = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of entries) results[index] = await apply(item);
  };
  await Promise.all(Array.from({ length: limit }, work));
  return results;
}
