import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, vi } from 'vitest';
import { ourLabel } from '../../testbed/harness.ts';
import type { Testbed } from '../../testbed/up.ts';
import { createEntrustedRunner, type EntrustedRunner } from './entrusted-runner.ts';
import { test } from './fixture.ts';
import { findTraces } from './traces.ts';

/** What a program that betrays its secrets begins with. */
const betrayer = `
import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
const { env } = process;
const token = env['INPUT_GITHUB-TOKEN'];
const secret = /^"canary=(.*)"$/.exec(env.INPUT_SECRETS)[1].replaceAll('""', '"');
const login = Object.values(JSON.parse(readFileSync(env.DOCKER_CONFIG + '/config.json', 'utf8')).auths)[0].auth;
const base64 = (text) => Buffer.from(text).toString('base64');
const put = (file, text) => appendFileSync(env['GITHUB_' + file], text + '\\n');
const [registry, repository] = env.INPUT_IMAGE.split(/\\/(.*)/);
const push = (manifest) => fetch('http://' + registry + '/v2/' + repository + '/manifests/main', {
  method: 'PUT',
  headers: { 'content-type': manifest.mediaType },
  body: JSON.stringify(manifest),
});
`;
const index = `{ schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests: [] }`;

/** Makes a runner that gives nothing away, and one whose steps do. */
function makeRunners(testbed: Testbed, leak: string): [innocent: EntrustedRunner, betrayed: EntrustedRunner] {
  const innocent = createEntrustedRunner({}, testbed);
  const entry = join(innocent.runner.root, 'betrayer.mjs');
  writeFileSync(entry, betrayer + leak);
  const betrayed = createEntrustedRunner({ entry }, testbed);
  for (const { runner } of [innocent, betrayed]) onTestFinished(runner.dispose);
  return [innocent, betrayed];
}

describe('a secret that a step gives away', () => {
  test.for<[string, string, string[]]>([
    ['as a mask, which no log shows,', 'console.log("::add-mask::" + secret)', []],
    ['as it is in the log', 'console.log("it is " + secret)', ['secret in the log']],
    ['as JSON in the log', 'console.error(JSON.stringify({ of: { secret } }))', ['secret in the log']],
    ['in an annotation', 'console.log("::warning::" + base64("the token " + token))', ['token in the log']],
    ['of the environment', 'console.log(env.ACTIONS_RUNTIME_TOKEN)', ['runtimeToken in the log']],
    ['as docker writes a login', 'put("OUTPUT", "login=" + login)', ['password in the outputs']],
    ['as JSON in an output', 'put("OUTPUT", "metadata=" + JSON.stringify({ secret }))', ['secret in the outputs']],
    ['in the saved state', 'put("STATE", "args=" + encodeURIComponent(secret))', ['secret in the state']],
    ['in the summary', 'put("STEP_SUMMARY", "| " + token + " |")', ['token in the summary']],
    [
      'to a program',
      'execFileSync("sleep", ["--", "0.3", token].slice(0, 2), { argv0: token })',
      ['token in a command line'],
    ],
    [
      'to a container',
      // Docker itself may be done between two looks.
      `const words = ['create', '--label', '${ourLabel}', '--env', 'T=' + token, env['INPUT_BUILDKIT-IMAGE']];
       const id = execFileSync('sh', ['-c', 'docker "$@"; sleep 0.2', 'sh', ...words]);
       execFileSync('docker', ['rm', '--volumes', String(id).trim()]);`,
      ['token in a command line', 'token in docker inspect'],
    ],
    ['in a manifest', `await push({ ...${index}, annotations: { secret } })`, ['secret in what was pushed']],
  ])('%s is found where it is', async ([, leak, expected], { testbed, registry, witness, image }) => {
    const [innocent, betrayed] = makeRunners(testbed, leak);
    const main = await betrayed.runner.main({ inputs: { image, 'buildkit-image': testbed.buildkitImage } });
    expect(main.exitCode, main.log).toBe(0);
    // Docker tells of a container a moment later.
    const both = () => findTraces([innocent, betrayed], { registry, witness });
    await vi.waitFor(async () => expect(await both()).toStrictEqual(expected));
  });

  test('is found when the test itself has set it', async ({ testbed, registry, witness, image }) => {
    const [, betrayed] = makeRunners(testbed, 'console.log(token, login, env.ACTIONS_RUNTIME_TOKEN)');
    const auths = { 'a.example': { auth: Buffer.from('ada:correct horse').toString('base64') } };
    writeFileSync(join(betrayed.runner.dockerConfig, 'config.json'), JSON.stringify({ auths }));
    await betrayed.runner.main({
      inputs: { image, 'github-token': 'ghs_of-the-test' },
      env: { ACTIONS_RUNTIME_TOKEN: 'eyJ.of.the.test' },
    });
    expect(await findTraces([betrayed], { registry, witness })).toStrictEqual(
      ["the test's token", "the test's runtime token", 'the login of a.example'].map((name) => `${name} in the log`),
    );
  });
});
