import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import { runCommand, tryCommand } from '../../testbed/command.ts';
import { ourLabel, type Runner } from '../../testbed/harness.ts';
import { freePort } from '../../testbed/registry.ts';
import type { Testbed } from '../../testbed/up.ts';
import { makeCertificates } from './certificates.ts';
import { instructionsOf, succeeded, tagDigests, test } from './fixture.ts';

test('a BuildKit that already runs is used over tcp with its certificates and over a unix socket, and none is started', async ({
  newRunner,
  testbed,
  registry,
  repository,
  image,
}) => {
  const runner = newRunner({ files: { Dockerfile: 'FROM debian:bookworm-slim\nRUN touch /built\n' } });
  const folder = join(runner.root, 'buildkit');
  mkdirSync(folder);
  await makeCertificates(folder);
  await runCommand('cp', ['--recursive', join(folder, 'client'), join(runner.workspace, 'tls')]);
  const port = await freePort();
  await startBuildkit(testbed, folder, port);

  const build = async (inputs: Record<string, string>) => {
    const main = await runner.main({
      inputs: { 'buildkit-image': testbed.buildkitImage, image, push: 'true', cache: 'off', retries: '0', ...inputs },
    });
    const started = await containersOf(runner);
    const post = await runner.post();
    expect([started, post.exitCode]).toStrictEqual([[], 0]);
    return main;
  };
  const tls = await build({ endpoint: `tcp://localhost:${port}`, 'endpoint-tls': 'tls', tags: 'tls' });
  expect(instructionsOf(succeeded(tls))).toStrictEqual({ cached: [], executed: ['[2/2] RUN touch /built'] });
  // The daemon stays, and so does what it has built.
  const unix = await build({
    endpoint: `unix://${join(folder, 'buildkitd.sock')}`,
    tags: 'unix',
    'builder-memory': '3g',
  });
  expect(instructionsOf(succeeded(unix))).toStrictEqual({ cached: ['[2/2] RUN touch /built'], executed: [] });
  expect(unix.annotations.map(({ level, message }) => `${level}: ${message}`)).toStrictEqual([
    'warning: "builder-memory" has no meaning with "endpoint": that builder runs already.',
  ]);
  expect(await tagDigests(registry, repository)).toStrictEqual({
    tls: tls.outputs.digest,
    unix: unix.outputs.digest,
  });

  const stranger = await build({ endpoint: `tcp://localhost:${port}`, tags: 'stranger' });
  expect(stranger.exitCode).toBe(1);
  expect(stranger.annotations.map(({ level }) => level)).toStrictEqual(['error']);
  expect(stranger.annotations[0]?.message).toContain('"endpoint"');
  expect(Object.keys(await tagDigests(registry, repository))).toStrictEqual(['tls', 'unix']);
});

async function startBuildkit(testbed: Testbed, folder: string, port: number): Promise<void> {
  const name = `endpoint-${port}`;
  onTestFinished(async () => {
    await runCommand('docker', ['rm', '--force', '--volumes', name]);
  });
  writeFileSync(join(folder, 'buildkitd.toml'), testbed.buildkitdConfig);
  await runCommand('docker', [
    ...['run', '--detach', '--privileged', '--network=host', '--name', name],
    ...['--mount', `type=bind,src=${folder},dst=/shared`, testbed.buildkitImage],
    ...['--config', '/shared/buildkitd.toml', '--addr', 'unix:///shared/buildkitd.sock'],
    ...['--addr', `tcp://127.0.0.1:${port}`, '--tlscacert', '/shared/server/ca.pem'],
    ...['--tlscert', '/shared/server/cert.pem', '--tlskey', '/shared/server/key.pem'],
  ]);
  const ask = ['exec', name, 'buildctl', '--addr', 'unix:///shared/buildkitd.sock', 'debug', 'workers'];
  for (let tries = 0; (await tryCommand('docker', ask)).exitCode !== 0; tries += 1) {
    if (tries === 100) throw new Error(await runCommand('docker', ['logs', name]));
    await sleep(100);
  }
}

/** Builders of the action are told by what they share with their runner. */
async function containersOf(runner: Runner): Promise<string[]> {
  const ids = await runCommand('docker', ['ps', '--all', '--quiet', '--filter', `label=${ourLabel}`]);
  const listed = await Promise.all(
    ids
      .split('\n')
      .filter(Boolean)
      .map(async (id) => (await tryCommand('docker', ['inspect', id])).stdout),
  );
  return listed.filter((text) => text.includes(`${runner.root}/`));
}
