import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished } from 'vitest';
import { startCacheServer } from '../../testbed/actions-cache/cache-server.ts';
import { runCommand } from '../../testbed/command.ts';
import { startFaultyRegistry } from '../../testbed/faulty-registry/faulty-registry.ts';
import type { Rule } from '../../testbed/faulty-registry/rule.ts';
import { otherEvent, pushEvent, type StepResult } from '../../testbed/harness.ts';
import type { Testbed } from '../../testbed/up.ts';
import { startGitHub } from '../prune/github-server.ts';
import { openRepository, type Repository } from '../prune/push-cache.ts';
import { branchTag, runPrune } from '../prune/run-prune.ts';
import { builderInputs, layerDigests, succeeded, tagDigests, test, writeCommand } from './fixture.ts';
import { publish, startGitServer } from './git-server.ts';
import { readEverything } from './pushed-image.ts';

const copied = { Dockerfile: 'FROM scratch\nCOPY page.html /\n', 'page.html': '<h1>Hello</h1>\n' };

describe('a link in the workspace that leads out of it', () => {
  const fromOther = { Dockerfile: 'FROM scratch\nCOPY --from=other text /\n' };
  test.for<[string, string, Record<string, string>, Record<string, string>?]>([
    ['secret-files', 'token=link/text', {}],
    ['build-contexts', 'other=link', {}, fromOther],
    ['outputs', 'type=local,dest=link/made', { push: 'false' }],
    ['outputs', 'link/made', { push: 'false' }],
    ['outputs', 'type=tar,dest=dangling', { push: 'false' }],
    ['cache-to', 'type=local,dest=link/made', {}],
    ['cache-to', 'type=local,dest=store', {}],
    ['cache-to', 'type=local,dest=begun', {}, { Dockerfile: 'FROM debian:bookworm-slim\nCOPY Dockerfile /\n' }],
    ['cache-from', 'type=local,src=locked', {}],
    ['buildkitd-config', 'link/buildkitd.toml', {}],
  ])(
    'is not followed by %s: %s',
    async ([input, value, more, files = copied], { newRunner, testbed, registry, image }) => {
      const runner = newRunner({ files });
      const outside = join(runner.root, 'outside');
      mkdirSync(outside);
      writeFileSync(join(outside, 'text'), 'of the machine\n');
      writeFileSync(join(outside, 'buildkitd.toml'), readFileSync(testbed.buildkitdConfigFile));
      symlinkSync(outside, join(runner.workspace, 'link'));
      symlinkSync(join(outside, 'made'), join(runner.workspace, 'dangling'));
      mkdirSync(join(runner.workspace, 'store'));
      symlinkSync(join(outside, 'made'), join(runner.workspace, 'store', 'index.json'));
      // What a writer begins, the next one goes on with; a base image's layer tells its name.
      const [layer] = await layerDigests(registry, 'library/debian', 'bookworm-slim');
      const begun = createHash('sha256').update(`layer-${layer}`).digest('hex');
      mkdirSync(join(runner.workspace, 'begun/ingest', begun), { recursive: true });
      symlinkSync(join(outside, 'made'), join(runner.workspace, 'begun/ingest', begun, 'data'));
      mkdirSync(join(runner.workspace, 'locked'));
      symlinkSync(join(outside, 'made'), join(runner.workspace, 'locked', 'index.json.lock'));
      const inputs = { ...builderInputs(testbed), image, tags: 'latest', push: 'true', cache: 'off', ...more };
      const main = await runner.main({ inputs: { ...inputs, [input]: value } });
      await runner.post();
      expect(readdirSync(outside).toSorted()).toStrictEqual(['buildkitd.toml', 'text']);
      expect([main.exitCode, main.annotations.map(({ level }) => level)], main.log).toStrictEqual([1, ['error']]);
      expect(main.annotations[0]?.message).toContain(`"${input}"`);
      expect(main.annotations[0]?.message).toContain(outside);
    },
  );
});

