import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type GitHub, GitHubError, openGitHub } from '../../src/prune/github.ts';
import { failure, type GitHubServer, startGitHub } from './github-server.ts';

let server: GitHubServer;
let cancel: AbortController;
let github: GitHub;
const errand = { doing: 'Listing the branches', permission: 'contents: read' };
const branches = () => github.list(errand, 'GET /repos/{owner}/{repo}/branches', github.place);

beforeEach(async () => {
  server = await startGitHub({ branches: Array.from({ length: 250 }, (_, index) => `branch-${index}`) });
  cancel = new AbortController();
  const { signal } = cancel;
  github = openGitHub({ apiUrl: server.url, token: 'ghs_secret', repository: 'octo-org/app', signal });
});

afterEach(() => server.close());

test('a list is read page by page, a hundred at once, with the token', async () => {
  const pages = await branches();
  expect(pages.map((page) => page.length)).toStrictEqual([100, 100, 50]);
  expect(pages.flat()).toMatchObject(server.state.branches.map((name) => ({ name })));
  expect(server.requests).toStrictEqual([
    'GET /repos/octo-org/app/branches',
    'GET /repositories/1300192/branches page 2',
    'GET /repositories/1300192/branches page 3',
  ]);
  expect([...server.tokens]).toStrictEqual(['token ghs_secret']);
});

describe('a list with a page that cannot be read is none', () => {
  const onPage2 = (status: number, message: string): void => {
    server.before = (request) => (request.endsWith('page 2') ? failure(status, message) : undefined);
  };

  test.each([
    [500, 'Server Error', 'GitHub answers 500: Server Error.'],
    [409, 'Conflict', 'GitHub answers 409: Conflict.'],
    [403, 'API rate limit exceeded.', 'GitHub answers 403: API rate limit exceeded.'],
    [
      404,
      'Not\n::error::Found',
      `GitHub answers 404: Not ::error::Found. The job's token needs "permissions: contents: read".`,
    ],
  ])('for a status of %i', async (status, message, sentence) => {
    onPage2(status, message);
    await expect(branches()).rejects.toThrow(new GitHubError(`Listing the branches failed: ${sentence}`, status));
  });

  test('for an answer that is no list', async () => {
    server.before = (request) => (request.endsWith('page 2') ? { status: 200, body: {} } : undefined);
    await expect(branches()).rejects.toThrow('Listing the branches failed: GitHub sent something that is no list.');
  });

  test('for an answer that is empty', async () => {
    server.before = (request) => (request.endsWith('page 2') ? { status: 200 } : undefined);
    await expect(branches()).rejects.toThrow('Listing the branches failed: GitHub sent something that is no list.');
  });

  test('when nobody answers', async () => {
    await server.close();
    await expect(branches()).rejects.toThrow(/^Listing the branches failed: GitHub did not answer \(.+\)\.$/);
  });

  test('when the job is cancelled', async () => {
    const reason = new Error('The job was cancelled.');
    server.before = (request) => {
      if (request.endsWith('page 2')) cancel.abort(reason);
      return undefined;
    };
    await expect(branches()).rejects.toBe(reason);
  });
});
