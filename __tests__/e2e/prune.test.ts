import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { wipTag } from '../../src/cache/key.ts';
import { mapAtOnce } from '../../src/prune/read-cache.ts';
import { type FaultyRegistry, startFaultyRegistry } from '../../testbed/faulty-registry/faulty-registry.ts';
import type { Rule } from '../../testbed/faulty-registry/rule.ts';
import { otherEvent, pullRequestEvent, type StepResult } from '../../testbed/harness.ts';
import { type Registry, startRegistry } from '../../testbed/registry.ts';
import { startDistribution } from '../prune/distribution.ts';
import { failure, type GitHubServer, startGitHub } from '../prune/github-server.ts';
import { openRepository, type Pushed, type Repository } from '../prune/push-cache.ts';
import { branchTag, deleteEvent, type PruneRun, pullTag, runPrune } from '../prune/run-prune.ts';

let registry: Registry;
let repository: Repository;
let github: GitHubServer;

const schedule = otherEvent('schedule', { payload: { schedule: '0 3 * * 1' } });
const closed = pullRequestEvent({ number: 7, action: 'closed', merged: true });
const only = (text: string, more: Partial<Pushed> = {}): Pushed => ({ layers: [text], ...more });
const mount = (id: number, ref: string, created_at = new Date().toISOString()) => ({
  id,
  key: `buildkit-mount-npm-${id}`,
  ref,
  size_in_bytes: 1000,
  created_at,
});

const prune = (run: Omit<PruneRun, 'repository' | 'github'>): Promise<StepResult> =>
  runPrune({ repository: repository.name, github, ...run });

/** What a run deleted, by its outputs, and what is left of tags and mounts. */
async function result(step: StepResult) {
  expect(step.exitCode, step.log).toBe(0);
  return { outputs: step.outputs, tags: await repository.tags(), mounts: github.state.caches.map(({ id }) => id) };
}

beforeEach(async () => {
  github = await startGitHub();
});

afterEach(() => github.close());

