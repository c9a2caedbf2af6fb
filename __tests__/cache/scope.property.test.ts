import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Scope } from '../../src/cache/event.ts';
import { planScopes } from '../../src/cache/scope.ts';
import type { GitContext } from '../../src/request/git-context.ts';
import { branch, EVENT_TABLE, gitContext, readPayload } from './event-table.ts';

// A machine that does other things at the same time must not fail these.
vi.setConfig({ testTimeout: 60_000 });

const events = [...new Set(EVENT_TABLE.flatMap(({ runs }) => runs.map(({ event }) => event)))];
const branchName = fc.oneof(
  fc.constantFrom(
    'main',
    'feature/a',
    'release/1.x',
    'pr-12',
    '12/merge',
    'gh-readonly-queue/main/pr-1-ab',
    'refs/heads/main',
  ),
  fc.string({ unit: 'binary', minLength: 1 }),
);
const ref = fc.oneof(
  { weight: 4, arbitrary: branchName.map((name) => `refs/heads/${name}`) },
  branchName.map((name) => `refs/tags/${name}`),
  fc.constantFrom('refs/pull/12/merge', 'refs/pull/12/head', 'refs/heads/', 'refs/notes/commits', ''),
);
const payload = fc.record({
  deleted: fc.option(fc.boolean(), { nil: undefined }),
  action: fc.constantFrom('opened', 'synchronize', 'closed', 'labeled', undefined),
  repository: fc.record({ full_name: fc.constant('octo-org/app'), default_branch: fc.option(branchName) }),
  merge_group: fc.option(fc.record({ base_ref: ref }), { nil: undefined }),
  pull_request: fc.option(
    fc.record({
      number: fc.constantFrom(12, 1, '12', -1, null),
      state: fc.constantFrom('open', 'closed', undefined),
      user: fc.constantFrom({ login: 'app-developer' }, { login: 'dependabot[bot]' }, null),
      head: fc.record({
        ref: branchName,
        repo: fc.constantFrom({ full_name: 'octo-org/app' }, { full_name: 'outside-contributor/app' }, null),
      }),
      base: fc.record({ ref: branchName }),
    }),
    { nil: undefined },
  ),
});
const anyEvent = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...events) }, fc.string());
const anyPayload = fc.oneof(
  { weight: 6, arbitrary: payload },
  fc.constantFrom(undefined, ...EVENT_TABLE.flatMap(({ runs }) => runs.map(({ fixture }) => readPayload(fixture)))),
  fc.dictionary(fc.constantFrom('pull_request', 'repository', 'merge_group', 'action', 'deleted'), fc.jsonValue()),
);

/** Holds the property for every event × ref × payload × mode × HEAD, of which some may be fixed. */
function check(
  property: (git: GitContext) => void,
  fixed: { event?: fc.Arbitrary<string>; payload?: typeof anyPayload } = {},
): void {
  const run = fc.record({
    event: anyEvent,
    ref,
    payload: anyPayload,
    actionsCacheMode: fc.constantFrom(undefined, 'none', 'read', 'write', 'write-only'),
    head: fc.constantFrom('same', 'ahead', 'differs', 'unknown'),
    ...fixed,
  });
  fc.assert(
    fc.property(run, (given) => {
      property(gitContext(given as Partial<GitContext>));
    }),
    { numRuns: 2000 },
  );
}

const BRANCH_WRITERS = ['push', 'schedule', 'repository_dispatch', 'workflow_dispatch'];

const ownBranch = ({ ref }: GitContext): Scope => branch(ref);
const defaultBranch = ({ payload }: GitContext): Scope | undefined => {
  const name = (payload as { repository?: { default_branch?: unknown } } | undefined)?.repository?.default_branch;
  return typeof name === 'string' ? branch(`refs/heads/${name}`) : undefined;
};
const pullNumber = ({ payload }: GitContext): unknown =>
  (payload as { pull_request?: { number?: unknown } } | undefined)?.pull_request?.number;

test('the export is none or the scope of the run itself', () => {
  check((git) => {
    const { export: exported, heldBack } = planScopes(git);
    const own = git.event === 'pull_request' ? { kind: 'pull-request', number: pullNumber(git) } : ownBranch(git);
    expect([undefined, own]).toContainEqual(exported);
    expect([undefined, own]).toContainEqual(heldBack);
  });
});

test('a push, schedule or dispatch imports at most its own cache and that of the default branch', () => {
  check(
    (git) => {
      // The one push that reads more: a merge queue's, whose base the table names.
      if (git.ref.startsWith('refs/heads/gh-readonly-queue/')) return;
      for (const { scope } of planScopes(git).imports)
        expect([ownBranch(git), defaultBranch(git)]).toContainEqual(scope);
    },
    { event: fc.constantFrom(...BRANCH_WRITERS) },
  );
});

test('nothing that comes from a pull request ever exports to the cache of a branch', () => {
  check((git) => expect(planScopes(git).export?.kind).not.toBe('branch'), {
    event: anyEvent.filter((event) => ![...BRANCH_WRITERS, ''].includes(event)),
  });
});

test('a fork, Dependabot or a closed pull request exports nothing', () => {
  const open = readPayload('pull_request-same-repository');
  const pull = open.pull_request as Record<string, object>;
  const foreign = fc.oneof(
    fc.constant({ ...open, action: 'closed' }),
    fc.constant({ ...open, pull_request: { ...pull, state: 'closed' } }),
    fc.constant({ ...open, pull_request: { ...pull, user: { login: 'dependabot[bot]' } } }),
    fc
      .tuple(branchName, fc.constantFrom(null, undefined, { full_name: 'outside-contributor/app' }))
      .map(([name, repo]) => ({ ...open, pull_request: { ...pull, head: { ref: name, repo } } })),
  );
  check((git) => expect(planScopes(git).export).toBeUndefined(), {
    event: fc.constant('pull_request'),
    payload: foreign,
  });
});

test('only a pull request lists the cache of a pull request, and only its own', () => {
  check((git) => {
    for (const { scope } of planScopes(git).imports) {
      if (scope.kind === 'pull-request')
        expect([git.event, scope.number]).toStrictEqual(['pull_request', pullNumber(git)]);
    }
  });
});

test('ACTIONS_CACHE_MODE forbids what it forbids in every row and changes nothing else', () => {
  check((git) => {
    const plan = planScopes(git);
    const free = planScopes({ ...git, actionsCacheMode: undefined });
    const reads = git.actionsCacheMode !== 'none' && git.actionsCacheMode !== 'write-only';
    const writes = git.actionsCacheMode !== 'none' && git.actionsCacheMode !== 'read';
    expect(plan.imports).toStrictEqual(reads ? free.imports : []);
    expect(plan.export).toStrictEqual(writes ? free.export : undefined);
  });
});

test('no scope is listed twice, and the one that is exported to has the role own', () => {
  check((git) => {
    const { imports, export: exported } = planScopes(git);
    expect(new Set(imports.map(({ scope }) => JSON.stringify(scope))).size).toBe(imports.length);
    for (const { role, scope } of imports) {
      if (JSON.stringify(scope) === JSON.stringify(exported)) expect(role).toBe('own');
    }
  });
});
