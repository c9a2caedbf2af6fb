import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type DockerConfig, readCredentials, readDockerConfig } from '../../src/registry/credentials.ts';

const HUB = 'https://index.docker.io/v1/';
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const login = (username: string, password: string) => ({ kind: 'password', username, password });

let root: string;
let env: NodeJS.ProcessEnv;
let masked: string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'credentials-'));
  mkdirSync(join(root, 'bin'));
  mkdirSync(join(root, '.docker'));
  env = { HOME: root, PATH: `${join(root, 'bin')}:/usr/bin:/bin` };
  masked = [];
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(config: unknown, folder = '.docker'): void {
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, 'config.json'), typeof config === 'string' ? config : JSON.stringify(config));
}

/** A helper that keeps what it was called with, and then runs the script. */
function helper(name: string, script: string): void {
  const file = join(root, 'bin', `docker-credential-${name}`);
  writeFileSync(file, `#!/bin/sh\nread -r server\necho "$1 $server" >> ${root}/calls\n${script}\n`);
  chmodSync(file, 0o755);
}

/** A process that ended stays as a zombie where nobody waits for it. */
function isRunning(pid: string): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

const calls = (): string[] => readFileSync(join(root, 'calls'), 'utf8').trim().split('\n');
const read = (): DockerConfig => readDockerConfig(env, (secret) => masked.push(secret));
const credentials = (host: string) => readCredentials(read(), host);

describe("docker's configuration is found where docker looks for it", () => {
  test('without a file nobody is logged in', async () => {
    expect(await credentials('ghcr.io')).toBeUndefined();
    env.DOCKER_CONFIG = join(root, 'nowhere');
    expect(await credentials('ghcr.io')).toBeUndefined();
  });

  test('DOCKER_CONFIG goes before the home folder', async () => {
    write({ auths: { 'ghcr.io': { auth: base64('home:a') } } });
    write({ auths: { 'ghcr.io': { auth: base64('other:b') } } }, 'other');
    expect(await credentials('ghcr.io')).toStrictEqual(login('home', 'a'));
    env.DOCKER_CONFIG = join(root, 'other');
    expect(await credentials('ghcr.io')).toStrictEqual(login('other', 'b'));
  });

  test('DOCKER_AUTH_CONFIG goes before the file, for the hosts that it holds', async () => {
    write({ auths: { 'ghcr.io': { auth: base64('file:a') }, 'quay.io': { auth: base64('file:b') } } });
    env.DOCKER_AUTH_CONFIG = JSON.stringify({ auths: { 'ghcr.io': { auth: base64('env:c') } } });
    expect(await credentials('ghcr.io')).toStrictEqual(login('env', 'c'));
    expect(await credentials('quay.io')).toStrictEqual(login('file', 'b'));
    expect(masked).toContain('c');
  });

  test('a malformed file is an error', () => {
    write('{"auths":');
    expect(read).toThrow(`The Docker configuration ${join(root, '.docker/config.json')} is not valid JSON`);
  });

  test('a file that cannot be read is an error', () => {
    mkdirSync(join(root, '.docker', 'config.json'));
    expect(read).toThrow(`The Docker configuration ${join(root, '.docker/config.json')} cannot be read (EISDIR)`);
    env.DOCKER_CONFIG = join(root, 'bin', 'file', 'x');
    writeFileSync(join(root, 'bin', 'file'), '');
    expect(read).toThrow('cannot be read (ENOTDIR)');
  });
});

