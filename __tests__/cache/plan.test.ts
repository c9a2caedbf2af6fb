import { describe, expect, test } from 'vitest';
import { cacheTag } from '../../src/cache/key.ts';
import { type CachePlan, planCache } from '../../src/cache/plan.ts';
import { planScopesOf } from '../../src/cache/scope.ts';
import type { BuildSource, CacheRequest } from '../../src/request/build-request.ts';
import type { GitContext } from '../../src/request/git-context.ts';
import { formatReference, parseReference } from '../../src/text/reference.ts';
import { FEATURE, gitContext, MAIN, PULL, RELEASE, readPayload } from './event-table.ts';

const REPOSITORY = 'ghcr.io/octo-org/app';
const CACHE_REF = 'kubestack/framework-dev:buildcache';
const EXACT = { kind: 'exact', reference: parseReference(CACHE_REF) } as const;
const here: BuildSource = { kind: 'directory', path: '/home/runner/work/app/app' };
const openPull = gitContext({
  event: 'pull_request',
  ref: 'refs/pull/12/merge',
  payload: readPayload('pull_request-same-repository'),
});
const forkPull = gitContext({ ...openPull, payload: readPayload('pull_request-fork') });

/** The plan with its references written out. */
function plan(cache: CacheRequest, git: GitContext, source: BuildSource = here) {
  const { candidates, exportTo, ...told }: CachePlan = planCache(cache, planScopesOf(source, git), git);
  return {
    candidates: candidates.map((each) => ({ ...each, reference: formatReference(each.reference) })),
    exportTo: exportTo && formatReference(exportTo),
    ...told,
  };
}

function request(given: Partial<CacheRequest> = {}): CacheRequest {
  return {
    access: 'auto',
    location: { kind: 'repository', repository: parseReference(REPOSITORY) },
    mode: 'max',
    export: 'post',
    variant: '',
    writes: 'always',
    from: [],
    to: [],
    onFailure: true,
    mounts: 'off',
    mountsMaxSize: 2 ** 30,
    ...given,
  };
}

describe('a repository', () => {
  const own = `${REPOSITORY}:${cacheTag(FEATURE, '')}`;
  const main = `${REPOSITORY}:${cacheTag(MAIN, '')}`;

  test('holds the caches of a push under the keys of its branch and the default branch', () => {
    expect(plan(request(), gitContext({}))).toStrictEqual({
      candidates: [
        { role: 'own', reference: own, name: 'branch feature/a' },
        { role: 'default', reference: main, name: 'branch main' },
      ],
      exportTo: own,
      explanations: [`Exporting cache to ${own} (branch feature/a): it is the pushed branch.`],
      notices: [],
    });
  });

  test('holds the caches of a pull request under its number and three branches', () => {
    const planned = plan(request(), openPull);
    expect(planned.candidates.map(({ role, name }) => [role, name])).toStrictEqual([
      ['own', 'pull request 12'],
      ['head', 'branch feature/a'],
      ['base', 'branch release/1.x'],
      ['default', 'branch main'],
    ]);
    expect(planned.exportTo).toBe(`${REPOSITORY}:${cacheTag(PULL, '')}`);
  });

  test('keeps two images of one branch apart', () => {
    const web = plan(request({ variant: 'target=web' }), gitContext({}));
    expect(web.exportTo).toBe(`${REPOSITORY}:${cacheTag(FEATURE, 'target=web')}`);
    expect(web.candidates.map(({ reference }) => reference)).toStrictEqual([
      `${REPOSITORY}:${cacheTag(FEATURE, 'target=web')}`,
      `${REPOSITORY}:${cacheTag(MAIN, 'target=web')}`,
    ]);
  });

  test('gets nothing from a fork whose branch is called main', () => {
    expect(plan(request(), forkPull)).toStrictEqual({
      candidates: [
        { role: 'base', reference: `${REPOSITORY}:${cacheTag(RELEASE, '')}`, name: 'branch release/1.x' },
        { role: 'default', reference: main, name: 'branch main' },
      ],
      exportTo: undefined,
      explanations: ["No cache is exported: the pull request is a fork's or Dependabot's."],
      notices: [],
    });
  });
});

