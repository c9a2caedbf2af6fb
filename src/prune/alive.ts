import type { Scope } from '../cache/event.ts';
import { scopePrefix } from '../cache/key.ts';
import { type Errand, type GitHub, GitHubError, type Parameters } from './github.ts';

/** Which kinds of scopes are asked for: nothing is asked of GitHub that no cache depends on. */
export interface Wanted {
  readonly branches: boolean;
  readonly pullRequests: boolean;
}

/**
 * Reads the prefixes of the tags of all branches and all open pull requests there are; throws a GitHubError when a list cannot be read
 * whole. To be asked after the caches were listed: a cache that was there before and is of none of these scopes has none any more.
 *
 * `expected` is a branch that must be in the list, `refs/heads/…`.
 */
export async function readAlive(
  github: GitHub,
  wanted: Wanted,
  expected: string | undefined,
): Promise<ReadonlySet<string>> {
  const [branches, pullRequests] = await Promise.all([
    wanted.branches ? readBranches(github, expected) : [],
    wanted.pullRequests ? readOpenPullRequests(github) : [],
  ]);
  return new Set([...branches, ...pullRequests].map(scopePrefix));
}

const BRANCHES: Errand = { doing: 'Listing the branches', permission: 'contents: read' };
const PULL_REQUESTS: Errand = { doing: 'Listing the pull requests', permission: 'pull-requests: read' };

async function readBranches(github: GitHub, expected: string | undefined): Promise<Scope[]> {
  const items = await readTwice(github, BRANCHES, 'GET /repos/{owner}/{repo}/branches', {});
  const refs = items.map(({ name }) => `refs/heads/${typeof name === 'string' ? name : noList(BRANCHES)}`);
  if (expected !== undefined && !refs.includes(expected)) {
    throw new GitHubError(`The list of branches is not whole: ${expected} is not in it.`);
  }
  return refs.map((ref) => ({ kind: 'branch', ref }));
}

async function readOpenPullRequests(github: GitHub): Promise<Scope[]> {
  const items = await readTwice(github, PULL_REQUESTS, 'GET /repos/{owner}/{repo}/pulls', { state: 'open' });
  return items.map(({ number }) => ({
    kind: 'pull-request',
    number: typeof number === 'number' ? number : noList(PULL_REQUESTS),
  }));
}

/** Pages are counted by position: what ends while they are read makes another item slip into a page that was read already. */
async function readTwice(
  github: GitHub,
  errand: Errand,
  route: string,
  parameters: Parameters,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const list = () => github.list(errand, route, { ...github.place, ...parameters });
  const pages = await list();
  const again = pages.length > 1 ? await list() : [];
  return [...pages, ...again].flat().map((item) => Object(item));
}

function noList({ doing }: Errand): never {
  throw new GitHubError(`${doing} failed: GitHub sent something that is not in its documented form.`);
}