describe('the token for git contexts', () => {
  const token = 'ghs_for-git-contexts-alone';
  const thief = (port: string, last: string) => `FROM debian:bookworm-slim AS thief
RUN --mount=type=secret,id=GIT_AUTH_TOKEN.localhost:${port},target=/token grep -q ^ghs_ /token && echo seen > /stolen || echo nothing > /stolen
FROM scratch
COPY --from=thief /stolen /
${last}`;

  test.for<[string, string, boolean]>([
    ['no RUN sees it where the named context that it is for is not used', '', false],
    ['a RUN can see it where that context is used, which the log says', 'COPY --from=private /page.html /\n', true],
  ])('%s', async ([, last, isUsed], { newRunner, testbed, registry, repository, image }) => {
    const runner = newRunner({ files: copied });
    const served = join(runner.root, 'served');
    mkdirSync(served);
    const sha = await runner.commit();
    await publish(runner.workspace, join(served, 'octo-org/app.git'));
    const github = await startGitServer(served, token);
    onTestFinished(() => github.close());
    writeFileSync(join(runner.workspace, 'Dockerfile'), thief(new URL(github.url).port, last));
    const main = await runner.main({
      inputs: {
        ...{ ...builderInputs(testbed), image, tags: 'latest', push: 'true', cache: 'off', 'github-token': token },
        'build-contexts': `private=${github.url}/octo-org/app.git`,
      },
      event: pushEvent({ sha }),
      env: { GITHUB_SERVER_URL: github.url },
    });
    await runner.post();
    succeeded(main);
    const text = await readEverything(registry, repository, 'latest');
    expect([text.includes('seen\n'), text.includes('nothing\n')]).toStrictEqual([isUsed, !isUsed]);
    expect(main.log.includes('A RUN of this build can read it too')).toBe(isUsed);
  });
});

describe('a RUN of a build that pushes to localhost', () => {
  const look = 'cat /etc/resolv.conf; cut -f 1,2 /proc/net/route';
  const spy = (port: string) => `FROM debian:bookworm-slim
RUN --mount=type=cache,target=/kept echo kept > /kept/file; \\
    { bash -c 'exec 3<>/dev/tcp/127.0.0.1/${port}' && echo reached || echo kept away; ${look}; } > /seen; \\
    echo "seen: $(base64 -w 0 /seen)"
`;

  test.for<[string, Record<string, string>, string]>([
    ['reaches nothing on the machine, and has the network of any container', { 'cache-mounts': 'off' }, 'kept away\n'],
    ['neither does where cache mounts are kept', { 'cache-mounts': 'auto' }, 'kept away\n'],
    ["is in the machine's network where that is allowed", { network: 'host', allow: 'network.host' }, 'reached\n'],
  ])('%s', async ([, inputs, outcome], { newRunner, testbed, image }) => {
    const cache = await startCacheServer();
    onTestFinished(() => cache.stop());
    const runner = newRunner({ files: { Dockerfile: spy(testbed.registry.split(':')[1] ?? '') } });
    const main = await runner.main({
      inputs: { ...builderInputs(testbed), image, tags: 'latest', push: 'true', cache: 'off', ...inputs },
      event: pushEvent(),
      env: cache.env('refs/heads/main'),
    });
    await runner.post();
    expect(succeeded(main).annotations).toStrictEqual([]);
    expect(cache.entries()).toHaveLength(inputs['cache-mounts'] === 'auto' ? 1 : 0);
    const [, seen = ''] = /seen: (\S+)$/m.exec(main.log) ?? [];
    const any = await runCommand('docker', ['run', '--rm', '--entrypoint', 'sh', testbed.buildkitImage, '-c', look]);
    const text = Buffer.from(seen, 'base64').toString();
    expect(text.slice(0, outcome.length)).toBe(outcome);
    if (outcome !== 'reached\n') expect(text.trim()).toBe(`${outcome}${any}`);
  });
});

test('an event that builds anything may not move the tag of the branch that it runs on', async ({
  newRunner,
  testbed,
  registry,
  repository,
  image,
}) => {
  const runner = newRunner({ files: copied });
  await runner.commit();
  const inputs = { ...builderInputs(testbed), image, push: 'true', cache: 'off' };
  for (const event of ['workflow_run', 'issue_comment']) {
    const main = await runner.main({ inputs, event: otherEvent(event) });
    await runner.post();
    expect([main.exitCode, await tagDigests(registry, repository)], main.log).toStrictEqual([1, {}]);
    expect(main.annotations[0]?.message).toContain('"tags"');
  }
});

