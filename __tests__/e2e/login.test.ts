import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { type FaultyRegistry, startFaultyRegistry } from '../../testbed/faulty-registry/faulty-registry.ts';
import type { JournalEntry } from '../../testbed/faulty-registry/journal.ts';
import { pushEvent, type Runner } from '../../testbed/harness.ts';
import { type Registry, startRegistry } from '../../testbed/registry.ts';
import { registryClient } from '../../testbed/registry-client.ts';
import { builderInputs, instructionsOf, succeeded, test, writeCommand } from './fixture.ts';

const user = 'ada';
const password = 'p:ä "x" $y';
/** No base image: all requests go to the registry that the test is about. */
const files = { Dockerfile: 'FROM scratch\nCOPY Dockerfile /\n' };

/** A registry that lets nobody in without a password. */
let locked: Registry;
/** One that anybody may use, behind a token server that asks for the password. */
let open: Registry;
let tokens: FaultyRegistry;
beforeAll(async () => {
  [locked, open] = await Promise.all([startRegistry({ users: { [user]: password } }), startRegistry()]);
  tokens = await startFaultyRegistry({
    upstream: open.address,
    tokens: { lifetimeSeconds: 60, users: { [user]: { password, repositories: { 'e2e/*': ['pull', 'push'] } } } },
  });
});
afterAll(async () => {
  await tokens.close();
  await Promise.all([locked.stop(), open.stop()]);
});

/** What `docker login` writes for a user of a registry. */
function auths(address: string): object {
  return { auths: { [address]: { auth: Buffer.from(`${user}:${password}`).toString('base64') } } };
}

function writeDockerConfig(runner: Runner, config: object): void {
  mkdirSync(runner.dockerConfig, { recursive: true });
  writeFileSync(join(runner.dockerConfig, 'config.json'), JSON.stringify(config), { mode: 0o600 });
}

type LogIn = (runner: Runner) => NodeJS.ProcessEnv;

/** Writes a credential helper that knows the password and notes down what it is asked, and puts it on the PATH. */
function writeHelper(runner: Runner, address: string): NodeJS.ProcessEnv {
  const folder = join(runner.home, 'bin');
  const answer = join(runner.home, 'answer.json');
  writeFileSync(answer, JSON.stringify({ ServerURL: address, Username: user, Secret: password }));
  // docker-credential-helpers: the server's name comes on standard input.
  writeCommand(
    join(folder, 'docker-credential-vault'),
    `read -r server\necho "$1 $server" >> ${runner.home}/asked\n[ "$server" = ${address} ] && exec cat ${answer}\necho "credentials not found in native keychain"\nexit 1\n`,
  );
  return { PATH: `${folder}:${process.env.PATH}` };
}

test.for<[string, LogIn]>([
  [
    'auths, as docker/login-action writes them',
    (runner) => {
      writeDockerConfig(runner, auths(locked.address));
      return {};
    },
  ],
  [
    'a credential helper of one registry',
    (runner) => {
      writeDockerConfig(runner, { credHelpers: { [locked.address]: 'vault' } });
      return writeHelper(runner, locked.address);
    },
  ],
  [
    'a credentials store of all registries',
    (runner) => {
      writeDockerConfig(runner, { credsStore: 'vault' });
      return writeHelper(runner, locked.address);
    },
  ],
])(
  'a registry with passwords takes image and cache, and gives the cache, by %s',
  async ([how, logIn], { newRunner, testbed, repository }) => {
    const inputs = { ...builderInputs(testbed), image: `${locked.address}/${repository}`, push: 'true' };
    const event = pushEvent();
    const build = async () => {
      const runner = newRunner({ files });
      const main = succeeded(await runner.main({ inputs, event, env: logIn(runner) }));
      const post = succeeded(await runner.post());
      expect([...main.annotations, ...post.annotations]).toStrictEqual([]);
      expect(main.log + post.log).not.toContain(password);
      return { runner, main };
    };
    const cold = await build();
    const warm = await build();
    expect(warm.main.outputs['cache-source']).toBe('own');
    expect(instructionsOf(warm.main).executed).toStrictEqual([]);
    const pushed = await registryClient(locked.address, `${user}:${password}`).manifest(repository, 'main');
    expect([cold.main.outputs.digest, warm.main.outputs.digest]).toStrictEqual([pushed?.digest, pushed?.digest]);
    if (how.startsWith('auths')) return;
    const asked = readFileSync(join(warm.runner.home, 'asked'), 'utf8').trim().split('\n');
    expect(new Set(asked)).toContain(`get ${locked.address}`);
    expect(asked.filter((line) => !line.startsWith('get '))).toStrictEqual([]);
  },
);

