import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { getOctokit } from '@actions/github';

type Rest = ReturnType<typeof getOctokit>['rest'];
/** An answer's body in the form that GitHub documents for it. */
type Documented<T extends (...args: never[]) => Promise<{ data: unknown }>> = Awaited<ReturnType<T>>['data'];
type Branch = Documented<Rest['repos']['listBranches']>[number];
type Pull = Pick<Documented<Rest['pulls']['list']>[number], 'id' | 'number' | 'state' | 'title'>;
type CacheList = Documented<Rest['actions']['getActionsCacheList']>;
type Version = Documented<Rest['packages']['getAllPackageVersionsForPackageOwnedByOrg']>[number];

/** What this GitHub holds, in the order in which it lists it. */
export interface GitHubState {
  branches: string[];
  openPullRequests: number[];
  caches: { id: number; key: string; ref: string; size_in_bytes: number; created_at: string }[];
  /** The versions of all packages. */
  versions: { id: number; name: string; tags: string[] }[];
  accountType: 'Organization' | 'User';
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly link?: string;
}

export interface GitHubServer {
  /** For GITHUB_API_URL. */
  readonly url: string;
  readonly state: GitHubState;
  /** `GET /repos/o/r/branches page 2`. */
  readonly requests: readonly string[];
  /** Tokens that came along. */
  readonly tokens: ReadonlySet<string>;
  /** Called with each request in the form above before it is carried out; what it returns is answered instead. */
  before: (request: string) => Reply | undefined;
  close(): Promise<void>;
}

/** Starts GitHub's REST API on loopback, as far as pruning uses it. */
export async function startGitHub(given: Partial<GitHubState> = {}): Promise<GitHubServer> {
  const state: GitHubState = {
    branches: ['main'],
    openPullRequests: [],
    caches: [],
    versions: [],
    accountType: 'User',
    ...given,
  };
  const requests: string[] = [];
  const tokens = new Set<string>();
  const server = createServer((incoming, response) => {
    const url = new URL(incoming.url ?? '', github.url);
    const method = incoming.method ?? '';
    const page = Number(url.searchParams.get('page') ?? 1);
    const request = `${method} ${decodeURIComponent(url.pathname)}${page > 1 ? ` page ${page}` : ''}`;
    requests.push(request);
    tokens.add(incoming.headers.authorization ?? '');
    const { status, body, link } = github.before(request) ?? answer(state, method, url);
    if (link !== undefined) response.setHeader('link', link);
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
    response.end(body && JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const github: GitHubServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    requests,
    tokens,
    before: () => undefined,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return github;
}

/** The answer to a request that goes wrong. */
export function failure(status: number, message: string): Reply {
  return { status, body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) } };
}

const NOT_FOUND = failure(404, 'Not Found');

function answer(state: GitHubState, method: string, url: URL): Reply {
  // Links to further pages name a repository by its id, as GitHub's do.
  const path = url.pathname.replace(/^\/repositories\/\d+\//, '/repos/octo-org/app/');
  const [, versions, version] =
    /^\/(?:orgs|users)\/[^/]+\/packages\/container\/[^/]+\/(versions)(?:\/(\d+))?$/.exec(path) ?? [];
  const cache = /^\/repos\/[^/]+\/[^/]+\/actions\/caches\/(\d+)$/.exec(path)?.[1];
  if (method === 'DELETE' && cache) return remove(state.caches, Number(cache));
  if (method === 'DELETE' && version) return remove(state.versions, Number(version));
  if (method !== 'GET') return NOT_FOUND;
  if (version) return one(state.versions.find(({ id }) => id === Number(version)));
  if (versions) return page(url, state.versions, (items) => items.map(toVersion));
  if (path.startsWith('/users/')) return { status: 200, body: { login: path.split('/')[2], type: state.accountType } };
  if (path.endsWith('/branches')) return page(url, state.branches, (names) => names.map(toBranch));
  if (path.endsWith('/pulls')) return page(url, state.openPullRequests, (numbers) => numbers.map(toPull));
  return path.endsWith('/actions/caches') ? listCaches(state, url) : NOT_FOUND;
}

function listCaches(state: GitHubState, url: URL): Reply {
  const key = url.searchParams.get('key') ?? '';
  const ref = url.searchParams.get('ref');
  const found = state.caches.filter((each) => each.key.startsWith(key) && (ref === null || each.ref === ref));
  return page(
    url,
    found,
    (caches): CacheList => ({
      total_count: found.length,
      actions_caches: caches.map((each) => ({ ...each, version: 'v', last_accessed_at: each.created_at })),
    }),
  );
}

function page<T>(url: URL, all: readonly T[], write: (items: readonly T[]) => unknown): Reply {
  const size = Math.min(100, Number(url.searchParams.get('per_page') ?? 30));
  const number = Number(url.searchParams.get('page') ?? 1);
  const reply = { status: 200, body: write(all.slice((number - 1) * size, number * size)) };
  if (number * size >= all.length) return reply;
  const next = new URL(url.pathname.replace(/^\/repos\/[^/]+\/[^/]+\//, '/repositories/1300192/') + url.search, url);
  next.searchParams.set('page', String(number + 1));
  return { ...reply, link: `<${url.href}>; rel="prev", <${next.href}>; rel="next", <${next.href}>; rel="last"` };
}

function one(version: GitHubState['versions'][number] | undefined): Reply {
  return version === undefined ? NOT_FOUND : { status: 200, body: toVersion(version) };
}

function remove(from: { id: number }[], id: number): Reply {
  const index = from.findIndex((each) => each.id === id);
  if (index < 0) return NOT_FOUND;
  from.splice(index, 1);
  return { status: 204 };
}

const toBranch = (name: string): Branch => ({
  name,
  commit: {
    sha: 'c5b97d5ae6c19d5c5df71a34c7fbeeda2479ccbc',
    url: 'https://api.github.com/repos/octo-org/app/commits/c5b97d5',
  },
  protected: false,
});

const toPull = (number: number): Pull => ({ id: number, number, state: 'open', title: 'Update the page' });

const toVersion = ({ id, name, tags }: GitHubState['versions'][number]): Version => ({
  id,
  name,
  url: `https://api.github.com/orgs/octo-org/packages/container/app/versions/${id}`,
  package_html_url: 'https://github.com/orgs/octo-org/packages/container/package/app',
  created_at: '2026-01-02T03:04:05Z',
  updated_at: '2026-01-02T03:04:05Z',
  metadata: { package_type: 'container', container: { tags } },
});