test.for(['succeeds', 'fails'])(
  'a secret is on the disk no longer than a build that %s needs it',
  async (how, { newRunner, testbed, image }) => {
    const secret = 'a secret of several\nlines, and “quotes”';
    const files = how === 'fails' ? { Dockerfile: 'FROM scratch\nCOPY nowhere /\n' } : copied;
    const runner = newRunner({ files });
    const inputs = { ...builderInputs(testbed), image, push: 'true', secrets: `"one=${secret}"` };
    const main = await runner.main({ inputs });
    const kept = readdirSync(runner.temp, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((file) => readFileSync(file).includes('a secret of several'));
    await runner.post();
    expect(main.exitCode, main.log).toBe(how === 'fails' ? 1 : 0);
    expect(kept).toStrictEqual([]);
  },
);

test('the programs that a step starts have no input in their environment', async ({ newRunner, testbed, image }) => {
  const runner = newRunner({ files: copied });
  const seen = join(runner.home, 'seen');
  mkdirSync(seen);
  const bin = join(runner.home, 'bin');
  const paths = process.env.PATH ?? '';
  const spy = (name: string, then: string) => writeCommand(join(bin, name), `env > ${seen}/${name}.$$\n${then}\n`);
  spy('git', `PATH=${paths} exec git "$@"`);
  spy('docker', `PATH=${paths} exec docker "$@"`);
  spy('docker-credential-vault', 'echo "credentials not found in native keychain"\nexit 1');
  const sha = await runner.commit();
  writeFileSync(
    join(runner.dockerConfig, 'config.json'),
    JSON.stringify({ credHelpers: { [testbed.registry]: 'vault' } }),
  );
  const event = pushEvent({ sha });
  event.payload.head_commit = null;
  const step = { inputs: { ...builderInputs(testbed), image, push: 'true' }, event };
  const env = { PATH: `${bin}:${paths}` };
  await runner.pre({ ...step, env });
  succeeded(await runner.main({ ...step, env }));
  succeeded(await runner.post());
  const programs = readdirSync(seen);
  expect([...new Set(programs.map((name) => name.replace(/\.\d+$/, '')))].toSorted()).toStrictEqual([
    ...['docker', 'docker-credential-vault', 'git'],
  ]);
  const inputs = programs.filter((name) => /^INPUT_/m.test(readFileSync(join(seen, name), 'utf8')));
  expect(inputs).toStrictEqual([]);
});

describe('a hostile registry', () => {
  const event = otherEvent('schedule', { payload: { schedule: '0 3 * * 1' } });
  const prune = async (
    testbed: Testbed,
    path: string,
    rules: (tag: string) => Rule[],
    inputs: Record<string, string> = {},
  ): Promise<StepResult & { repository: Repository }> => {
    const faulty = await startFaultyRegistry({ upstream: testbed.registry });
    const github = await startGitHub();
    onTestFinished(() => Promise.all([faulty.close(), github.close()]).then(() => undefined));
    const repository = openRepository(faulty.address, path);
    await repository.push(branchTag('gone'), { layers: ['gone'] });
    await repository.push(branchTag('gone-too'), { layers: ['gone too'] });
    faulty.setRules(rules(branchTag('gone')));
    const step = await runPrune({ repository: repository.name, github, event, inputs });
    return { ...step, repository };
  };

  test('says nothing that the runner takes for a command', async ({ testbed, repository }) => {
    const body = '{"errors":[{"code":"DENIED","message":"##[add-mask]main ##[error]owned"}]}';
    const step = await prune(testbed, repository, () => [
      { match: { method: 'DELETE' }, action: { kind: 'answer', status: 409, body } },
    ]);
    expect(step.log).toContain('DENIED ##\\[add-mask]main');
    expect(step.commands.map(({ name }) => name)).toStrictEqual(['warning']);
    expect([step.exitCode, step.masks]).toStrictEqual([0, []]);
  });

  test('holds pruning no longer than "timeout" allows, and what went before is told', async ({
    testbed,
    repository,
  }) => {
    const slow: Rule = { match: { method: 'DELETE' }, when: { from: 2 }, action: { kind: 'black-hole' } };
    const step = await prune(testbed, repository, () => [slow], { timeout: '3s' });
    expect(step.milliseconds).toBeLessThan(10_000);
    expect(step.annotations).toMatchObject([{ level: 'error', message: expect.stringContaining('"timeout"') }]);
    expect(step.exitCode).toBe(1);
    expect(step.summary).toContain('Deleted');
  });
});
