import type { CacheTag } from './cache-tag.ts';
import { isKept } from './keep.ts';

/** What makes a cache stale. */
export interface Rules {
  readonly scopes: EndedScopes;
  readonly keep: readonly string[];
  /** Milliseconds; undefined: age is no reason. */
  readonly olderThan: number | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Either the one scope that has ended, or all but those with these prefixes. */
export type EndedScopes =
  | { readonly kind: 'one'; readonly prefix: string; readonly why: string }
  | { readonly kind: 'all-but'; readonly prefixes: ReadonlySet<string> };

/**
 * Says why a cache has to go, half a sentence; undefined: it stays. What is not known is no reason: `madeAt` is undefined where nothing
 * tells the age, `tag` where the cache belongs to no branch or pull request.
 */
export function whyStale(rules: Rules, tag: CacheTag | undefined, madeAt: number | undefined): string | undefined {
  if (tag !== undefined && isKept(tag, rules.keep)) return undefined;
  return (tag && whyEnded(rules.scopes, tag)) ?? whyOld(rules, madeAt);
}

function whyEnded(scopes: EndedScopes, { prefix, pullRequest }: CacheTag): string | undefined {
  if (scopes.kind === 'one') return prefix === scopes.prefix ? scopes.why : undefined;
  if (scopes.prefixes.has(prefix)) return undefined;
  return pullRequest === undefined ? 'its branch is gone' : `pull request ${pullRequest} is closed`;
}

function whyOld({ olderThan, now }: Rules, madeAt: number | undefined): string | undefined {
  if (madeAt === undefined || olderThan === undefined || !(now - madeAt > olderThan)) return undefined;
  return `nothing new in it since ${new Date(madeAt).toISOString().slice(0, 10)}`;
}
