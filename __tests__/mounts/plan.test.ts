import { expect, test } from 'vitest';
import { planScopesOf } from '../../src/cache/scope.ts';
import { findObstacle } from '../../src/mounts/choose-mounts.ts';
import { isEmptied, isWanted, planMounts } from '../../src/mounts/plan.ts';
import type { BuildRequest } from '../../src/request/build-request.ts';
import type { GitContext } from '../../src/request/git-context.ts';
import type { Inputs } from '../../src/request/inputs.ts';
import { git, request } from '../request/given.ts';

const main = { kind: 'branch', ref: 'refs/heads/main' };
const on: Partial<Inputs> = { 'cache-mounts': 'auto' };
const pull = {
  event: 'pull_request',
  ref: 'refs/pull/12/merge',
  payload: {
    action: 'synchronize',
    repository: { full_name: 'octo/app', default_branch: 'main' },
    pull_request: {
      number: 12,
      state: 'open',
      base: { ref: 'release' },
      head: { ref: 'topic', repo: { full_name: 'octo/app' } },
    },
  },
};

const plan = (asked: BuildRequest, run: GitContext) => planMounts(asked, planScopesOf(asked.source, run));

test('nothing is planned where no mounts are asked for or nothing is built', () => {
  expect(plan(request(), git)).toBeUndefined();
  expect(plan(request({ ...on, call: 'check' }), git)).toBeUndefined();
});

test('a push reads and writes the mounts of its branch', () => {
  const platforms = `linux/${process.arch === 'x64' ? 'amd64' : process.arch}`;
  expect(plan(request({ ...on, 'cache-mounts-max-size': '2k' }), git)).toStrictEqual({
    wanted: 'auto',
    maxSize: 2048,
    subject: { repository: 'ghcr.io/octo/app', platforms: [platforms] },
    restoreFrom: [main],
    saveTo: main,
    saveReason: 'it is the pushed branch',
    emptied: [],
  });
});

test('a pull request reads its own, its base and the default branch, and not its head, which the Actions cache keeps from it', () => {
  const planned = plan(request(on), { ...git, ...pull });
  expect(planned?.restoreFrom).toStrictEqual([
    { kind: 'pull-request', number: 12 },
    { kind: 'branch', ref: 'refs/heads/release' },
    main,
  ]);
  expect(planned?.saveTo).toStrictEqual({ kind: 'pull-request', number: 12 });
});

test('a run that may not write the layer cache does not write mounts', () => {
  const planned = plan(request(on), { ...git, head: 'differs' });
  expect([planned?.saveTo, planned?.saveReason]).toStrictEqual([
    undefined,
    `the workspace's HEAD is not GITHUB_SHA (${git.sha})`,
  ]);
  const remote = { ...on, context: 'https://github.com/octo/app.git' };
  expect(plan(request(remote), { ...git, head: 'differs' })?.saveTo).toStrictEqual(main);
});

test('only mounts that are named are wanted, and stages without cache begin with empty ones', () => {
  const planned = plan(
    request({ 'cache-mounts': 'npm, /root/.cache', 'no-cache-filters': 'tests,lint', platforms: 'linux/arm64' }),
    git,
  );
  const mount = (id: string) => ({ id, owner: undefined });
  expect(planned?.subject.platforms).toStrictEqual(['linux/arm64']);
  expect(['npm', '/root/.cache', 'pip'].map((id) => planned && isWanted(planned, mount(id)))).toStrictEqual([
    true,
    true,
    false,
  ]);
  expect(
    [['tests'], ['build'], ['tests', 'build'], [undefined]].map((stages) => planned && isEmptied(planned, stages)),
  ).toStrictEqual([true, false, false, false]);
  const all = plan(request({ ...on, 'no-cache': 'true' }), git);
  expect(all && isEmptied(all, ['build'])).toBe(true);
});

const service = { ACTIONS_RUNTIME_TOKEN: 'token', ACTIONS_RESULTS_URL: 'https://results.example.com/' };

test.each<[name: string, written: Partial<Inputs>, env: NodeJS.ProcessEnv, obstacle: RegExp | undefined]>([
  ['nothing in the way', {}, service, undefined],
  ['the first generation of the service', {}, { ACTIONS_CACHE_URL: 'http://10.0.0.1:4321/' }, undefined],
  ['no service', {}, { ACTIONS_RUNTIME_TOKEN: 'token' }, /offers no Actions cache/],
  ['no token', {}, { ...service, ACTIONS_RUNTIME_TOKEN: '' }, /offers no Actions cache/],
  ['an endpoint', { endpoint: 'tcp://builder:1234' }, service, /"endpoint"/],
  ['a runtime in the flags', { 'buildkitd-flags': '--oci-worker-binary=crun' }, service, /runtime of its own/],
  [
    'a runtime in the configuration',
    { 'buildkitd-config-inline': '[worker.oci]\n  binary = "crun"\n' },
    service,
    /runtime of its own/,
  ],
  [
    'a runtime in the configuration, written otherwise',
    { 'buildkitd-config-inline': 'worker.oci = { binary = "crun" }\n' },
    service,
    /runtime of its own/,
  ],
  [
    'a binary that is no runtime',
    { 'buildkitd-config-inline': '[frontend."x"]\n  binary = "crun"\n' },
    service,
    undefined,
  ],
  ['another configuration', { 'buildkitd-config-inline': '[worker.oci]\n  gc = false\n' }, service, undefined],
])('what keeps mounts from being kept: %s', (_, written, env, obstacle) => {
  const found = findObstacle(request({ ...on, ...written }), env);
  if (obstacle === undefined) expect(found).toBeUndefined();
  else expect(found).toMatch(obstacle);
});
