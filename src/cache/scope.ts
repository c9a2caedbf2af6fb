import type { BuildSource } from '../request/build-request.ts';
import type { GitContext } from '../request/git-context.ts';
import { type EventFacts, type Letter, type Scope, toEventFacts } from './event.ts';

/** The role of a cache in this run: `own` is the one that the run would export to, whichever letter of the table it has. */
export type Role = 'own' | 'head' | 'base' | 'default';

export interface ScopePlan {
  /** In order of preference, each scope once. */
  readonly imports: readonly { readonly role: Role; readonly scope: Scope }[];
  readonly export: Scope | undefined;
  /** The scope that would be written if the workspace's HEAD were the commit that the run was started for. */
  readonly heldBack: Scope | undefined;
  /** The reason for the export's scope, or for no export: half a sentence that reads after a colon. */
  readonly exportReason: string;
  /** The source of the default branch's name; `ref`: the event has none, so the pushed branch is used. */
  readonly defaultFrom: EventFacts['defaultFrom'];
}

/**
 * Decides whose caches a run reads and which one it writes.
 *
 * S = cache of the pushed branch · D = default branch · B = base branch of a pull request or merge group · P = `pr-N` ·
 * H = head branch of a same-repository pull request · – = none. First matching row wins; anything not listed: import D, export –.
 * Decide on the event first and on the ref second: a merged `pull_request: closed` carries `GITHUB_REF=refs/heads/<base>`, and the merge queue
 * fires `push` on `refs/heads/gh-readonly-queue/…` as well as `merge_group`.
 *
 * | event | condition | imports (in this order) | export |
 * | --- | --- | --- | --- |
 * | push | `payload.deleted` | D | – |
 * | push | `refs/heads/gh-readonly-queue/<base>/pr-…` | B (parsed), D | – |
 * | push | `refs/heads/<default>` | D | D |
 * | push | other `refs/heads/*` | S, D | S |
 * | push, release, create | `refs/tags/*` | D | – |
 * | pull_request | closed, merged or not | B, D | – |
 * | pull_request | head repository differs or is gone, or author is `dependabot[bot]` | B, D | – |
 * | pull_request | same repository, open | P, H, B, D | P |
 * | pull_request_review, pull_request_review_comment | any | B, D | – |
 * | pull_request_target | any | B, D | – |
 * | merge_group | any | B (`merge_group.base_ref`), D | – |
 * | schedule, repository_dispatch | default branch | D | D |
 * | workflow_dispatch | branch | S, D | S |
 * | workflow_dispatch | tag | D | – |
 * | workflow_run, issue_comment, issues, discussion, label, status, check_*, delete, registry_package, page_build, deployment*, any other, unknown or empty ref | any | D | – |
 * | workflow_call | judged as the caller's event (same payload) | | |
 *
 * A branch is written only where the workspace's HEAD is GITHUB_SHA (on a push also with the job's own commits on top),
 * ACTIONS_CACHE_MODE restricts every row, and without a default branch in the event the pushed branch is used as such.
 */
export function planScopes(git: GitContext): ScopePlan {
  const facts = toEventFacts(git);
  const row = ROWS.find(([events, condition]) => events.includes(facts.event) && condition(facts)) ?? OTHERWISE;
  const [, , imports, exported, because] = row;
  const written = exported === '–' ? undefined : facts.scopes[exported];
  return {
    imports: mayImport(git) ? toImports(imports, facts, written) : [],
    ...planExport(written, because, facts, git),
    defaultFrom: facts.defaultFrom,
  };
}

/** Decides it for a build: one from a remote source does not build the commit in the workspace. */
export function planScopesOf(source: BuildSource, git: GitContext): ScopePlan {
  return planScopes(source.kind === 'remote' ? { ...git, head: 'unknown' } : git);
}

/** Says whether ACTIONS_CACHE_MODE lets this run read caches. */
export function mayImport({ actionsCacheMode }: GitContext): boolean {
  return actionsCacheMode !== 'none' && actionsCacheMode !== 'write-only';
}

/** Writes a scope out for people: `branch feature/a`, `pull request 12`. */
export function formatScope(scope: Scope): string {
  return scope.kind === 'branch' ? `branch ${scope.ref.replace(/^refs\/heads\//, '')}` : `pull request ${scope.number}`;
}

