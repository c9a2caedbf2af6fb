import { afterEach, expect, test } from 'vitest';
import { scopePrefix } from '../../src/cache/key.ts';
import { readAlive } from '../../src/prune/alive.ts';
import { type GitHub, openGitHub } from '../../src/prune/github.ts';
import { failure, type GitHubServer, type GitHubState, startGitHub } from './github-server.ts';

let server: GitHubServer;

async function open(state: Partial<GitHubState>): Promise<GitHub> {
  server = await startGitHub(state);
  const { signal } = new AbortController();
  return openGitHub({ apiUrl: server.url, token: 't', repository: 'octo-org/app', signal });
}

afterEach(() => server.close());

const both = { branches: true, pullRequests: true };
const branch = (name: string): string => scopePrefix({ kind: 'branch', ref: `refs/heads/${name}` });
const pull = (number: number): string => scopePrefix({ kind: 'pull-request', number });

test('branches and open pull requests are known by the prefixes of their tags', async () => {
  const github = await open({ branches: ['main', 'feature/ä', 'refs/heads/x'], openPullRequests: [7, 12] });
  expect(await readAlive(github, both, 'refs/heads/main')).toStrictEqual(
    new Set([branch('main'), branch('feature/ä'), branch('refs/heads/x'), pull(7), pull(12)]),
  );
});

test('nothing is asked that no cache depends on', async () => {
  const github = await open({});
  await readAlive(github, { branches: false, pullRequests: true }, 'refs/heads/main');
  await readAlive(github, { branches: true, pullRequests: false }, 'refs/heads/main');
  expect(server.requests).toStrictEqual(['GET /repos/octo-org/app/pulls', 'GET /repos/octo-org/app/branches']);
});

test('what slips into an earlier page while the pages are read is not missed', async () => {
  const names = ['main', ...Array.from({ length: 150 }, (_, index) => `branch-${index}`)];
  const github = await open({ branches: names });
  let deleted = false;
  server.before = (request) => {
    // The branch of the first page is deleted after that page was sent, so the first of the second page is now in the first.
    if (request.endsWith('page 2') && !deleted) server.state.branches.splice(1, 1);
    deleted ||= request.endsWith('page 2');
    return undefined;
  };
  const alive = await readAlive(github, { branches: true, pullRequests: false }, 'refs/heads/main');
  expect(names.filter((name) => !alive.has(branch(name)))).toStrictEqual([]);
  expect(deleted).toBe(true);
});

test('a list of branches without the default branch is not whole', async () => {
  const github = await open({ branches: [] });
  await expect(readAlive(github, both, 'refs/heads/main')).rejects.toThrow(
    'The list of branches is not whole: refs/heads/main is not in it.',
  );
});

test.each([
  ['GET /repos/octo-org/app/branches', [{}], 'Listing the branches'],
  ['GET /repos/octo-org/app/branches', [null], 'Listing the branches'],
  ['GET /repos/octo-org/app/pulls', [{ number: '7' }], 'Listing the pull requests'],
])('a list with an item that is none is not used: %s %o', async (route, body, doing) => {
  const github = await open({});
  server.before = (request) => (request === route ? { status: 200, body } : undefined);
  await expect(readAlive(github, both, undefined)).rejects.toThrow(
    `${doing} failed: GitHub sent something that is not in its documented form.`,
  );
});

test('a list that GitHub does not give is named with the right that it needs', async () => {
  const github = await open({});
  server.before = (request) =>
    request.endsWith('/pulls') ? failure(403, 'Resource not accessible by integration') : undefined;
  await expect(readAlive(github, both, undefined)).rejects.toThrow(
    'Listing the pull requests failed: GitHub answers 403: Resource not accessible by integration. The job\'s token needs "permissions: pull-requests: read".',
  );
});
