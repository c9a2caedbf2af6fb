import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cacheTag } from '../../src/cache/key.ts';
import { parseCacheTag } from '../../src/prune/cache-tag.ts';
import { type GitHub, openGitHub } from '../../src/prune/github.ts';
import { deleteMount, listMounts, type MountEntry } from '../../src/prune/mount-entries.ts';
import { failure, type GitHubServer, startGitHub } from './github-server.ts';

const created_at = '2026-11-24T08:03:03Z';
const saved = (id: number, ref: string, key = `buildkit-mount-${id}`) => ({
  id,
  ref,
  key,
  size_in_bytes: id * 10,
  created_at,
});
const entry = (id: number, tag: MountEntry['tag']): MountEntry => ({
  id,
  key: `buildkit-mount-${id}`,
  tag,
  bytes: id * 10,
  savedAt: Date.parse(created_at),
});
const branch = { kind: 'branch', ref: 'refs/heads/a/b' } as const;
const pull = { kind: 'pull-request', number: 12 } as const;

let server: GitHubServer;
let github: GitHub;

beforeEach(async () => {
  server = await startGitHub({
    caches: [
      saved(1, 'refs/heads/a/b'),
      saved(2, 'refs/pull/12/merge'),
      saved(3, 'refs/tags/v1'),
      saved(4, 'refs/heads/a/b', 'setup-node-4'),
    ],
  });
  const { signal } = new AbortController();
  github = openGitHub({ apiUrl: server.url, token: 't', repository: 'octo-org/app', signal });
});

afterEach(() => server.close());

describe('saved cache mounts are listed', () => {
  test('all of them, each with the tag that a layer cache of its scope has', async () => {
    expect(await listMounts(github, undefined)).toStrictEqual({
      kind: 'read',
      entries: [
        entry(1, parseCacheTag(cacheTag(branch, ''))),
        entry(2, parseCacheTag(cacheTag(pull, ''))),
        entry(3, undefined),
      ],
    });
  });

  test.each([
    [branch, [1]],
    [pull, [2]],
    [{ kind: 'branch', ref: 'refs/heads/a' } as const, []],
  ])('those of one scope: %o', async (scope, ids) => {
    const list = await listMounts(github, scope);
    expect(list.kind === 'read' && list.entries.map(({ id }) => id)).toStrictEqual(ids);
  });

  test('without those that are not in the documented form, or not ours', async () => {
    const body = {
      total_count: 4,
      actions_caches: [{ id: 1 }, saved(2, 'refs/heads/a', 'x'), null, { ...saved(5, 'r'), created_at: '' }],
    };
    server.before = () => ({ status: 200, body });
    expect(await listMounts(github, undefined)).toStrictEqual({
      kind: 'read',
      entries: [{ ...entry(5, undefined), savedAt: undefined }],
    });
  });

  test('not where the token may not look, which is no fault', async () => {
    server.before = () => failure(403, 'Resource not accessible by integration');
    expect(await listMounts(github, undefined)).toStrictEqual({
      kind: 'not-read',
      reason:
        'Listing the Actions cache failed: GitHub answers 403: Resource not accessible by integration. The job\'s token needs "permissions: actions: write".',
    });
  });

  test.each([
    [500, 'Server Error'],
    [403, 'You have exceeded a secondary rate limit'],
  ])('not when GitHub answers %i: %s, which is one', async (status, message) => {
    server.before = () => failure(status, message);
    await expect(listMounts(github, undefined)).rejects.toThrow(
      `Listing the Actions cache failed: GitHub answers ${status}`,
    );
  });
});

describe('a saved cache mount is deleted', () => {
  const mount = entry(1, undefined);

  test('by its id', async () => {
    expect(await deleteMount(github, mount)).toStrictEqual({ kind: 'deleted', frees: true });
    expect(server.state.caches.map(({ id }) => id)).toStrictEqual([2, 3, 4]);
    expect(await deleteMount(github, mount)).toStrictEqual({ kind: 'kept', reason: 'it was gone already' });
  });

  test('not without the right', async () => {
    server.before = () => failure(403, 'Resource not accessible by integration');
    expect(await deleteMount(github, mount)).toStrictEqual({
      kind: 'failed',
      status: 403,
      reason:
        'Deleting buildkit-mount-1 from the Actions cache failed: GitHub answers 403: Resource not accessible by integration. The job\'s token needs "permissions: actions: write".',
    });
  });
});
