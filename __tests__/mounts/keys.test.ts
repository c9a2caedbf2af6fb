import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Scope } from '../../src/cache/event.ts';
import {
  archiveName,
  canRead,
  contentOf,
  entryKey,
  entryPrefix,
  mountIdentity,
  scopeKeyPrefix,
} from '../../src/mounts/keys.ts';

const subject = { repository: 'ghcr.io/o/app', platforms: ['linux/amd64'] };
const owner = { uid: 0, gid: 0, mode: 0o755 };
const npm = { id: '/root/.npm', owner: undefined };
const main: Scope = { kind: 'branch', ref: 'refs/heads/main' };

test('an entry is named by scope, mount, content and writer', () => {
  const prefix = entryPrefix(main, mountIdentity(npm, subject));
  expect(prefix).toMatch(/^buildkit-mount-b-[0-9a-f]{20}-[0-9a-f]{20}-$/);
  expect(entryPrefix({ kind: 'pull-request', number: 7 }, 'x')).toBe('buildkit-mount-pr-7-x-');
  expect(prefix.startsWith(scopeKeyPrefix(main))).toBe(true);
  const content = { tar: 'gnu', fingerprint: '0123456789abcdef' } as const;
  const key = entryKey(prefix, npm.id, content, '123456-a1b2c3d4e5f6');
  expect(key).toBe(`${prefix}root-.npm-gnu-0123456789abcdef-123456-a1b2c3d4e5f6`);
  expect(contentOf(key)).toStrictEqual(content);
});

test.each([
  ['the id', { ...npm, id: '/root/.npm2' }, subject],
  ['an owner, even the usual one', { ...npm, owner }, subject],
  ['the mode', { ...npm, owner: { ...owner, mode: 0o700 } }, subject],
  ['the image', npm, { ...subject, repository: 'ghcr.io/o/other' }],
  ['the platforms', npm, { ...subject, platforms: ['linux/arm64'] }],
])('another mount: %s', (_, mount, other) => {
  expect(mountIdentity(mount, other)).not.toBe(mountIdentity(npm, subject));
});

test('the order of the platforms does not matter', () => {
  const platforms = ['linux/arm64', 'linux/amd64'];
  expect(mountIdentity(npm, { ...subject, platforms })).toBe(
    mountIdentity(npm, { ...subject, platforms: platforms.toReversed() }),
  );
});

test('whatever the id is, the key is one that the cache service takes, and its content can be read again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), fc.constantFrom('gnu', 'other'), (id, tar) => {
      const identity = mountIdentity({ id, owner: undefined }, subject);
      const content = { tar, fingerprint: 'ffffffffffffffff' } as const;
      const key = entryKey(entryPrefix(main, identity), id, content, '1-0');
      expect(key).toMatch(/^[A-Za-z0-9_.-]{1,512}$/);
      expect(contentOf(key)).toStrictEqual(content);
      expect(archiveName(identity)).toMatch(/^[0-9a-f]{20}\.tar$/);
    }),
  );
});

test('an archive of GNU tar may have holes, which no other tar reads', () => {
  expect(canRead('gnu', { tar: 'gnu', fingerprint: '' })).toBe(true);
  expect(canRead('gnu', { tar: 'other', fingerprint: '' })).toBe(true);
  expect(canRead('other', { tar: 'other', fingerprint: '' })).toBe(true);
  expect(canRead('other', { tar: 'gnu', fingerprint: '' })).toBe(false);
});

test('a key of another form has no content', () => {
  expect(contentOf('buildkit-mount-b-x-y-npm')).toBeUndefined();
});