test('without a login the registry with passwords keeps its doors shut, and one error says which registry it was', async ({
  newRunner,
  testbed,
  repository,
}) => {
  const runner = newRunner({ files });
  const image = `${locked.address}/${repository}`;
  const main = await runner.main({ inputs: { ...builderInputs(testbed), image, push: 'true' } });
  expect(main.exitCode).toBe(1);
  expect(main.outputs).toStrictEqual({});
  const errors = main.annotations.filter(({ level }) => level === 'error');
  expect(errors).toHaveLength(1);
  expect(errors[0]?.message).toContain(locked.address);
  await runner.post();
  expect(await registryClient(locked.address, `${user}:${password}`).tags(repository)).toStrictEqual([]);
});

test.for<[string, () => Promise<object>]>([
  ['a password', async () => auths(tokens.address)],
  [
    'an identity token',
    async () => ({ auths: { [tokens.address]: { auth: '', identitytoken: await getIdentityToken() } } }),
  ],
])(
  'a registry with a token server takes image and cache, and gives the cache, for %s',
  async ([, config], { newRunner, testbed, repository }) => {
    const inputs = { ...builderInputs(testbed), image: `${tokens.address}/${repository}`, push: 'true' };
    const event = pushEvent();
    const build = async () => {
      const seen = tokens.journal.length;
      const runner = newRunner({ files });
      writeDockerConfig(runner, await config());
      const main = succeeded(await runner.main({ inputs, event }));
      const post = succeeded(await runner.post());
      expect([...main.annotations, ...post.annotations]).toStrictEqual([]);
      return { main, requests: tokens.journal.slice(seen) };
    };
    const cold = await build();
    const warm = await build();
    expect(warm.main.outputs['cache-source']).toBe('own');
    expect(instructionsOf(warm.main).executed).toStrictEqual([]);
    const pushed = await registryClient(open.address).manifest(repository, 'main');
    expect([cold.main.outputs.digest, warm.main.outputs.digest]).toStrictEqual([pushed?.digest, pushed?.digest]);
    // The password goes to the token server alone.
    const requests = [...cold.requests, ...warm.requests];
    const withPassword = requests.filter(({ kind, authorization }) => kind !== 'token' && authorization === 'basic');
    expect(withPassword).toStrictEqual([]);
    expect(requests.filter(isProbe).map(({ status, authorization }) => [status, authorization])).toStrictEqual([
      [401, 'none'],
      [404, 'bearer'],
      [401, 'none'],
      [200, 'bearer'],
    ]);
  },
);

/** The requests by which the action itself looks for main's cache. */
function isProbe({ method, kind, reference, userAgent }: JournalEntry): boolean {
  return (
    method === 'HEAD' &&
    kind === 'manifest' &&
    /^cache-.*-main$/.test(reference ?? '') &&
    /build-action/.test(userAgent ?? '')
  );
}

async function getIdentityToken(): Promise<string> {
  const query = new URLSearchParams({ service: 'faulty-registry', offline_token: 'true', account: user });
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const answer = await fetch(`http://${tokens.address}/token?${query}`, { headers: { authorization } });
  return ((await answer.json()) as { refresh_token: string }).refresh_token;
}
