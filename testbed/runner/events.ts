import { randomBytes } from 'node:crypto';

/** A webhook event as the runner gives it to a step: its name, its refs and the payload of GITHUB_EVENT_PATH. */
export type GitHubEvent = {
  name: string;
  ref: string;
  refType: 'branch' | 'tag';
  sha: string;
  /** Only of pull requests. */
  headRef?: string;
  baseRef?: string;
  /** Sender and author of the event. */
  actor: string;
  payload: Record<string, unknown>;
};

const owner = 'octo-org';
const name = 'app';

/** The repository that events happen in. */
export const repository = `${owner}/${name}`;

export type PushOptions = {
  branch?: string;
  sha?: string;
  before?: string;
  defaultBranch?: string;
  deleted?: boolean;
  actor?: string;
};

/** Returns a push to a branch; the default branch is main, and is what is pushed by default. */
export function pushEvent(options: PushOptions = {}): GitHubEvent {
  const {
    defaultBranch = 'main',
    branch = defaultBranch,
    sha = anySha(),
    before = anySha(),
    deleted = false,
    actor = 'octocat',
  } = options;
  const ref = `refs/heads/${branch}`;
  return {
    name: 'push',
    ref,
    refType: 'branch',
    sha,
    actor,
    payload: {
      ref,
      before,
      after: deleted ? '0'.repeat(40) : sha,
      created: false,
      deleted,
      forced: false,
      base_ref: null,
      compare: `https://github.com/${repository}/compare/${before.slice(0, 12)}...${sha.slice(0, 12)}`,
      commits: deleted ? [] : [commit(sha, actor)],
      head_commit: deleted ? null : commit(sha, actor),
      pusher: { name: actor, email: `${actor}@users.noreply.github.com` },
      ...common(defaultBranch, actor),
    },
  };
}

export type TagOptions = { tag: string; sha?: string; defaultBranch?: string; actor?: string };

/** Returns the push of a tag. */
export function tagEvent({ tag, sha = anySha(), defaultBranch = 'main', actor = 'octocat' }: TagOptions): GitHubEvent {
  const ref = `refs/tags/${tag}`;
  return {
    name: 'push',
    ref,
    refType: 'tag',
    sha,
    actor,
    payload: {
      ref,
      before: '0'.repeat(40),
      after: sha,
      created: true,
      deleted: false,
      forced: false,
      base_ref: `refs/heads/${defaultBranch}`,
      commits: [],
      head_commit: commit(sha, actor),
      ...common(defaultBranch, actor),
    },
  };
}

export type PullRequestOptions = {
  number?: number;
  head?: string;
  base?: string;
  /** The head branch lies in a fork of this owner. */
  fork?: string;
  action?: string;
  merged?: boolean;
  sha?: string;
  defaultBranch?: string;
  actor?: string;
};

/** Returns an open pull request of the same repository, or of a fork; GITHUB_SHA is its merge commit. */
export function pullRequestEvent(options: PullRequestOptions = {}): GitHubEvent {
  const {
    number = 7,
    head = 'feature',
    defaultBranch = 'main',
    base = defaultBranch,
    sha = anySha(),
    merged = false,
  } = options;
  const { action = 'synchronize', fork, actor = fork ?? 'octocat' } = options;
  const shared = common(defaultBranch, actor);
  const closed = action === 'closed';
  const headRepository = fork === undefined ? shared.repository : forkOf(shared.repository, fork);
  return {
    name: 'pull_request',
    // The merge ref is gone once a pull request is merged (docs: "Events that trigger workflows", pull_request).
    ref: closed && merged ? `refs/heads/${base}` : `refs/pull/${number}/merge`,
    refType: 'branch',
    sha,
    headRef: head,
    baseRef: base,
    actor,
    payload: {
      action,
      number,
      pull_request: {
        number,
        state: closed ? 'closed' : 'open',
        merged,
        draft: false,
        title: 'Update the page',
        html_url: `https://github.com/${repository}/pull/${number}`,
        user: { login: actor, type: actor.endsWith('[bot]') ? 'Bot' : 'User' },
        head: { ref: head, sha: anySha(), label: `${fork ?? owner}:${head}`, repo: headRepository },
        base: { ref: base, sha: anySha(), label: `${owner}:${base}`, repo: shared.repository },
      },
      ...shared,
    },
  };
}

export type OtherEventOptions = {
  ref?: string;
  sha?: string;
  defaultBranch?: string;
  actor?: string;
  payload?: Record<string, unknown>;
};

/** Returns any other event, such as schedule or workflow_dispatch; it runs on the default branch unless a ref is given. */
export function otherEvent(eventName: string, options: OtherEventOptions = {}): GitHubEvent {
  const {
    defaultBranch = 'main',
    ref = `refs/heads/${defaultBranch}`,
    sha = anySha(),
    actor = 'octocat',
    payload = {},
  } = options;
  const refType = ref.startsWith('refs/tags/') ? 'tag' : 'branch';
  return { name: eventName, ref, refType, sha, actor, payload: { ...common(defaultBranch, actor), ...payload } };
}

function anySha(): string {
  return randomBytes(20).toString('hex');
}

function common(defaultBranch: string, actor: string) {
  return {
    repository: {
      id: 123456789,
      name,
      full_name: repository,
      private: false,
      fork: false,
      owner: { login: owner, type: 'Organization' },
      html_url: `https://github.com/${repository}`,
      description: 'An application in a container',
      default_branch: defaultBranch,
      license: { key: 'mit', name: 'MIT License', spdx_id: 'MIT' },
    },
    sender: { login: actor, type: actor.endsWith('[bot]') ? 'Bot' : 'User' },
  };
}

function forkOf(original: ReturnType<typeof common>['repository'], login: string) {
  const full = `${login}/${name}`;
  return {
    ...original,
    id: 987654321,
    full_name: full,
    fork: true,
    owner: { login, type: 'User' },
    html_url: `https://github.com/${full}`,
  };
}

function commit(sha: string, author: string) {
  return {
    id: sha,
    message: 'Update the page',
    timestamp: '2026-01-02T03:04:05Z',
    url: `https://github.com/${repository}/commit/${sha}`,
    author: { name: author, username: author, email: `${author}@users.noreply.github.com` },
  };
}
