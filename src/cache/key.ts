import { createHash } from 'node:crypto';
import type { Reference } from '../text/reference.ts';
import type { Scope } from './event.ts';

/**
 * Names the tag of a scope's cache for one variant of the image; always a valid tag, and another one for each pair of the two.
 *
 * | scope | tag |
 * | --- | --- |
 * | branch | `cache-b-<ref hash>-<slug>` |
 * | branch, one of several images | `cache-b-<ref hash>-<variant hash>-<slug>` |
 * | pull request | `cache-pr-<number>-merge` |
 * | pull request, one of several images | `cache-pr-<number>-<variant hash>-<slug>` |
 *
 * The slug is for people only. Branch names can differ in characters that no tag may have, so the hashes before it tell them apart.
 */
export function cacheTag(scope: Scope, variant: string): string {
  // The number identifies a pull request; the slug says that its merge is built, of the head into the base.
  const name = scope.kind === 'branch' ? scope.ref.replace(/^refs\/heads\//, '') : 'merge';
  if (variant === '') return `${scopePrefix(scope)}${slug(name)}`;
  return `${scopePrefix(scope)}${hash(variant, 12)}-${slug(`${name}-${variant}`)}`;
}

/** Names the beginning of all tags of a scope, for every variant; pruning finds them by it. */
export function scopePrefix(scope: Scope): string {
  return scope.kind === 'branch' ? `cache-b-${hash(scope.ref, 20)}-` : `cache-pr-${scope.number}-`;
}

/** Names the reference for the finished steps of a failed build. */
export function wipReference(reference: Reference): Reference {
  return { ...reference, tag: wipTag(reference.tag ?? '') };
}

/** Names the tag for the finished steps of a failed build: the cache's own with `-wip` added, within 128 characters. */
export function wipTag(tag: string): string {
  if (tag.length + WIP.length <= 128) return `${tag}${WIP}`;
  // Only a tag of the user's own is that long. The hash distinguishes two that differ in their last characters.
  const cut = `-${hash(tag, 12)}${WIP}`;
  return `${tag.slice(0, 128 - cut.length)}${cut}`;
}

const WIP = '-wip';

function hash(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}

function slug(text: string): string {
  return text.replace(/[^A-Za-z0-9_.-]/gu, '-').slice(0, 60);
}
