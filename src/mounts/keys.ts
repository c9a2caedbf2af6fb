import { createHash } from 'node:crypto';
import type { Scope } from '../cache/event.ts';
import { scopePrefix } from '../cache/key.ts';
import type { CacheMount, Tar } from './cache-mount.ts';

/** The beginning of the keys of all cache mounts in the Actions cache. */
export const keyStart = 'buildkit-mount-';

/** The build to which a mount belongs: other images have other mounts. */
export interface Subject {
  /** The image's repository; '' when nothing names one. */
  readonly repository: string;
  /** All platforms of one build, because its RUNs share their mounts across platforms. */
  readonly platforms: readonly string[];
}

/** Identifies a mount by image repository, platforms, id and owner, without the scope; 20 hex digits. */
export function mountIdentity({ id, owner }: CacheMount, { repository, platforms }: Subject): string {
  const parts = [repository, [...platforms].sort(), id, owner && [owner.uid, owner.gid, owner.mode]];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 20);
}

/**
 * Names the archive of a mount, relative to the folder of transfers. The Actions cache finds an entry only under the path with which it was
 * saved, so the path must not depend on the runner.
 */
export function archiveName(identity: string): string {
  return `${identity}.tar`;
}

/** Returns the beginning of the keys of a scope's entries for one mount: `buildkit-mount-b-<ref hash>-<identity>-`. */
export function entryPrefix(scope: Scope, identity: string): string {
  return `${scopeKeyPrefix(scope)}${identity}-`;
}

/** Returns the beginning of all mount keys of a scope; pruning finds them by it. */
export function scopeKeyPrefix(scope: Scope): string {
  return `${keyStart}${scopePrefix(scope).replace(/^cache-/, '')}`;
}

/** The facts about an archive in the key of its entry. */
export interface Content {
  readonly tar: Tar;
  /** Hash of the names, sizes, times, owners and modes of all files; 16 hex digits. */
  readonly fingerprint: string;
}

/**
 * Names a new entry by its prefix, the mount's id (for people), its content, and the run and step that saved it (in hex digits). No two
 * steps write the same key, so runs do not block each other, and the newest entry is found by the prefix.
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
