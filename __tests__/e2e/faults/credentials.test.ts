import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { registryError } from '../../../testbed/faulty-registry/registry-error.ts';
import type { Rule } from '../../../testbed/faulty-registry/rule.ts';
import type { TokenSettings } from '../../../testbed/faulty-registry/token-registry.ts';
import type { Runner } from '../../../testbed/harness.ts';
import { succeeded, writeCommand } from '../fixture.ts';
import { test, writeDockerConfig, writeFiles } from './fixture.ts';

const password = 'correct horse';
const tokens: TokenSettings = {
  lifetimeSeconds: 60,
  users: {
    ada: { password, repositories: { 'e2e/*': ['pull', 'push'] } },
    reader: { password, repositories: { 'e2e/*': ['pull'] } },
  },
};

function writeConfig(runner: Runner, text: string): undefined {
  writeFiles(runner.dockerConfig, { 'config.json': text });
}

describe.concurrent('helper absent, exits 1, hangs, prints garbage', () => {
  const garbage = 'echo "Password: swordfish"\n';
  const scripts: [string, string | undefined, string][] = [
    ['is absent', undefined, 'was not found'],
    ['exits 1', 'echo "no keychain" >&2\nexit 1\n', 'exit code 1'],
    ['hangs', 'sleep 60\n', 'did not answer within'],
    ['prints garbage', garbage, "Docker's JSON"],
  ];
  const withHelper = (runner: Runner, script: string | undefined, host: string): NodeJS.ProcessEnv => {
    writeConfig(runner, JSON.stringify({ credHelpers: { [host]: 'vault' } }));
    const folder = join(runner.home, 'bin');
    if (script !== undefined) writeCommand(join(folder, 'docker-credential-vault'), script);
    return { PATH: `${folder}:${process.env.PATH}` };
  };

  test.concurrent.for(scripts)(
    'one that %s fails the step within 10 s, and is named',
    async ([, script, word], { attempt, startProxy }) => {
      const proxy = await startProxy([], tokens);
      const { main, errors } = await attempt({
        registry: proxy.address,
        prepare: (runner) => withHelper(runner, script, proxy.address),
      });
      expect(main.exitCode).toBe(1);
      for (const part of ['docker-credential-vault', proxy.address, word]) expect(errors[0]).toContain(part);
      expect(main.milliseconds).toBeLessThan(10_000 + 3000);
      expect(main.log).not.toContain('swordfish');
    },
  );

  test.concurrent('of a host that is not used is not asked', async ({ attempt }) => {
    const { main, warnings } = await attempt({
      prepare: (runner) => withHelper(runner, undefined, 'elsewhere.example'),
    });
    succeeded(main);
    expect(warnings).toStrictEqual([]);
  });
});

describe.concurrent('malformed or unreadable config.json', () => {
  test.concurrent.for<[string, string, string]>([
    ['cut off', '{"auths": {"ghcr.io": {"auth": "aHVudGVyMg', 'is not valid JSON'],
    ['of another shape', '{"auths": []}', 'is not a JSON object'],
    ['with an auth that is none', '{"auths": {"ghcr.io": {"auth": "hunter2"}}}', 'is not base64'],
  ])('%s fails the step, which would else be anonymous', async ([, text, word], { attempt }) => {
    const { main, errors, runner } = await attempt({ prepare: (fresh) => writeConfig(fresh, text) });
    expect(main.exitCode).toBe(1);
    expect(errors[0]).toContain(join(runner.dockerConfig, 'config.json'));
    expect(errors[0]).toContain(word);
    expect(main.log).not.toMatch(/hunter2|aHVudGVyMg/);
  });

  test.concurrent('unreadable', async ({ attempt }) => {
    // A folder in its place cannot be read even by root.
    const { main, errors, runner } = await attempt({
      prepare(fresh) {
        const elsewhere = join(fresh.home, 'docker');
        writeFiles(elsewhere, { 'config.json/x': '' });
        return { DOCKER_CONFIG: elsewhere };
      },
    });
    expect(main.exitCode).toBe(1);
    expect(errors[0]).toContain(`${join(runner.home, 'docker', 'config.json')} cannot be read`);
  });
});

describe.concurrent('wrong password, no push right', () => {
  test.concurrent.for([
    ['a wrong password', 'ada:wrong'],
    ['no right to push', `reader:${password}`],
    ['no login', undefined],
  ] as const)(
    '%s is one attempt and one error, which names host and repository',
    async ([, login], { attempt, startProxy, repository }) => {
      const proxy = await startProxy([], tokens);
      const { main, errors, warnings } = await attempt({
        registry: proxy.address,
        inputs: { cache: 'off' },
        prepare(runner) {
          writeDockerConfig(runner, login === undefined ? {} : { [proxy.address]: login });
          return undefined;
        },
      });
      expect(main.exitCode).toBe(1);
      expect(warnings).toStrictEqual([]);
      expect(errors[0]).toContain(`${proxy.address}/${repository}`);
      expect(errors[0]).toContain('docker/login-action');
    },
  );
});

describe.concurrent('no login for a registry that wants one for a push', () => {
  const refused = registryError(403, 'DENIED', 'requested access to the resource is denied');
  test.concurrent.for<[string, Rule[], TokenSettings | undefined]>([
    ['at all', [], tokens],
    ['for uploads', [{ match: { method: 'POST', kind: 'upload' }, action: refused }], undefined],
  ])('one that wants it %s ends the step before the build', async ([, rules, users], { attempt, startProxy }) => {
    const proxy = await startProxy(rules, users);
    const { main, errors } = await attempt({ registry: proxy.address, inputs: { cache: 'off' } });
    expect(main.exitCode).toBe(1);
    expect(errors[0]).toContain(`Log in to ${proxy.address} in an earlier step (docker/login-action)`);
    expect(main.log).not.toContain('COPY page.html');
  });
});

describe.concurrent('token endpoint 502 twice', () => {
  test.concurrent('is asked again', async ({ attempt, startProxy }) => {
    const proxy = await startProxy(
      [{ match: { kind: 'token' }, when: { first: 2 }, action: { kind: 'answer', status: 502 } }],
      tokens,
    );
    const { main } = await attempt({
      registry: proxy.address,
      prepare(runner) {
        writeDockerConfig(runner, { [proxy.address]: `ada:${password}` });
        return undefined;
      },
    });
    succeeded(main);
  });

  test.concurrent('by BuildKit too: one more attempt with a fresh token', async ({ attempt, startProxy }) => {
    const proxy = await startProxy(
      // BuildKit itself asks again for seven seconds.
      [{ match: { kind: 'token' }, when: { forMilliseconds: 8500 }, action: { kind: 'answer', status: 502 } }],
      tokens,
    );
    const { main, warnings } = await attempt({
      registry: proxy.address,
      inputs: { cache: 'off' },
      prepare(runner) {
        writeDockerConfig(runner, { [proxy.address]: `ada:${password}` });
        return undefined;
      },
    });
    succeeded(main);
    expect(warnings.length).toBeGreaterThan(0);
    for (const warning of warnings) expect(warning).toMatch(/^Attempt \d failed, the registry answered 502: /);
  });
});