describe('the login of a host is found under the keys that docker knows', () => {
  test.each([
    ['ghcr.io', 'ghcr.io'],
    ['localhost:5000', 'localhost:5000'],
    ['https://ghcr.io', 'ghcr.io'],
    ['https://ghcr.io/v1/', 'ghcr.io'],
    ['http://localhost:5000/v2/', 'localhost:5000'],
    ['ghcr.io/v1/', 'ghcr.io'],
    ['https://someone@ghcr.io/v1/', 'ghcr.io'],
    [HUB, 'docker.io'],
    [HUB, 'registry-1.docker.io'],
    [HUB, 'index.docker.io'],
  ])('%s is for %s', async (key, host) => {
    write({ auths: { 'other.example': { auth: base64('no:no') }, [key]: { auth: base64('me:secret') } } });
    expect(await credentials(host)).toStrictEqual(login('me', 'secret'));
    expect(masked).toContain('secret');
    expect(masked).toContain(base64('me:secret'));
  });

  test.each([
    ['docker.io', 'docker.io'],
    ['ghcr.io:443', 'ghcr.io'],
    ['GHCR.IO', 'ghcr.io'],
    ['evil.example/ghcr.io', 'ghcr.io'],
    ['https://ghcr.io@evil.example', 'ghcr.io'],
  ])('%s is not for %s', async (key, host) => {
    write({ auths: { [key]: { auth: base64('me:secret') } } });
    expect(await credentials(host)).toBeUndefined();
  });

  test('the exact key goes before an old one', async () => {
    write({ auths: { 'https://ghcr.io/v1/': { auth: base64('old:a') }, 'ghcr.io': { auth: base64('new:b') } } });
    expect(await credentials('ghcr.io')).toStrictEqual(login('new', 'b'));
  });
});

describe('a credential helper is asked as docker asks it', () => {
  test("with get and the host, and its answer's secret is masked", async () => {
    write({ credHelpers: { 'ghcr.io': 'test' } });
    helper('test', `echo '{"ServerURL":"ghcr.io","Username":"me","Secret":"from-helper"}'`);
    expect(await credentials('ghcr.io')).toStrictEqual(login('me', 'from-helper'));
    expect(calls()).toStrictEqual(['get ghcr.io']);
    expect(masked).toStrictEqual(['from-helper']);
  });

  test('credHelpers go before credsStore, and both before auths', async () => {
    write({
      auths: { 'ghcr.io': { auth: base64('file:a') }, 'quay.io': { auth: base64('file:b') } },
      credHelpers: { 'ghcr.io': 'one' },
      credsStore: 'two',
    });
    helper('one', `echo '{"Username":"one","Secret":"1"}'`);
    helper('two', `echo '{"username":"two","secret":"2"}'`);
    expect(await credentials('ghcr.io')).toStrictEqual(login('one', '1'));
    expect(await credentials('quay.io')).toStrictEqual(login('two', '2'));
    expect(await credentials('docker.io')).toStrictEqual(login('two', '2'));
    expect(calls()).toStrictEqual(['get ghcr.io', 'get quay.io', `get ${HUB}`]);
  });

  test('an empty entry of credHelpers means the file itself', async () => {
    write({ auths: { 'ghcr.io': { auth: base64('file:a') } }, credHelpers: { 'ghcr.io': '' }, credsStore: 'absent' });
    expect(await credentials('ghcr.io')).toStrictEqual(login('file', 'a'));
  });

  test('the user name <token> means an identity token', async () => {
    write({ credsStore: 'test' });
    helper('test', `echo '{"Username":"<token>","Secret":"refresh"}'`);
    expect(await credentials('ghcr.io')).toStrictEqual({ kind: 'identity-token', token: 'refresh' });
  });

  test.each([
    ['that knows no login', "echo 'credentials not found in native keychain'; exit 1"],
    ['with an empty answer', 'echo "{}"'],
  ])('a helper %s means anonymous, whatever auths hold', async (_, script) => {
    write({ auths: { 'ghcr.io': { auth: base64('file:a') } }, credsStore: 'test' });
    helper('test', script);
    expect(await credentials('ghcr.io')).toBeUndefined();
  });

  test('once, however many ask at the same time', async () => {
    write({ credsStore: 'test' });
    helper('test', `sleep 0.1; echo '{"Username":"me","Secret":"s"}'`);
    const config = read();
    const answers = await Promise.all([1, 2, 3].map(() => readCredentials(config, 'ghcr.io')));
    expect(await readCredentials(config, 'ghcr.io')).toStrictEqual(login('me', 's'));
    expect(answers).toStrictEqual([login('me', 's'), login('me', 's'), login('me', 's')]);
    expect(calls()).toStrictEqual(['get ghcr.io']);
  });

  test('a helper that does not read its input is no trouble', async () => {
    write({ credsStore: 'deaf' });
    const file = join(root, 'bin', 'docker-credential-deaf');
    writeFileSync(file, `#!/bin/sh\nexec 0<&-\necho '{"Username":"me","Secret":"s"}'\n`);
    chmodSync(file, 0o755);
    expect(await credentials('ghcr.io')).toStrictEqual(login('me', 's'));
  });
});

