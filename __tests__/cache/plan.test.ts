import { describe, expect, test } from 'vitest';
import { cacheTag } from '../../src/cache/key.ts';
import { planCache } from '../../src/cache/plan.ts';
import type { BuildSource, CacheRequest } from '../../src/request/build-request.ts';
import { FEATURE, gitContext, MAIN, PULL, RELEASE, readPayload } from './event-table.ts';

const REPOSITORY = 'ghcr.io/octo-org/app';
const EXACT = { kind: 'exact', reference: 'kubestack/framework-dev:buildcache' } as const;
const here: BuildSource = { kind: 'directory', path: '/home/runner/work/app/app' };
const openPull = gitContext({
  event: 'pull_request',
  ref: 'refs/pull/12/merge',
  payload: readPayload('pull_request-same-repository'),
});
const forkPull = gitContext({ ...openPull, payload: readPayload('pull_request-fork') });

function request(given: Partial<CacheRequest> = {}): CacheRequest {
  return {
    access: 'auto',
    location: { kind: 'repository', repository: REPOSITORY },
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
    expect(planCache(request(), gitContext({}), here)).toStrictEqual({
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
    const plan = planCache(request(), openPull, here);
    expect(plan.candidates.map(({ role, name }) => [role, name])).toStrictEqual([
      ['own', 'pull request 12'],
      ['head', 'branch feature/a'],
      ['base', 'branch release/1.x'],
      ['default', 'branch main'],
    ]);
    expect(plan.exportTo).toBe(`${REPOSITORY}:${cacheTag(PULL, '')}`);
  });

  test('keeps two images of one branch apart', () => {
    const web = planCache(request({ variant: 'target=web' }), gitContext({}), here);
    expect(web.exportTo).toBe(`${REPOSITORY}:${cacheTag(FEATURE, 'target=web')}`);
    expect(web.candidates.map(({ reference }) => reference)).toStrictEqual([
      `${REPOSITORY}:${cacheTag(FEATURE, 'target=web')}`,
      `${REPOSITORY}:${cacheTag(MAIN, 'target=web')}`,
    ]);
  });

  test('gets nothing from a fork whose branch is called main', () => {
    expect(planCache(request(), forkPull, here)).toStrictEqual({
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
    expect(planCache(request({ location: EXACT, variant: 'target=web' }), gitContext({}), here)).toStrictEqual({
      candidates: [{ role: 'own', reference: EXACT.reference, name: 'cache-ref' }],
      exportTo: EXACT.reference,
      explanations: [`Exporting cache to ${EXACT.reference} (cache-ref): it is the pushed branch.`],
      notices: [],
    });
  });

  test('is only read where the run exports nothing', () => {
    const plan = planCache(request({ location: EXACT }), forkPull, here);
    expect([plan.candidates.length, plan.exportTo]).toStrictEqual([1, undefined]);
  });

  test('is read without a payload too, where no branch is known', () => {
    const plan = planCache(request({ location: EXACT }), gitContext({ event: '', ref: '', payload: undefined }), here);
    expect([plan.candidates.length, plan.exportTo]).toStrictEqual([1, undefined]);
  });

  test('is not read where ACTIONS_CACHE_MODE forbids it', () => {
    const plan = planCache(request({ location: EXACT }), gitContext({ actionsCacheMode: 'write-only' }), here);
    expect([plan.candidates, plan.exportTo]).toStrictEqual([[], EXACT.reference]);
    expect(plan.explanations[0]).toBe('No cache is imported: ACTIONS_CACHE_MODE is "write-only".');
  });
});

describe('what the workflow asked for', () => {
  test('off is no cache at all, said once', () => {
    expect(planCache(request({ access: 'off' }), gitContext({ head: 'differs' }), here)).toStrictEqual({
      candidates: [],
      exportTo: undefined,
      explanations: ['No cache is imported or exported: "cache" is off.'],
      notices: [],
    });
  });

  test('read-only imports as ever and exports nothing', () => {
    const plan = planCache(request({ access: 'read-only' }), gitContext({ head: 'differs' }), here);
    expect(plan.candidates).toStrictEqual(planCache(request(), gitContext({}), here).candidates);
    expect({ ...plan, candidates: [] }).toStrictEqual({
      candidates: [],
      exportTo: undefined,
      explanations: ['No cache is exported: "cache" is read-only.'],
      notices: [],
    });
  });

  test('without a repository there is no cache, said once', () => {
    expect(planCache(request({ location: undefined }), gitContext({}), here)).toStrictEqual({
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
    const plan = planCache(request(), git, here);
    expect([plan.candidates.length, plan.exportTo, plan.explanations]).toStrictEqual([1, undefined, []]);
    expect(plan.notices).toStrictEqual([
      `The cache of branch main is not exported: the workspace's HEAD is not GITHUB_SHA (${git.sha}), so what is built here is not what workflow_dispatch was started for.`,
    ]);
  });

  test('is not held against a source that is not the workspace', () => {
    const plan = planCache(request(), git, { kind: 'remote', url: 'https://github.com/octo-org/app.git#main' });
    expect([plan.exportTo, plan.notices]).toStrictEqual([`${REPOSITORY}:${cacheTag(MAIN, '')}`, []]);
  });
});

describe('an event that names no default branch', () => {
  test('is mentioned once', () => {
    const plan = planCache(request(), gitContext({ payload: undefined }), here);
    expect(plan.candidates.map(({ name }) => name)).toStrictEqual(['branch feature/a']);
    expect(plan.explanations).toStrictEqual([
      'The event has no payload, so there is no default branch whose cache could stand in.',
      `Exporting cache to ${plan.exportTo} (branch feature/a): it is the pushed branch.`,
    ]);
  });

  test('leaves a tag without any cache', () => {
    const plan = planCache(request(), gitContext({ ref: 'refs/tags/v1', payload: {} }), here);
    expect(plan).toStrictEqual({
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
