import { attributeValue } from '../text/attributes.ts';
import type { Attributes, BuildRequest } from './build-request.ts';
import { cacheReference } from './names.ts';

/** Names the registries that `registry.insecure=true` in `outputs`, `cache-from` or `cache-to` speaks of: what is said of one use holds for all. */
export function insecureDomains({
  imageAttributes = [],
  image,
  tags,
  cache,
}: Pick<BuildRequest, 'imageAttributes' | 'image' | 'tags' | 'cache'>): string[] {
  const images = isInsecure(imageAttributes) ? [...tags, ...(image === undefined ? [] : [image])] : [];
  const caches = [...cache.from, ...cache.to].filter(isInsecure).flatMap((each) => cacheReference(each) ?? []);
  return [...new Set([...images, ...caches].map(({ domain }) => domain))];
}

/** BuildKit takes it without a value for true. */
function isInsecure(attributes: Attributes): boolean {
  return /^(?:1|t|true|)$/i.test(attributeValue(attributes, 'registry.insecure') ?? 'false');
}
