import type { Failure } from '../registry/client.ts';

/** What is asked of GitHub, for the sentence about it when it fails: `Listing the branches`, `contents: read`. */
export interface Errand {
  readonly doing: string;
  /** What the job's token must be allowed. */
  readonly permission: string;
}

/** GitHub's REST API, as a job of one repository may use it. */
export interface GitHub {
  /** `owner` and `repo` of the job's repository, for routes. */
  readonly place: { readonly owner: string; readonly repo: string };
  /** Makes one request and gives the answer's body; throws a GitHubError. */
  request(errand: Errand, route: string, parameters: Parameters): Promise<unknown>;
  /** Reads all pages of a list and gives their items; throws a GitHubError when one page cannot be read or is no list. */
  list(errand: Errand, route: string, parameters: Parameters, items?: (page: unknown) => unknown): Promise<unknown[][]>;
}

export type Parameters = Readonly<Record<string, string | number>>;

/** Why GitHub did not do what it was asked: a sentence. */
export class GitHubError extends Error {
  override readonly name = 'GitHubError';
  /** Undefined: there was no answer. */
  readonly status: number | undefined;

  constructor(sentence: string, status?: number) {
    super(sentence);
    this.status = status;
  }
}

/** Makes a failed removal of a GitHubError; throws any other error again. */
export function toGitHubFailure(error: unknown): Failure {
  if (!(error instanceof GitHubError)) throw error;
  return { kind: 'failed', reason: error.message, ...(error.status !== undefined && { status: error.status }) };
}

export interface GitHubOptions {
  /** Like https://api.github.com. */
  readonly apiUrl: string;
  readonly token: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly signal: AbortSignal;
}

/** Opens GitHub's API for a repository; the toolkit for it is loaded by the first request. */
export function openGitHub({ apiUrl, token, repository, signal }: GitHubOptions): GitHub {
  const [owner = '', repo = ''] = repository.split('/');
  const opened = once(async () => {
    const { getOctokit } = await import('@actions/github');
    return getOctokit(token, { baseUrl: apiUrl, userAgent: 'buildkit-build-action' });
  });

  const ask = async (errand: Errand, route: string, parameters: Parameters) => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MILLISECONDS)]);
    const octokit = await opened();
    return octokit.request(route, { ...parameters, request: { signal: limit } }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw explain(errand, error);
    });
  };

  return {
    place: { owner, repo },
    request: async (errand, route, parameters) => (await ask(errand, route, parameters)).data,
    async list(errand, route, parameters, items = (page) => page) {
      const pages: unknown[][] = [];
      let next: string | undefined = route;
      while (next !== undefined) {
        const first = pages.length === 0;
        // A page's link holds all parameters.
        const { data, headers } = await ask(errand, next, first ? { ...parameters, per_page: 100 } : {});
        const page = items(data);
        if (!Array.isArray(page))
          throw new GitHubError(`${errand.doing} failed: GitHub sent something that is no list.`);
        pages.push(page);
        next = nextPage(headers.link);
      }
      return pages;
    },
  };
}

const TIMEOUT_MILLISECONDS = 30_000;

/** Octokit's own pagination takes a page that answers 409 for the last one, so this one is ours. */
function nextPage(link: string | undefined): string | undefined {
  const url = /<([^<>]+)>;\s*rel="next"/.exec(link ?? '')?.[1];
  return url === undefined ? undefined : `GET ${url}`;
}

function explain({ doing, permission }: Errand, error: unknown): GitHubError {
  const { status, response, message } = Object(error);
  if (response === undefined) return new GitHubError(`${doing} failed: GitHub did not answer (${oneLine(message)}).`);
  const said = oneLine(response.data?.message ?? '');
  const isRight = [401, 403, 404].includes(status) && !/rate limit/i.test(said);
  const hint = isRight ? ` The job's token needs "permissions: ${permission}".` : '';
  return new GitHubError(`${doing} failed: GitHub answers ${status}${said === '' ? '' : `: ${said}`}.${hint}`, status);
}

function oneLine(text: unknown): string {
  const line = String(text).replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ');
  return line.trim().replace(/\.$/, '').slice(0, 160);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