describe('an exact reference', () => {
  test('is the one cache of every ref', () => {
    expect(plan(request({ location: EXACT, variant: 'target=web' }), gitContext({}))).toStrictEqual({
      candidates: [{ role: 'own', reference: CACHE_REF, name: 'cache-ref' }],
      exportTo: CACHE_REF,
      explanations: [`Exporting cache to ${CACHE_REF} (cache-ref): it is the pushed branch.`],
      notices: [],
    });
  });

  test('is only read where the run exports nothing', () => {
    const planned = plan(request({ location: EXACT }), forkPull);
    expect([planned.candidates.length, planned.exportTo]).toStrictEqual([1, undefined]);
  });

  test('is read without a payload too, where no branch is known', () => {
    const planned = plan(request({ location: EXACT }), gitContext({ event: '', ref: '', payload: undefined }));
    expect([planned.candidates.length, planned.exportTo]).toStrictEqual([1, undefined]);
  });

  test('is not read where ACTIONS_CACHE_MODE forbids it', () => {
    const planned = plan(request({ location: EXACT }), gitContext({ actionsCacheMode: 'write-only' }));
    expect([planned.candidates, planned.exportTo]).toStrictEqual([[], CACHE_REF]);
    expect(planned.explanations[0]).toBe('No cache is imported: ACTIONS_CACHE_MODE is "write-only".');
  });
});

describe('what the workflow asked for', () => {
  test('off is no cache at all, said once', () => {
    expect(plan(request({ access: 'off' }), gitContext({ head: 'differs' }))).toStrictEqual({
      candidates: [],
      exportTo: undefined,
      explanations: ['No cache is imported or exported: "cache" is off.'],
      notices: [],
    });
  });

  test('read-only imports as ever and exports nothing', () => {
    const planned = plan(request({ access: 'read-only' }), gitContext({ head: 'differs' }));
    expect(planned.candidates).toStrictEqual(plan(request(), gitContext({})).candidates);
    expect({ ...planned, candidates: [] }).toStrictEqual({
      candidates: [],
      exportTo: undefined,
      explanations: ['No cache is exported: "cache" is read-only.'],
      notices: [],
    });
  });

  test('without a repository there is no cache, said once', () => {
    expect(plan(request({ location: undefined }), gitContext({}))).toStrictEqual({
      candidates: [],
      exportTo: undefined,
      explanations: [
        'No cache is imported or exported: no registry is named where one could be. "cache-ref" takes a repository for it.',
      ],
      notices: [],
    });
  });
});

describe('a workspace whose HEAD is another commit', () => {
  const git = gitContext({ event: 'workflow_dispatch', ref: 'refs/heads/main', head: 'differs' });

  test('keeps the cache from being exported, with a notice', () => {
    const planned = plan(request(), git);
    expect([planned.candidates.length, planned.exportTo, planned.explanations]).toStrictEqual([1, undefined, []]);
    expect(planned.notices).toStrictEqual([
      `The cache of branch main is not exported: the workspace's HEAD is not GITHUB_SHA (${git.sha}), so what is built here is not what workflow_dispatch was started for.`,
    ]);
  });

  test('is not held against a source that is not the workspace', () => {
    const planned = plan(request(), git, { kind: 'remote', url: 'https://github.com/octo-org/app.git#main' });
    expect([planned.exportTo, planned.notices]).toStrictEqual([`${REPOSITORY}:${cacheTag(MAIN, '')}`, []]);
  });
});

describe('an event that names no default branch', () => {
  test('is mentioned once', () => {
    const planned = plan(request(), gitContext({ payload: undefined }));
    expect(planned.candidates.map(({ name }) => name)).toStrictEqual(['branch feature/a']);
    expect(planned.explanations).toStrictEqual([
      'The event has no payload, so there is no default branch whose cache could stand in.',
      `Exporting cache to ${planned.exportTo} (branch feature/a): it is the pushed branch.`,
    ]);
  });

  test('leaves a tag without any cache', () => {
    const planned = plan(request(), gitContext({ ref: 'refs/tags/v1', payload: {} }));
    expect(planned).toStrictEqual({
      candidates: [],
      exportTo: undefined,
      explanations: [
        'No cache is imported: the event names no default branch and the ref is no branch.',
        'No cache is exported: a tag keeps no cache.',
      ],
      notices: [],
    });
  });
});
