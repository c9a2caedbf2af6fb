/** A tag of exactly the form that cacheTag and wipTag give. */
export interface CacheTag {
  readonly tag: string;
  /** What all tags of its scope start with (scopePrefix). */
  readonly prefix: string;
  /** Undefined: a branch's, of which the tag holds no more than a hash. */
  readonly pullRequest: number | undefined;
  /** What `keep` is compared with: the readings of a branch's slug, or `pr-N`. */
  readonly names: readonly CacheName[];
}

/** `more`: a variant may follow the name. */
export interface CacheName {
  readonly text: string;
  readonly more: boolean;
}

/** Reads a tag; undefined when it has not exactly our form, so that nothing is known of whose it is. */
export function parseCacheTag(tag: string): CacheTag | undefined {
  const [, prefix, slug] = BRANCH.exec(tag) ?? [];
  if (prefix !== undefined && slug !== undefined) return { tag, prefix, pullRequest: undefined, names: toNames(slug) };
  const [, pullPrefix, digits] = PULL_REQUEST.exec(tag) ?? [];
  if (pullPrefix === undefined) return undefined;
  return { tag, prefix: pullPrefix, pullRequest: Number(digits), names: [{ text: `pr-${digits}`, more: false }] };
}

const VARIANT = '[0-9a-f]{12}-';
const BRANCH = new RegExp(`^(cache-b-[0-9a-f]{20}-)((?:${VARIANT})?[\\w.-]{1,60}?(?:-wip)?)$`);
const PULL_REQUEST = new RegExp(`^(cache-pr-([1-9]\\d{0,14})-)(?:merge|${VARIANT}merge-[\\w.-]{1,54}?)(?:-wip)?$`);

/** A branch may itself begin like a variant's hash or end in `-wip`, so each reading counts. */
function toNames(slug: string): CacheName[] {
  const finished = [slug, slug.replace(/-wip$/, '')];
  const whole = finished.map((text) => ({ text, more: false }));
  const variants = finished
    .filter((text) => VARIANT_FIRST.test(text))
    .map((text) => ({ text: text.replace(VARIANT_FIRST, ''), more: true }));
  return [...whole, ...variants];
}

const VARIANT_FIRST = new RegExp(`^${VARIANT}(?=.)`);
