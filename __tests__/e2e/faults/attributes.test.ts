import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUILDKIT_VERSION, FRONTEND_MINOR } from '../../../src/request/buildkit.ts';
import { formatAttributes } from '../../../src/text/attributes.ts';
import { runCommand, tryCommand } from '../../../testbed/command.ts';
import { readTestbed } from '../../../testbed/up.ts';

/** A BuildKit with its own buildctl beside it, and the folder that both share with the tests. */
let container: string;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attributes-'));
  writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY Dockerfile /\n');
  const shared = ['--mount', `type=bind,src=${folder},dst=/shared`];
  container = await runCommand('docker', ['run', '--detach', '--privileged', ...shared, readTestbed().buildkitImage]);
  while ((await tryCommand('docker', ['exec', container, 'buildctl', 'debug', 'workers'])).exitCode !== 0)
    await sleep(50);
});
afterAll(async () => {
  await runCommand('docker', ['rm', '--force', '--volumes', container]);
  rmSync(folder, { recursive: true });
});

/** Builds an image with attributes of an export, and returns the annotations that its manifest has. */
async function annotationsOf(attributes: readonly (readonly [string, string])[]): Promise<Record<string, string>> {
  const annotations = attributes.map(([name, value]) => [`annotation.${name}`, value] as const);
  const output = formatAttributes([
    ['type', 'oci'],
    ['tar', 'false'],
    ['dest', '/shared/out'],
    ...annotations,
    ['name', 'last'],
  ]);
  rmSync(join(folder, 'out'), { recursive: true, force: true });
  const local = ['--local', 'context=/shared', '--local', 'dockerfile=/shared'];
  await runCommand('docker', [
    ...['exec', container, 'buildctl', 'build', '--frontend', 'dockerfile.v0', ...local, '--output', output],
  ]);
  const readJson = (path: string) => JSON.parse(readFileSync(join(folder, 'out', path), 'utf8'));
  const [image] = readJson('index.json').manifests;
  // Of an attribute after the others: none of them took its place.
  expect(image.annotations['io.containerd.image.name']).toBe('docker.io/library/last:latest');
  return readJson(`blobs/${image.digest.replace(':', '/')}`).annotations;
}

test('the BuildKit that the action starts is of the release, with the frontend, that its own lists are of', async () => {
  const info = await runCommand('docker', ['exec', container, 'buildctl', 'debug', 'info']);
  expect(info).toMatch(new RegExp(`^BuildKit: +\\S+ ${BUILDKIT_VERSION}\\b`, 'm'));
  expect(info).toMatch(new RegExp(`^Dockerfile: +1\\.${FRONTEND_MINOR}\\.`, 'm'));
});

describe('attributes whose values hold any text, through the real buildctl', () => {
  const name = fc.stringMatching(/^[a-z0-9][a-z0-9._/-]{0,19}$/);
  const special = fc.string({ unit: fc.constantFrom(...'ab,"=\r\n\t\'\\$`(){}-/:@;& \u00e9\u{1f4a9}'), maxLength: 40 });
  const injected = special.map((text) => `${text},push=true,"name=other"`);
  const attributes = fc.uniqueArray(fc.tuple(name, fc.oneof(special, injected)), {
    minLength: 1,
    maxLength: 12,
    selector: ([each]) => each,
  });

  test('arrive in the image byte for byte, and nothing else does', async () => {
    await fc.assert(
      fc.asyncProperty(attributes, async (given) => {
        expect(await annotationsOf(given)).toStrictEqual(Object.fromEntries(given));
      }),
      { numRuns: 25 },
    );
  });
});
