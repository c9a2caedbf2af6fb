import type { CacheTag } from './cache-tag.ts';

/**
 * Tells whether a pattern of `keep` names a cache: by its branch, its pull request as `pr-N`, or its whole tag; `*` is any text.
 *
 * Of a branch that is gone only what its tag shows of the name is known, so names are compared in that spelling (`a/b` as `a-b`), and in
 * doubt a cache is kept.
 */
export function isKept({ tag, names }: CacheTag, patterns: readonly string[]): boolean {
  return patterns.some(
    (pattern) =>
      toRegExp(pattern, '').test(tag) || names.some(({ text, more }) => matches(text, toSlug(pattern), more)),
  );
}

/** The slug of a tag is at most this long. */
const LONGEST_SLUG = 60;

function matches(name: string, pattern: string, more: boolean): boolean {
  if (toRegExp(pattern, more ? '(?:-.*)?' : '').test(name)) return true;
  if (name.length < LONGEST_SLUG) return false;
  // The name may have been cut, and what the pattern asks for with it.
  const [head = '', ...rest] = pattern.split('*');
  return head.startsWith(name) || (rest.length > 0 && name.startsWith(head));
}

function toSlug(pattern: string): string {
  return pattern.replace(/[^A-Za-z0-9_.*-]/gu, '-');
}

function toRegExp(pattern: string, end: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}${end}$`, 's');
}
