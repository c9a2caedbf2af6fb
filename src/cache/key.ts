import { createHash } from 'node:crypto';
import type { Scope } from './event.ts';

/**
 * Names the tag of a scope's cache for one variant of the image; always a valid tag, never the same for two pairs.
 *
 * | scope | tag |
 * | --- | --- |
 * | branch | `cache-b-<ref hash>-<slug>` |
 * | branch, one of several images | `cache-b-<ref hash>-<variant hash>-<slug>` |
 * | pull request | `cache-pr-<number>-merge` |
 * | pull request, one of several images | `cache-pr-<number>-<variant hash>-<slug>` |
 *
 * The slug only tells people what it is; branch names differ in ways that no tag can show, so the hashes stand before it.
 */
export function cacheTag(scope: Scope, variant: string): string {
  // A pull request's number is its name already: the slug says what is built, the merge of its head into its base.
  const name = scope.kind === 'branch' ? scope.ref.replace(/^refs\/heads\//, '') : 'merge';
  if (variant === '') return `${scopePrefix(scope)}${slug(name)}`;
  return `${scopePrefix(scope)}${hash(variant, 12)}-${slug(`${name}-${variant}`)}`;
}

/** Names what all tags of a scope start with, whatever the variant: what cleaning up goes by. */
export function scopePrefix(scope: Scope): string {
  return scope.kind === 'branch' ? `cache-b-${hash(scope.ref, 20)}-` : `cache-pr-${scope.number}-`;
}

/** Names the reference (or bare tag) beside a cache where a failed build leaves its finished steps: `-wip` added, within 128 characters. */
export function wipTag(reference: string): string {
  const tag = reference.slice(reference.lastIndexOf(':') + 1);
  if (tag.length + WIP.length <= 128) return `${reference}${WIP}`;
  // Only a tag of the user's own is that long; the hash keeps two of them apart that differ in their last characters.
  const cut = `-${hash(tag, 12)}${WIP}`;
  return `${reference.slice(0, reference.length - tag.length)}${tag.slice(0, 128 - cut.length)}${cut}`;
}

const WIP = '-wip';

function hash(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}

function slug(text: string): string {
  return text.replace(/[^A-Za-z0-9_.-]/gu, '-').slice(0, 60);
}
