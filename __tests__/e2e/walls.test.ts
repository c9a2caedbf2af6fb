import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished } from 'vitest';
import { startFaultyRegistry } from '../../testbed/faulty-registry/faulty-registry.ts';
import type { Rule } from '../../testbed/faulty-registry/rule.ts';
import { otherEvent, type StepResult } from '../../testbed/harness.ts';
import type { Testbed } from '../../testbed/up.ts';
import { startGitHub } from '../prune/github-server.ts';
import { openRepository, type Repository } from '../prune/push-cache.ts';
import { branchTag, runPrune } from '../prune/run-prune.ts';
import { builderInputs, tagDigests, test } from './fixture.ts';

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
    ['buildkitd-config', 'link/buildkitd.toml', {}],
  ])('is not followed by %s: %s', async ([input, value, more, files = copied], { newRunner, testbed, image }) => {
    const runner = newRunner({ files });
    const outside = join(runner.root, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'text'), 'of the machine\n');
    writeFileSync(join(outside, 'buildkitd.toml'), readFileSync(testbed.buildkitdConfigFile));
    symlinkSync(outside, join(runner.workspace, 'link'));
    symlinkSync(join(outside, 'made'), join(runner.workspace, 'dangling'));
    mkdirSync(join(runner.workspace, 'store'));
    symlinkSync(join(outside, 'made'), join(runner.workspace, 'store', 'index.json'));
    const inputs = { ...builderInputs(testbed), image, tags: 'latest', push: 'true', cache: 'off', ...more };
    const main = await runner.main({ inputs: { ...inputs, [input]: value } });
    await runner.post();
    expect(readdirSync(outside).toSorted()).toStrictEqual(['buildkitd.toml', 'text']);
    expect([main.exitCode, main.annotations.map(({ level }) => level)], main.log).toStrictEqual([1, ['error']]);
    expect(main.annotations[0]?.message).toContain(`"${input}"`);
    expect(main.annotations[0]?.message).toContain(outside);
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
});
