import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, vi } from 'vitest';
import { runCommand, tryCommand } from '../../testbed/command.ts';
import { startFaultyRegistry } from '../../testbed/faulty-registry/faulty-registry.ts';
import type { Testbed } from '../../testbed/up.ts';
import { builderInputs, succeeded, test } from './fixture.ts';

describe('the pre step', () => {
  test('pulls the BuildKit image that the machine does not have, once for itself and main', async ({
    newRunner,
    testbed,
    image,
  }) => {
    const { name, journal } = await pushBuildkit(testbed);
    const runner = newRunner({ files: { Dockerfile: 'FROM scratch\nCOPY Dockerfile /\n' } });
    const inputs = { ...builderInputs(testbed), 'buildkit-image': name, image, push: 'true' };
    const before = succeeded(await runner.pre({ inputs }));
    expect(before.log).toBe('');
    await vi.waitFor(() => expect(blobs(journal)).not.toStrictEqual([]), { timeout: 20_000 });
    // It takes two seconds, so main starts while it is under way.
    expect(await exists(name)).toBe(false);
    succeeded(await runner.main({ inputs }));
    succeeded(await runner.post());
    // The configuration is small: Docker asks for it again. A layer comes once.
    const layers = blobs(journal).filter((path, index, all) => all.indexOf(path) !== index);
    expect(new Set(layers).size).toBeLessThanOrEqual(1);
  });

  test('asks no registry for an image that is there', async ({ newRunner, testbed }) => {
    const { name, journal } = await pushBuildkit(testbed);
    await runCommand('docker', ['pull', '--quiet', name]);
    const pulled = journal.length;
    const runner = newRunner();
    succeeded(await runner.pre({ inputs: { 'buildkit-image': name } }));
    await vi.waitFor(async () => expect((await runner.leftovers()).processes).toStrictEqual([]), { timeout: 20_000 });
    expect(journal.length).toBe(pulled);
  });

  test.for([
    ['no docker on the machine', 'moby/buildkit:v0.32.2', true],
    ['a name that looks like an option', '--help', false],
    ['no name', '', false],
  ] as const)('fails no job: %s', async ([, name, isBare], { newRunner }) => {
    const runner = newRunner();
    const bin = join(runner.home, 'bin');
    mkdirSync(bin);
    symlinkSync('/bin/sh', join(bin, 'sh'));
    const step = await runner.pre({ inputs: { 'buildkit-image': name }, env: isBare ? { PATH: bin } : {} });
    expect(succeeded(step).log).toBe('');
    await vi.waitFor(async () => expect((await runner.leftovers()).processes).toStrictEqual([]), { timeout: 20_000 });
  });
});

/** Pushes a BuildKit image with a layer that no other has, and returns its name at a slow registry; it is not on the machine. */
async function pushBuildkit({ registry, buildkitImage }: Testbed) {
  const rules = [{ match: { kind: 'blob', method: 'GET' }, action: { kind: 'delay', milliseconds: 2000 } }] as const;
  const proxy = await startFaultyRegistry({ upstream: registry, rules });
  const repository = `e2e/buildkit-${randomBytes(4).toString('hex')}`;
  const folder = mkdtempSync(join(tmpdir(), 'image-'));
  const [pushed, name] = [`${registry}/${repository}`, `${proxy.address}/${repository}:latest`];
  onTestFinished(async () => {
    await tryCommand('docker', ['image', 'rm', name]);
    await proxy.close();
  });
  writeFileSync(join(folder, 'own'), randomBytes(64));
  writeFileSync(join(folder, 'Dockerfile'), `FROM ${buildkitImage}\nCOPY own /\n`);
  const env = { ...process.env, DOCKER_BUILDKIT: '0' };
  await runCommand('docker', ['build', '--quiet', '--tag', pushed, folder], { env });
  rmSync(folder, { recursive: true });
  await runCommand('docker', ['push', '--quiet', pushed]);
  await runCommand('docker', ['image', 'rm', pushed]);
  return { name, journal: proxy.journal };
}

function blobs(journal: readonly { readonly method: string; readonly path: string }[]): string[] {
  return journal.filter(({ method, path }) => method === 'GET' && path.includes('/blobs/')).map(({ path }) => path);
}

async function exists(image: string): Promise<boolean> {
  return (await tryCommand('docker', ['image', 'inspect', image])).exitCode === 0;
}