type ExportPlan = Pick<ScopePlan, 'export' | 'heldBack' | 'exportReason'>;

type Row = readonly [
  events: readonly string[],
  condition: (run: EventFacts) => boolean,
  imports: readonly Letter[],
  exported: Letter | '–',
  because: string,
];

const any = (): boolean => true;
const onRef = (...kinds: readonly EventFacts['ref'][]) => ((run) => kinds.includes(run.ref)) satisfies Row[1];
const onPull = (state: EventFacts['pull']) => ((run) => run.pull === state) satisfies Row[1];

/** The table of `planScopes`, row by row; the last column is the reason for the export that the log gives. */
const ROWS: readonly Row[] = [
  [['push'], (run) => run.deleted, ['D'], '–', 'the push deleted its branch'],
  [['push'], onRef('queue'), ['B', 'D'], '–', 'a merge queue keeps no cache'],
  [['push'], onRef('default'), ['D'], 'D', 'it is the pushed branch'],
  [['push'], onRef('branch'), ['S', 'D'], 'S', 'it is the pushed branch'],
  [['push', 'release', 'create'], onRef('tag'), ['D'], '–', 'a tag keeps no cache'],
  [['pull_request'], onPull('closed'), ['B', 'D'], '–', 'the pull request is closed'],
  [['pull_request'], onPull('foreign'), ['B', 'D'], '–', "the pull request is a fork's or Dependabot's"],
  [['pull_request'], onPull('open'), ['P', 'H', 'B', 'D'], 'P', 'a pull request has a cache of its own'],
  [['pull_request_review', 'pull_request_review_comment'], any, ['B', 'D'], '–', 'a review writes no cache'],
  [['pull_request_target'], any, ['B', 'D'], '–', 'pull_request_target may run code from anywhere'],
  [['merge_group'], any, ['B', 'D'], '–', 'a merge queue keeps no cache'],
  [['schedule', 'repository_dispatch'], onRef('default'), ['D'], 'D', 'it is the default branch'],
  [['workflow_dispatch'], onRef('default', 'branch', 'queue'), ['S', 'D'], 'S', 'it is the chosen branch'],
  [['workflow_dispatch'], onRef('tag'), ['D'], '–', 'a tag keeps no cache'],
];

const OTHERWISE: Row = [[], any, ['D'], '–', 'this event writes no cache'];

const ROLES = { S: 'own', P: 'own', H: 'head', B: 'base', D: 'default' } as const satisfies Record<Letter, Role>;

function toImports(letters: readonly Letter[], facts: EventFacts, written: Scope | undefined): ScopePlan['imports'] {
  const imports: { role: Role; scope: Scope }[] = [];
  for (const letter of letters) {
    const scope = facts.scopes[letter];
    if (scope === undefined || imports.some((earlier) => isSame(earlier.scope, scope))) continue;
    imports.push({ role: isSame(scope, written) ? 'own' : ROLES[letter], scope });
  }
  return imports;
}

function planExport(written: Scope | undefined, because: string, facts: EventFacts, git: GitContext): ExportPlan {
  const nothing = { export: undefined, heldBack: undefined };
  if (written === undefined) return { ...nothing, exportReason: because };
  if (git.actionsCacheMode === 'none' || git.actionsCacheMode === 'read') {
    return { ...nothing, exportReason: `ACTIONS_CACHE_MODE is "${git.actionsCacheMode}"` };
  }
  // A dispatched run that checks out a pull request's head must not write the branch's cache. A pushed run that adds commits may.
  const isForeign = git.head === 'differs' || (git.head === 'ahead' && facts.event !== 'push');
  if (written.kind === 'branch' && isForeign) {
    return {
      export: undefined,
      heldBack: written,
      exportReason: `the workspace's HEAD is not GITHUB_SHA (${git.sha})`,
    };
  }
  return { ...nothing, export: written, exportReason: because };
}

function isSame(one: Scope, other: Scope | undefined): boolean {
  if (one.kind === 'branch') return other?.kind === 'branch' && other.ref === one.ref;
  return other?.kind === 'pull-request' && other.number === one.number;
}
