import type { Match, Rule, When } from './rule.ts';
import type { Target } from './target.ts';

export type RuleBook = {
  /** Returns the rule that acts on a request which arrives now, in milliseconds. */
  take(target: Target, now: number): Rule | undefined;
};

/** Returns a book that counts the matches of each rule from zero. */
export function createRuleBook(rules: readonly Rule[]): RuleBook {
  const entries = rules.map((rule) => ({ rule, count: 0, firstAt: 0 }));
  return {
    take(target, now) {
      for (const entry of entries) {
        if (!matches(entry.rule.match ?? {}, target)) continue;
        if (entry.count === 0) entry.firstAt = now;
        entry.count += 1;
        if (isDue(entry.rule.when, entry.count, now - entry.firstAt)) return entry.rule;
      }
      return undefined;
    },
  };
}

function matches(match: Match, target: Target): boolean {
  return (
    isOneOf(match.method, target.method) &&
    isOneOf(match.kind, target.kind) &&
    fits(match.path, target.path) &&
    fits(match.repository, target.repository) &&
    fits(match.reference, target.reference) &&
    fits(match.userAgent, target.userAgent) &&
    (match.minLength === undefined || (target.length ?? 0) >= match.minLength)
  );
}

function isOneOf(wanted: string | readonly string[] | undefined, value: string): boolean {
  return wanted === undefined || (typeof wanted === 'string' ? wanted === value : wanted.includes(value));
}

function fits(wanted: string | RegExp | undefined, value: string | undefined): boolean {
  if (wanted === undefined) return true;
  if (value === undefined) return false;
  // search() ignores what a global or sticky expression remembers of its last match.
  return typeof wanted === 'string' ? wanted === value : value.search(wanted) >= 0;
}

function isDue(when: When | undefined, count: number, elapsed: number): boolean {
  if (when === undefined) return true;
  if ('first' in when) return count <= when.first;
  if ('from' in when) return count >= when.from;
  if ('nth' in when) return when.nth.includes(count);
  return elapsed < when.forMilliseconds;
}
