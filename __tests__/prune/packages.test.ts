import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeletionApi } from '../../src/prune/deletion-api.ts';
import { openGitHub } from '../../src/prune/github.ts';
import { packagesDeletion } from '../../src/prune/packages.ts';
import { parseReference } from '../../src/text/reference.ts';
import { failure, type GitHubServer, type GitHubState, startGitHub } from './github-server.ts';

let server: GitHubServer;
let remove: DeletionApi;

beforeEach(async () => {
  server = await startGitHub({
    versions: [
      { id: 1, name: 'sha256:one', tags: ['own'] },
      { id: 2, name: 'sha256:two', tags: ['own-2', 'own-2-wip'] },
      { id: 3, name: 'sha256:three', tags: ['own-3', 'v1'] },
      { id: 4, name: 'sha256:four', tags: [] },
      ...Array.from({ length: 150 }, (_, index) => ({ id: 100 + index, name: `sha256:${index}`, tags: [`v${index}`] })),
      { id: 5, name: 'sha256:five', tags: ['own-5'] },
    ],
  });
  open();
});

function open(stale = ['own', 'own-2', 'own-2-wip', 'own-3', 'own-5']): void {
  const { signal } = new AbortController();
  const github = openGitHub({ apiUrl: server.url, token: 't', repository: 'octo-org/app', signal });
  remove = packagesDeletion(github, parseReference('ghcr.io/octo-org/tools/app'), new Set(stale));
}

afterEach(() => server.close());

const ids = (): number[] => server.state.versions.map(({ id }) => id).filter((id) => id < 100);
const DELETED = { kind: 'deleted', frees: true };

describe('a version goes', () => {
  test.each<[GitHubState['accountType'], string]>([
    ['Organization', 'orgs'],
    ['User', 'users'],
  ])('with its only tag, of a package that belongs to: %s', async (type, kind) => {
    server.state.accountType = type;
    expect(await remove({ tag: 'own', digest: 'sha256:one' })).toStrictEqual(DELETED);
    expect(ids()).toStrictEqual([2, 3, 4, 5]);
    const versions = `/${kind}/octo-org/packages/container/tools/app/versions`;
    expect(server.requests).toStrictEqual([
      'GET /users/octo-org',
      `GET ${versions}`,
      `GET ${versions} page 2`,
      `GET ${versions}/1`,
      `DELETE ${versions}/1`,
    ]);
  });

  test('with all its tags, of which each counts', async () => {
    expect(await remove({ tag: 'own-2', digest: 'sha256:two' })).toStrictEqual(DELETED);
    expect(await remove({ tag: 'own-2-wip', digest: 'sha256:two' })).toStrictEqual(DELETED);
    expect(ids()).toStrictEqual([1, 3, 4, 5]);
  });

  test('that stands on a later page', async () => {
    expect(await remove({ tag: 'own-5', digest: 'sha256:five' })).toStrictEqual(DELETED);
    expect(ids()).toStrictEqual([1, 2, 3, 4]);
  });
});

describe('a version stays', () => {
  test('when it has a tag that is not ours to delete', async () => {
    const end = await remove({ tag: 'own-3', digest: 'sha256:three' });
    expect(end).toStrictEqual({ kind: 'kept', reason: 'v1 has the same manifest' });
    expect(ids()).toStrictEqual([1, 2, 3, 4, 5]);
  });

  test('when it has got such a tag since the list was read', async () => {
    server.before = (request) => {
      if (request.endsWith('/versions/1')) server.state.versions[0]?.tags.push('latest');
      return undefined;
    };
    expect(await remove({ tag: 'own', digest: 'sha256:one' })).toStrictEqual({
      kind: 'kept',
      reason: 'latest has the same manifest',
    });
    expect(ids()).toStrictEqual([1, 2, 3, 4, 5]);
  });

  test('when the tag is written again', async () => {
    expect(await remove({ tag: 'own', digest: 'sha256:other' })).toStrictEqual({
      kind: 'kept',
      reason: 'it was written again meanwhile',
    });
    expect(ids()).toStrictEqual([1, 2, 3, 4, 5]);
  });

  test('when GitHub does not know the tag', async () => {
    expect(await remove({ tag: 'x', digest: 'sha256:x' })).toStrictEqual({
      kind: 'kept',
      reason: 'GitHub lists no version of the package with this tag',
    });
  });

  test.each([
    [
      'page 2',
      failure(500, 'Server Error'),
      500,
      'Looking for the versions of ghcr.io/octo-org/tools/app failed: GitHub answers 500: Server Error.',
    ],
    [
      '/users/octo-org',
      failure(404, 'Not Found'),
      404,
      'Looking for the versions of ghcr.io/octo-org/tools/app failed: GitHub answers 404: Not Found. The job\'s token needs "permissions: packages: write".',
    ],
  ])('all of them when a list cannot be read: %s', async (end, reply, status, reason) => {
    server.before = (request) => (request.endsWith(end) ? reply : undefined);
    expect(await remove({ tag: 'own', digest: 'sha256:one' })).toStrictEqual({ kind: 'failed', status, reason });
    expect(ids()).toStrictEqual([1, 2, 3, 4, 5]);
  });

  test('when GitHub does not let it be deleted, with what it needs', async () => {
    server.before = (request) => (request.startsWith('DELETE') ? failure(403, 'Package admin required') : undefined);
    expect(await remove({ tag: 'own', digest: 'sha256:one' })).toStrictEqual({
      kind: 'failed',
      status: 403,
      reason:
        'Deleting a version of ghcr.io/octo-org/tools/app failed: GitHub answers 403: Package admin required. The job\'s token needs "permissions: packages: write" and, in the settings of the package, the role "Admin".',
    });
  });
});
