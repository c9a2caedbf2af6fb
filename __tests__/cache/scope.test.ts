import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Letter, Scope } from '../../src/cache/event.ts';
import { planScopes, type Role } from '../../src/cache/scope.ts';
import type { GitContext } from '../../src/request/git-context.ts';
import { branch, EVENT_TABLE, FEATURE, gitContext, MAIN, PULL, RELEASE, readPayload } from './event-table.ts';

const cases = EVENT_TABLE.flatMap(({ markdown, runs }) => {
  const [event, condition, imports = '', exported = ''] = markdown
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
  return runs.map((run) => {
    const title = `${event} · ${condition} (${run.event} on "${run.ref}", ${run.fixture})`;
    return [title, run, ...(run.row ?? ([imports, exported] as const))] as const;
  });
});

function toScopes(cell: string, letters: Partial<Record<Letter, Scope>>): readonly Scope[] {
  const scopes = { D: MAIN, ...letters };
  return cell.split(',').flatMap((word) => {
    const letter = word.trim().replace(/ \(.*\)$/, '');
    const scope = scopes[letter as Letter];
    if (letter !== '–' && scope === undefined) throw new Error(`The run does not say what ${letter} is.`);
    return scope === undefined ? [] : [scope];
  });
}

function unique(scopes: readonly Scope[]): readonly Scope[] {
  return [...new Map(scopes.map((scope) => [JSON.stringify(scope), scope])).values()];
}

describe('the event table', () => {
  test.each(cases)('%s', (_, { event, ref, fixture, letters = {} }, importCell, exportCell) => {
    const { imports, export: exported } = planScopes(gitContext({ event, ref, payload: readPayload(fixture) }));
    expect(imports.map(({ scope }) => scope)).toStrictEqual(unique(toScopes(importCell, letters)));
    expect([exported].filter(Boolean)).toStrictEqual(toScopes(exportCell, letters));
  });

  test('stands word for word in the doc comment of planScopes', () => {
    const source = readFileSync(new URL('../../src/cache/scope.ts', import.meta.url), 'utf8');
    const lines = source.split('\n').filter((line) => line.startsWith(' * | '));
    expect(lines.map((line) => line.slice(3))).toStrictEqual([
      '| event | condition | imports (in this order) | export |',
      '| --- | --- | --- | --- |',
      ...EVENT_TABLE.map(({ markdown }) => markdown),
    ]);
  });
});

function roles(git: Partial<GitContext>): readonly (readonly [Role, Scope])[] {
  return planScopes(gitContext(git)).imports.map(({ role, scope }) => [role, scope] as const);
}

describe('roles', () => {
  test('the pushed branch is own and the default branch stands in for it', () => {
    expect(roles({})).toStrictEqual([
      ['own', FEATURE],
      ['default', MAIN],
    ]);
  });

  test.each(['push', 'schedule', 'repository_dispatch', 'workflow_dispatch'])(
    'the default branch is own to a %s that exports to it',
    (event) => {
      expect(roles({ event, ref: 'refs/heads/main' })).toStrictEqual([['own', MAIN]]);
    },
  );

  test('the default branch is not own to a run that only reads it', () => {
    expect(roles({ event: 'issue_comment', ref: 'refs/heads/main' })).toStrictEqual([['default', MAIN]]);
  });

  test('a pull request has its own cache, its head branch, its base and the default branch', () => {
    const payload = readPayload('pull_request-same-repository');
    expect(roles({ event: 'pull_request', ref: 'refs/pull/12/merge', payload })).toStrictEqual([
      ['own', PULL],
      ['head', FEATURE],
      ['base', RELEASE],
      ['default', MAIN],
    ]);
  });

  test('a base that is the default branch is listed once, as base', () => {
    const payload = { ...readPayload('merge_group'), merge_group: { base_ref: 'refs/heads/main' } };
    expect(roles({ event: 'merge_group', payload })).toStrictEqual([['base', MAIN]]);
  });

  test('a merge queue whose base has pr- in its name is read at the last one', () => {
    expect(roles({ ref: 'refs/heads/gh-readonly-queue/a/pr-b/pr-7-0123abcd' })).toStrictEqual([
      ['base', branch('refs/heads/a/pr-b')],
      ['default', MAIN],
    ]);
  });

  test('a branch that is itself called refs/heads/x keeps its whole name', () => {
    const payload = { ...readPayload('push-branch'), repository: { default_branch: 'refs/heads/x' } };
    expect(roles({ ref: 'refs/heads/refs/heads/x', payload })).toStrictEqual([
      ['own', branch('refs/heads/refs/heads/x')],
    ]);
  });
});