describe.each([
  ['registry 2.8, which deletes by digest alone', startRegistry, 'manifest'],
  ['distribution v3, which deletes single tags', startDistribution, 'tag'],
] as const)('on %s', (_, start, deletes) => {
  beforeAll(async () => {
    registry = await start();
  });
  afterAll(() => registry.stop());
  beforeEach(() => {
    repository = openRepository(registry.address, `prune/${randomBytes(6).toString('hex')}`);
  });

  test('a deleted branch takes its caches with it, all variants and what failed builds left, and its mounts', async () => {
    const others = [branchTag('feature'), branchTag('feature/b'), branchTag('main'), pullTag(7), 'v1', 'latest'];
    for (const tag of others) await repository.push(tag, only(tag));
    const own = branchTag('feature/a');
    await repository.push(own, { layers: [branchTag('main'), 'a'] });
    await repository.push(wipTag(own), { layers: [branchTag('main'), 'a', 'wip'] });
    await repository.push(branchTag('feature/a', 'target=x'), only('target x'));
    github.state.caches.push(mount(1, 'refs/heads/feature/a'), mount(2, 'refs/heads/main'), {
      ...mount(3, 'refs/heads/feature/a'),
      key: 'setup-node',
    });

    const step = await prune({ event: deleteEvent('feature/a') });
    expect(await result(step)).toStrictEqual({
      // What main has too is not freed; each cache has the same configuration, and so has main's.
      outputs: { deleted: '4', 'freed-bytes': String('a'.length + 'wip'.length + 'target x'.length + 1000) },
      tags: others.toSorted(),
      mounts: [2, 3],
    });
    expect(step.log).toContain(`Deleted ${own} (`);
    expect(step.summary).toContain(`### Deleted 4 stale caches of \`${repository.name}\``);
    expect(step.annotations).toStrictEqual([]);
  });

  test('a closed pull request takes its caches with it', async () => {
    const others = [pullTag(70), branchTag('pr-7'), 'cache-pr-7', 'cache-pr-7-release', 'pr-7'].toSorted();
    for (const tag of others) await repository.push(tag, only(tag));
    for (const tag of [pullTag(7), pullTag(7, 'target=x'), wipTag(pullTag(7))]) await repository.push(tag, only(tag));
    github.state.caches.push(mount(1, 'refs/pull/7/merge'), mount(2, 'refs/pull/70/merge'));

    expect(await result(await prune({ event: closed }))).toMatchObject({
      outputs: { deleted: '4' },
      tags: others,
      mounts: [2],
    });
  });

  test('of 300 tags on several pages exactly those go that no branch or open pull request has', async () => {
    const names = (prefix: string) => Array.from({ length: 70 }, (_, index) => `${prefix}/${index}`);
    const numbers = Array.from({ length: 40 }, (_, index) => index + 1);
    github.state.branches = ['main', ...names('live'), ...names('other')];
    github.state.openPullRequests = numbers.map((number) => number + 1000);
    const stay = [
      ...names('live').map((name) => branchTag(name)),
      ...numbers.map((number) => pullTag(number + 1000)),
      ...Array.from({ length: 80 }, (_, index) => `v1.${index}`),
    ];
    const go = [...names('gone').map((name) => branchTag(name)), ...numbers.map((number) => pullTag(number))];
    await mapAtOnce([...stay, ...go], 8, (tag) => repository.push(tag, only(tag)));
    expect(await repository.tags()).toHaveLength(300);

    const step = await prune({ event: schedule });
    expect(await result(step)).toMatchObject({ outputs: { deleted: '110' }, tags: stay.toSorted() });
    expect(step.summary.match(/^\| `cache-/gm)).toHaveLength(110);
    expect(github.requests.filter((request) => request.includes('branches'))).toHaveLength(4);
  });

  test('a manifest that a foreign tag points to is never deleted', async () => {
    const digest = await repository.push(branchTag('gone'), only('shared'));
    await repository.push('keep-me', only('shared'));
    await repository.push(branchTag('gone-too'), only('alone'));

    const step = await prune({ event: schedule });
    const { tags } = await result(step);
    expect(await repository.digest('keep-me')).toBe(digest);
    if (deletes === 'tag') {
      expect(tags).toStrictEqual(['keep-me']);
      expect(step.summary).toContain('deleted, its manifest stays');
    } else {
      expect(tags).toStrictEqual([branchTag('gone'), 'keep-me']);
      expect(step.summary).toContain('not deleted&#58; keep-me has the same manifest');
    }
    expect(step.outputs['freed-bytes']).toBe(String('alone'.length));
  });

  test('a manifest whose tags are all stale goes with them', async () => {
    const digest = await repository.push(branchTag('gone'), only('same'));
    await repository.push(wipTag(branchTag('gone')), only('same'));
    const step = await prune({ event: schedule });
    expect(await result(step)).toMatchObject({ outputs: { deleted: '2' }, tags: [] });
    expect(await repository.digest(digest)).toBeUndefined();
  });

  test('a tag that only looks alike stays, and so does an image under a tag of our form', async () => {
    const alike = ['cache-b-main', 'cache-main', `cache-b-${'0'.repeat(19)}-x`, `x-${branchTag('gone')}`, 'cache-pr-1'];
    for (const tag of alike) await repository.push(tag, only(tag));
    await repository.push(branchTag('gone'), only('image', { as: 'image' }));
    const step = await prune({ event: schedule });
    expect(await result(step)).toMatchObject({
      outputs: { deleted: '0' },
      tags: [...alike, branchTag('gone')].toSorted(),
    });
    expect(step.log).toContain(`Left alone: ${branchTag('gone')} holds no cache of BuildKit.`);
  });

  test('what is old goes, what is kept or has no age stays', async () => {
    github.state.branches = ['main', 'quiet', 'quiet-2', 'release/1'];
    const old = '2026-01-02T03:04:05Z';
    const fresh = new Date(Date.now() - 3600_000).toISOString();
    await repository.push(branchTag('main'), only('main', { madeAt: fresh }));
    await repository.push(branchTag('main', 'target=old'), only('old', { madeAt: old }));
    await repository.push(branchTag('quiet'), only('quiet', { madeAt: old }));
    await repository.push(branchTag('quiet-2'), only('quiet-2', { madeAt: '' }));
    await repository.push(branchTag('release/1'), only('release', { madeAt: old }));
    await repository.push(branchTag('release/0'), only('gone, but kept', { madeAt: old }));
    github.state.caches.push(
      mount(1, 'refs/heads/main', old),
      mount(2, 'refs/heads/main'),
      mount(3, 'refs/tags/v1', old),
    );

    const step = await prune({ event: schedule, inputs: { 'older-than': '30d', keep: 'release/*' } });
    expect(await result(step)).toMatchObject({
      outputs: { deleted: '4' },
      tags: [branchTag('main'), branchTag('quiet-2'), branchTag('release/0'), branchTag('release/1')].toSorted(),
      mounts: [2],
    });
    expect(step.log).toContain(`nothing new in it since 2026-01-02`);
  });

  test('a dry run deletes nothing and tells what would go', async () => {
    await repository.push(branchTag('gone'), only('gone'));
    github.state.caches.push(mount(1, 'refs/heads/gone'));
    const step = await prune({ event: otherEvent('workflow_dispatch'), inputs: { 'dry-run': 'true' } });
    expect(await result(step)).toStrictEqual({
      outputs: { deleted: '0', 'freed-bytes': '0' },
      tags: [branchTag('gone')],
      mounts: [1],
    });
    expect(step.log).toContain(`Would delete ${branchTag('gone')} (`);
    expect(step.summary).toContain(`### Dry run: 2 stale caches of \`${repository.name}\``);
  });

  test('where nothing is stale nothing is asked but the lists, and nothing is said but that', async () => {
    await repository.push(branchTag('main'), only('main'));
    const step = await prune({ event: schedule });
    expect(await result(step)).toMatchObject({
      outputs: { deleted: '0', 'freed-bytes': '0' },
      tags: [branchTag('main')],
    });
    expect([step.summary, step.annotations]).toStrictEqual(['', []]);
  });
});

describe('when something goes wrong', () => {
  let faulty: FaultyRegistry;

  beforeAll(async () => {
    // It sends the list of tags in pages, which 2.8 does not.
    registry = await startDistribution();
    faulty = await startFaultyRegistry({ upstream: registry.address });
  });
  afterAll(async () => {
    await faulty.close();
    await registry.stop();
  });

  beforeEach(async () => {
    faulty.setRules([]);
    repository = openRepository(faulty.address, `prune/${randomBytes(6).toString('hex')}`);
    github.state.branches = ['main', ...Array.from({ length: 150 }, (_, index) => `branch-${index}`)];
    github.state.openPullRequests = Array.from({ length: 150 }, (_, index) => index + 100);
    github.state.caches = Array.from({ length: 150 }, (_, index) => mount(index, 'refs/heads/gone'));
    const images = Array.from({ length: 100 }, (_, index) => `v${index}`);
    const caches = [branchTag('gone'), branchTag('gone-too'), pullTag(7), branchTag('main')];
    await mapAtOnce([...images, ...caches], 8, (tag) => repository.push(tag, only(tag)));
  });

  /** Asserts that a run failed with one sentence and deleted nothing. */
  async function expectNothingDeleted(sentence: string | RegExp): Promise<void> {
    const before = await repository.tags();
    const step = await prune({ event: schedule });
    expect(step.exitCode, step.log).toBe(1);
    expect(step.annotations).toMatchObject([{ level: 'error', message: expect.stringMatching(sentence) }]);
    expect(step.outputs).toStrictEqual({});
    faulty.setRules([]);
    expect(await repository.tags()).toStrictEqual(before);
    expect(github.requests.filter((request) => request.startsWith('DELETE'))).toStrictEqual([]);
    const path = repository.name.slice(repository.name.indexOf('/'));
    const deletions = faulty.journal.filter((entry) => entry.method === 'DELETE' && entry.path.includes(path));
    expect(deletions).toStrictEqual([]);
  }

  test.each([
    ['branches', 'Listing the branches'],
    ['pulls', 'Listing the pull requests'],
    ['actions/caches', 'Listing the Actions cache'],
  ])("nothing is deleted when GitHub's API fails on page 2 of %s", async (route, doing) => {
    for (const status of [500, 409]) {
      github.before = (request) => (request.endsWith(`${route} page 2`) ? failure(status, 'Broken') : undefined);
      await expectNothingDeleted(`^${doing} failed: GitHub answers ${status}: Broken\\. Nothing was deleted\\.$`);
    }
  });

  const rules: [string, Rule, RegExp][] = [
    [
      'the list of tags breaks off on page 2',
      { match: { path: /\/tags\/list\?.*last=/ }, action: { kind: 'answer', status: 500 } },
      /^Listing the tags of .* failed: .* answers 500\. Nothing was deleted\.$/,
    ],
    [
      'the digest of one foreign tag cannot be told',
      { match: { path: /\/manifests\/v57$/ }, action: { kind: 'answer', status: 500 } },
      /^Looking for .*:v57 failed: .* answers 500\. Nothing was deleted\.$/,
    ],
  ];
  test.each(rules)('nothing is deleted when %s', async (_, rule, sentence) => {
    faulty.setRules([rule]);
    await expectNothingDeleted(sentence);
  });

  test('nothing is deleted when the default branch is missing among the branches', async () => {
    github.state.branches = [];
    await expectNothingDeleted(
      '^The list of branches is not whole: refs/heads/main is not in it. Nothing was deleted.$',
    );
  });

  test('a cache that cannot be read stays, with one warning, and the others go', async () => {
    const broken = new RegExp(`/manifests/${branchTag('gone')}$`);
    faulty.setRules([{ match: { path: broken, method: 'GET' }, action: { kind: 'answer', status: 500 } }]);
    const step = await prune({ event: schedule });
    expect(step.exitCode, step.log).toBe(0);
    expect(step.annotations).toMatchObject([
      { level: 'warning', message: expect.stringContaining('1 stale tag could not be read and will stay: Reading ') },
    ]);
    expect(await repository.tags()).not.toContain(branchTag('gone-too'));
    expect(await repository.tags()).toContain(branchTag('gone'));
  });

  test('a registry that deletes nothing gets one notice with what it has instead', async () => {
    const body = '{"errors":[{"code":"UNSUPPORTED","message":"The operation is unsupported."}]}';
    faulty.setRules([
      { match: { method: 'DELETE' }, action: { kind: 'answer', status: 405, body }, name: 'deletes nothing' },
    ]);
    const step = await prune({ event: schedule });
    expect(step.exitCode, step.log).toBe(0);
    expect(step.annotations).toMatchObject([
      {
        level: 'notice',
        message: expect.stringMatching(
          /deletes neither tags nor manifests for this job, so 3 stale caches of .* will stay\. Use /,
        ),
      },
    ]);
    expect(step.outputs).toStrictEqual({ deleted: '150', 'freed-bytes': '150000' });
    expect(faulty.journal.filter(({ rule }) => rule === 'deletes nothing')).toHaveLength(2);
  });

  test('a registry that refuses is an error after the first refusal', async () => {
    const body = '{"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}';
    faulty.setRules([{ match: { method: 'DELETE' }, action: { kind: 'answer', status: 403, body } }]);
    const step = await prune({ event: schedule });
    expect(step.exitCode).toBe(1);
    expect(step.annotations).toMatchObject([
      {
        level: 'error',
        message: expect.stringMatching(/^3 stale caches will stay: Deleting .* failed: .* answers 403: DENIED/),
      },
    ]);
  });

  test('a token that may not look at the Actions cache is no fault', async () => {
    github.before = (request) =>
      request.includes('actions/caches') ? failure(403, 'Resource not accessible by integration') : undefined;
    const step = await prune({ event: schedule });
    expect(await result(step)).toMatchObject({ outputs: { deleted: '3' } });
    expect(step.annotations).toStrictEqual([]);
    expect(step.log).toContain('Cache mounts were not looked for. ');
  });
});

describe('events that prune nothing', () => {
  beforeEach(() => {
    // Nobody is there to be asked.
    repository = openRepository('localhost:1', 'octo-org/app');
  });

  test.each([
    ['push', otherEvent('push'), /^Caches are pruned on delete/],
    ['a pull request that is open', pullRequestEvent(), /^Caches are pruned on delete/],
  ])('%s is no event to prune on', async (_, event, sentence) => {
    const step = await prune({ event });
    expect([step.exitCode, step.annotations.map(({ message }) => sentence.test(message))]).toStrictEqual([1, [true]]);
  });

  test('the deletion of a git tag prunes nothing', async () => {
    const event = otherEvent('delete', { payload: { ref: 'v1', ref_type: 'tag' } });
    const { exitCode, outputs } = await prune({ event });
    expect([exitCode, outputs]).toStrictEqual([0, { deleted: '0', 'freed-bytes': '0' }]);
    expect(github.requests).toStrictEqual([]);
  });
});