describe('a helper that fails is an error that names host and helper and no secret', () => {
  const LEAK = 'hunter2-secret';
  test.each([
    ['exits 1', `echo ${LEAK}; echo ${LEAK} >&2; exit 1`, 'failed (exit code 1): run it by hand with "get" to see why'],
    ['exits 7 with an answer', `echo '{"Username":"me","Secret":"${LEAK}"}'; exit 7`, 'failed (exit code 7)'],
    ['is killed', 'kill -9 $$', 'failed (killed)'],
    ['prints garbage', `echo '${LEAK} {'`, "did not answer with Docker's JSON of Username and Secret"],
    ['prints nothing', 'true', "did not answer with Docker's JSON of Username and Secret"],
    ['prints a list', `echo '["${LEAK}"]'`, "did not answer with Docker's JSON of Username and Secret"],
    [
      'has a secret that is no text',
      `echo '{"Username":"me","Secret":["${LEAK}"]}'`,
      "did not answer with Docker's JSON",
    ],
    ['prints without end', 'exec yes 0123456789', 'answered with more than 1 MiB'],
  ])('%s', async (_, script, problem) => {
    write({ credHelpers: { 'ghcr.io': 'test' } });
    helper('test', script);
    const error = await credentials('ghcr.io').then(String, String);
    expect(error).toContain('The credential helper docker-credential-test, which Docker');
    expect(error).toContain(`names for ghcr.io, ${problem}`);
    expect(error).not.toContain(LEAK);
  });

  test('is absent', async () => {
    write({ credsStore: 'absent', credHelpers: { 'ghcr.io': 'gone' } });
    await expect(credentials('ghcr.io')).rejects.toThrow(
      /docker-credential-gone, .* names for ghcr\.io, was not found on the PATH: install it, or/,
    );
    await expect(credentials('docker.io')).rejects.toThrow(/docker-credential-absent, .* was not found on the PATH/);
  });

  test('may not be executed', async () => {
    write({ credsStore: 'test' });
    helper('test', 'true');
    chmodSync(join(root, 'bin', 'docker-credential-test'), 0o644);
    await expect(credentials('ghcr.io')).rejects.toThrow(/docker-credential-test, .* may not be executed by this user/);
  });

  test.each(['../../bin/x', 'a b', 'a;b', '/bin/sh'])('has the name %j', async (name) => {
    write({ credsStore: name });
    await expect(credentials('ghcr.io')).rejects.toThrow('has a name that is no file name');
  });

  test('hangs: it ends with its children, within the 10 s that are allowed', async () => {
    write({ credsStore: 'test' });
    helper('test', `sleep 61 & echo $! > ${root}/child; wait`);
    const config = read();
    expect(config.helperTimeoutMilliseconds).toBeLessThan(10_000);
    await expect(readCredentials({ ...config, helperTimeoutMilliseconds: 500 }, 'ghcr.io')).rejects.toThrow(
      /docker-credential-test, .* for ghcr\.io, did not answer within 0\.5 s/,
    );
    const child = readFileSync(join(root, 'child'), 'utf8').trim();
    await vi.waitFor(() => expect(isRunning(child)).toBe(false));
  });

  test('is cancelled', async () => {
    write({ credsStore: 'test' });
    helper('test', 'sleep 62');
    await expect(readCredentials(read(), 'ghcr.io', AbortSignal.timeout(100))).rejects.toThrow('was cancelled');
    await expect(readCredentials(read(), 'ghcr.io', AbortSignal.abort())).rejects.toThrow('was cancelled');
  });

  test('but only for a host that has it', async () => {
    write({ auths: { 'quay.io': { auth: base64('me:a') } }, credHelpers: { 'ghcr.io': 'absent' } });
    const config = read();
    expect(await readCredentials(config, 'quay.io')).toStrictEqual(login('me', 'a'));
    expect(await readCredentials(config, 'docker.io')).toBeUndefined();
  });
});
