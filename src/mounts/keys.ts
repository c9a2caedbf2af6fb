import { createHash } from 'node:crypto';
import type { Scope } from '../cache/event.ts';
import { scopePrefix } from '../cache/key.ts';
import type { CacheMount, Tar } from './cache-mount.ts';

/** What all keys in the Actions cache begin with that belong to a cache mount of any kind. */
export const keyStart = 'buildkit-mount-';

/** What tells the mounts of one image from those of another. */
export interface Subject {
  /** The image's repository; '' when nothing names one. */
  readonly repository: string;
  /** All that one build makes: its RUNs share their mounts whatever platform they are for. */
  readonly platforms: readonly string[];
}

/** Names a mount by all that its content depends on but the scope: image repository, platforms, its id and owner. 20 hex digits. */
export function mountIdentity({ id, owner }: CacheMount, { repository, platforms }: Subject): string {
  const parts = [repository, [...platforms].sort(), id, owner && [owner.uid, owner.gid, owner.mode]];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 20);
}

/**
 * Names the archive of a mount, relative to the folder that transfers work in. The Actions cache finds an entry only under the very
 * path that it was saved with, so there must be nothing of this runner in it.
 */
export function archiveName(identity: string): string {
  return `${identity}.tar`;
}

/** Names what the keys of a scope's entries for one mount begin with: `buildkit-mount-b-<ref hash>-<identity>-`. */
export function entryPrefix(scope: Scope, identity: string): string {
  return `${scopeKeyPrefix(scope)}${identity}-`;
}

/** Names what all mount keys of a scope begin with: what cleaning up goes by. */
export function scopeKeyPrefix(scope: Scope): string {
  return `${keyStart}${scopePrefix(scope).replace(/^cache-/, '')}`;
}

/** What the key of an entry says of its archive. */
export interface Content {
  readonly tar: Tar;
  /** Of the names, sizes, times, owners and modes of all files; 16 hex digits. */
  readonly fingerprint: string;
}

/**
 * Names a new entry: its prefix, the mount's id for people, its content, and who saved it (`<run>-<step>`, in hex digits). No two
 * steps ever write the same key, so runs do not block each other, and the newest entry is found by the prefix.
 */
export function entryKey(prefix: string, id: string, { tar, fingerprint }: Content, writer: string): string {
  const slug = id.replaceAll(/[^A-Za-z0-9_.-]+/g, '-').replaceAll(/^-|-$/g, '');
  return `${prefix}${slug.slice(0, 60)}-${tar}-${fingerprint}-${writer}`;
}

/** Reads out of an entry's key what it holds; undefined for one that `entryKey` did not make. */
export function contentOf(key: string): Content | undefined {
  const [, tar, fingerprint = ''] = /-(gnu|other)-([0-9a-f]{16})-[0-9a-f]+-[0-9a-f]+$/.exec(key) ?? [];
  return tar === undefined ? undefined : { tar: tar as Tar, fingerprint };
}

/** Tells whether a builder's tar can read an entry's archive. */
export function canRead(tar: Tar, { tar: written }: Content): boolean {
  return written === 'other' || tar === 'gnu';
}
