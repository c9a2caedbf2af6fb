import type { GitContext } from '../request/git-context.ts';

/** The owner of a cache: a branch (with the whole `ref`, `refs/heads/…`) or a pull request. */
export type Scope =
  | { readonly kind: 'branch'; readonly ref: string }
  | { readonly kind: 'pull-request'; readonly number: number };

/** The letters of the event table: S pushed branch, D default branch, B base branch, P pull request, H its head branch. */
export type Letter = 'S' | 'D' | 'B' | 'P' | 'H';

/** The facts about a run that the event table needs; none of them is a decision. */
export interface EventFacts {
  /** The event's name; a run without event and payload, such as a build by hand, counts as a push. */
  readonly event: string;
  readonly ref: 'queue' | 'default' | 'branch' | 'tag' | 'other';
  /** Whether the push removed its ref. */
  readonly deleted: boolean;
  /** `foreign`: from another or a removed repository, or by Dependabot; undefined: the event has no pull request. */
  readonly pull: 'closed' | 'foreign' | 'open' | undefined;
  /** What named the default branch: the event, or, where the event names none, the ref that was pushed. */
  readonly defaultFrom: 'event' | 'ref' | undefined;
  readonly scopes: Readonly<Record<Letter, Scope | undefined>>;
}

/** Reads the facts for the event table from the event, its payload and the ref; those that a malformed payload lacks are missing. */
export function toEventFacts(git: GitContext): EventFacts {
  const { payload, ref } = git;
  const event = git.event === '' && payload === undefined ? 'push' : git.event;
  const named = branch(text(payload, 'repository', 'default_branch'));
  const pushed = hasName(ref, 'refs/heads/') ? { kind: 'branch' as const, ref } : undefined;
  const queueBase = QUEUE.exec(ref)?.[1];
  const number = pullNumber(git);
  const scopes = {
    S: pushed,
    D: named ?? pushed,
    B: event === 'push' ? branch(queueBase) : toBase(payload),
    P: number === undefined ? undefined : { kind: 'pull-request' as const, number },
    H: branch(text(payload, 'pull_request', 'head', 'ref')),
  };
  return {
    event,
    ref: toRefKind(ref, named),
    deleted: at(payload, 'deleted') === true,
    pull: number === undefined ? undefined : toPullState(git),
    defaultFrom: named !== undefined ? 'event' : pushed !== undefined ? 'ref' : undefined,
    scopes,
  };
}

/** A merge queue's branch: `gh-readonly-queue/<base>/pr-<number>-<sha>`; the base may hold slashes itself. */
const QUEUE = /^refs\/heads\/gh-readonly-queue\/(.+)\/pr-[^/]*$/s;

function toRefKind(ref: string, named: (Scope & { kind: 'branch' }) | undefined): EventFacts['ref'] {
  if (hasName(ref, 'refs/tags/')) return 'tag';
  if (!hasName(ref, 'refs/heads/')) return 'other';
  if (QUEUE.test(ref)) return 'queue';
  return named === undefined || named.ref === ref ? 'default' : 'branch';
}

function toBase(payload: GitContext['payload']): Scope | undefined {
  const group = text(payload, 'merge_group', 'base_ref');
  if (group !== undefined) return hasName(group, 'refs/heads/') ? { kind: 'branch', ref: group } : undefined;
  return branch(text(payload, 'pull_request', 'base', 'ref'));
}

function toPullState(git: GitContext): EventFacts['pull'] {
  const { payload } = git;
  // A closed pull request still fires `labeled` or `edited`, so its state counts as much as the action.
  if (at(payload, 'action') === 'closed' || at(payload, 'pull_request', 'state') === 'closed') return 'closed';
  if (text(payload, 'pull_request', 'user', 'login') === 'dependabot[bot]') return 'foreign';
  const here = text(payload, 'repository', 'full_name') ?? git.repository;
  return text(payload, 'pull_request', 'head', 'repo', 'full_name') === here ? 'open' : 'foreign';
}

function pullNumber(git: GitContext): number | undefined {
  const number = at(git.payload, 'pull_request', 'number');
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** The payload names branches without `refs/heads/`. It is always added, since a branch may itself be called `refs/heads/x`. */
function branch(name: string | undefined): (Scope & { kind: 'branch' }) | undefined {
  return name === undefined ? undefined : { kind: 'branch', ref: `refs/heads/${name}` };
}

function hasName(ref: string, prefix: string): boolean {
  return ref.startsWith(prefix) && ref.length > prefix.length;
}

function text(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[name] : undefined,
    value,
  );
}
