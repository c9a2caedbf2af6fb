import { readFile } from 'node:fs/promises';
import { findGitFolders, type GitFolders, isAncestor, readCommitTime, readHead } from './git-repository.ts';

/** Where this run stands in git and in GitHub: the event, the pushed ref and whose code it is. */
export interface GitContext {
  /** GITHUB_EVENT_NAME; '' when unknown. */
  readonly event: string;
  /** GITHUB_REF as given (`refs/heads/…`, `refs/tags/…`, `refs/pull/N/merge`); '' when unknown. */
  readonly ref: string;
  readonly sha: string;
  /** `owner/name`. */
  readonly repository: string;
  /** Like `https://github.com`. */
  readonly serverUrl: string;
  /** The event's payload, as parsed from its file; undefined when there is none or it is not JSON. */
  readonly payload: Readonly<Record<string, unknown>> | undefined;
  /** How the workspace's HEAD relates to GITHUB_SHA; `unknown`: no git repository there. */
  readonly head: 'same' | 'ahead' | 'differs' | 'unknown';
  /** Commit time of the sha, ISO 8601 UTC with seconds; undefined when neither git nor the payload tells it. */
  readonly commitTime: string | undefined;
  /** ACTIONS_CACHE_MODE. */
  readonly actionsCacheMode: 'none' | 'read' | 'write' | 'write-only' | undefined;
}

/** What the environment and the event's payload tell, without a look at the workspace. */
export type EventContext = Omit<GitContext, 'head' | 'commitTime'>;

/** The environment of the step, where inputs refer to it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the inputs refer to: the run, the folder that paths are relative to, the environment. */
export interface Surroundings {
  readonly git: GitContext;
  readonly workspace: string;
  readonly env: Environment;
  /** Says what a person should know of an input that is taken all the same. */
  readonly warn: (text: string) => void;
}

/** Reads the repository, ref, commit and event of this run from the runner's environment, the event's payload and the workspace; never throws. */
export async function readGitContext(env: Environment, workspace: string): Promise<GitContext> {
  const [payloadText, folders] = await Promise.all([readPayload(env.GITHUB_EVENT_PATH), findGitFolders(workspace)]);
  const context = parseGitContext(env, payloadText);
  const told = toCommitTime(context);
  const [head, commitTime] = await Promise.all([
    compareHead(folders, context.sha),
    told ?? (folders && readCommitTime(folders, context.sha).then(toUtcSeconds)),
  ]);
  return { ...context, head, commitTime };
}

/** Makes the part of the context that environment and payload tell; what is missing or unknown there is empty or undefined. */
export function parseGitContext(env: Environment, payloadText: string | undefined): EventContext {
  return {
    event: env.GITHUB_EVENT_NAME ?? '',
    ref: env.GITHUB_REF ?? '',
    sha: env.GITHUB_SHA ?? '',
    repository: env.GITHUB_REPOSITORY ?? '',
    serverUrl: env.GITHUB_SERVER_URL || 'https://github.com',
    payload: parsePayload(payloadText),
    actionsCacheMode: toCacheMode(env.ACTIONS_CACHE_MODE),
  };
}

/** Finds the time of the run's commit in the payload (push, merge_group), as UTC seconds; undefined when it tells of another commit. */
export function toCommitTime({ payload, sha }: EventContext): string | undefined {
  const group = payload?.merge_group;
  const commits = [payload?.head_commit, isRecord(group) ? group.head_commit : undefined];
  const commit = commits.find((each) => isRecord(each) && each.id === sha);
  return isRecord(commit) ? toUtcSeconds(commit.timestamp) : undefined;
}

/** Normalises an ISO 8601 time with a zone to UTC seconds (`2026-11-24T07:20:12Z`); undefined when it is none. */
export function toUtcSeconds(time: unknown): string | undefined {
  if (typeof time !== 'string' || !ISO_TIME.test(time)) return undefined;
  const milliseconds = Date.parse(time);
  return Number.isNaN(milliseconds) ? undefined : `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

async function readPayload(path: string | undefined): Promise<string | undefined> {
  return path ? await readFile(path, 'utf8').catch(() => undefined) : undefined;
}

async function compareHead(folders: GitFolders | undefined, sha: string): Promise<GitContext['head']> {
  if (folders === undefined || sha === '') return 'unknown';
  const head = await readHead(folders);
  if (head === sha) return 'same';
  return head !== undefined && (await isAncestor(folders, sha, head)) ? 'ahead' : 'differs';
}

function parsePayload(text: string | undefined): GitContext['payload'] {
  try {
    const payload: unknown = JSON.parse(text ?? 'null');
    return isRecord(payload) ? payload : undefined;
  } catch {
    return undefined;
  }
}

/** A mode that is not known restricts nothing, as in the Actions cache's own client. */
function toCacheMode(text: string | undefined): GitContext['actionsCacheMode'] {
  const mode = text?.trim().toLowerCase();
  return mode === 'none' || mode === 'read' || mode === 'write' || mode === 'write-only' ? mode : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