describe('the HEAD guard', () => {
  const reason = `the workspace's HEAD is not GITHUB_SHA (${gitContext({}).sha})`;

  test.each([
    ['push', 'same', 'exports'],
    ['push', 'ahead', 'exports'],
    ['push', 'unknown', 'exports'],
    ['push', 'differs', 'is held back'],
    ['workflow_dispatch', 'same', 'exports'],
    ['workflow_dispatch', 'ahead', 'is held back'],
    ['workflow_dispatch', 'unknown', 'exports'],
    ['workflow_dispatch', 'differs', 'is held back'],
    ['schedule', 'differs', 'is held back'],
    ['repository_dispatch', 'ahead', 'is held back'],
  ] as const)('a %s whose HEAD is "%s" %s', (event, head, expected) => {
    const plan = planScopes(gitContext({ event, head, ref: 'refs/heads/main' }));
    if (expected === 'exports') {
      expect([plan.export, plan.heldBack]).toStrictEqual([MAIN, undefined]);
    } else {
      expect([plan.export, plan.heldBack, plan.exportReason]).toStrictEqual([undefined, MAIN, reason]);
    }
    expect(plan.imports).toStrictEqual([{ role: 'own', scope: MAIN }]);
  });

  test('does not hold back the cache of a pull request, which may build its head instead of its merge', () => {
    const payload = readPayload('pull_request-same-repository');
    const plan = planScopes(gitContext({ event: 'pull_request', ref: 'refs/pull/12/merge', payload, head: 'differs' }));
    expect(plan.export).toStrictEqual(PULL);
  });
});

describe('ACTIONS_CACHE_MODE', () => {
  test.each([
    [undefined, [FEATURE, MAIN], FEATURE],
    ['write', [FEATURE, MAIN], FEATURE],
    ['read', [FEATURE, MAIN], undefined],
    ['write-only', [], FEATURE],
    ['none', [], undefined],
  ] as const)('%s', (actionsCacheMode, imports, exported) => {
    const plan = planScopes(gitContext({ actionsCacheMode }));
    expect(plan.imports.map(({ scope }) => scope)).toStrictEqual(imports);
    expect(plan.export).toStrictEqual(exported);
  });

  test('is named as the reason where it forbids the export', () => {
    expect(planScopes(gitContext({ actionsCacheMode: 'read' })).exportReason).toBe('ACTIONS_CACHE_MODE is "read"');
  });
});

describe('without a default branch', () => {
  const withoutDefault = { ...readPayload('push-branch'), repository: { full_name: 'octo-org/app' } };

  test.each([
    ['push', undefined],
    ['push', withoutDefault],
    ['workflow_dispatch', withoutDefault],
    ['schedule', undefined],
    ['repository_dispatch', withoutDefault],
    ['', undefined],
  ])('a "%s" reads and writes its own branch alone (%#)', (event, payload) => {
    expect(planScopes(gitContext({ event, payload }))).toStrictEqual({
      imports: [{ role: 'own', scope: FEATURE }],
      export: FEATURE,
      heldBack: undefined,
      exportReason: event === 'workflow_dispatch' ? 'it is the chosen branch' : expect.any(String),
      defaultFrom: 'ref',
    });
  });

  test.each([
    ['push', 'refs/tags/v1.2.3'],
    ['pull_request', 'refs/pull/12/merge'],
    ['push', ''],
    ['', ''],
  ])('a "%s" of "%s" has no cache', (event, ref) => {
    const { imports, export: exported, defaultFrom } = planScopes(gitContext({ event, ref, payload: undefined }));
    expect({ imports, exported, defaultFrom }).toStrictEqual({
      imports: [],
      exported: undefined,
      defaultFrom: undefined,
    });
  });

  test.each(['pull_request', 'pull_request_target', 'issue_comment', 'workflow_run', 'made_up'])(
    'a %s on a branch, its payload lost, writes nothing',
    (event) => {
      expect(planScopes(gitContext({ event, ref: 'refs/heads/main', payload: undefined })).export).toBeUndefined();
    },
  );

  test('a pull request still knows its own cache, its head and its base', () => {
    const payload = { ...readPayload('pull_request-same-repository'), repository: { full_name: 'octo-org/app' } };
    const plan = planScopes(gitContext({ event: 'pull_request', ref: 'refs/pull/12/merge', payload }));
    expect(plan.imports.map(({ scope }) => scope)).toStrictEqual([PULL, FEATURE, RELEASE]);
    expect(plan.export).toStrictEqual(PULL);
  });
});

test.each([
  ['a number that is text', { number: '12' }],
  ['half a number', { number: 0.5 }],
  ['a negative number', { number: -12 }],
  ['no number', { number: undefined }],
])('a pull request with %s exports nothing', (_, given) => {
  const payload = readPayload('pull_request-same-repository');
  const pull = { ...(payload.pull_request as object), ...given };
  const plan = planScopes(gitContext({ event: 'pull_request', payload: { ...payload, pull_request: pull } }));
  expect(plan.export).toBeUndefined();
});
