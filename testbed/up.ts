import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBaseImage } from './base-image.ts';
import { buildkitImage, ensureBuildkitImage } from './buildkit-image.ts';
import { engineVersion, startEngine, stopEngine } from './engine.ts';
import { ensureLocalRegistry, registryRuns, stopLocalRegistry } from './local-registry.ts';
import { withLock } from './lock.ts';
import { say, seconds } from './log.ts';
import { cacheFolder } from './paths.ts';
import { ensureRegistryProgram } from './registry.ts';
import { readState, writeState } from './state.ts';

/** What tests and benchmarks need to know of a testbed that is up. */
export type Testbed = {
  /** Address of the registry, `localhost:PORT`. */
  registry: string;
  buildkitImage: string;
  /** The text of a buildkitd.toml that reads docker.io through the registry. */
  buildkitdConfig: string;
  /** A file with that text. */
  buildkitdConfigFile: string;
};

/** Brings the whole testbed up, whatever of it is missing, and returns it. */
export function up(): Promise<Testbed> {
  return withLock(bringUp);
}

/** Stops what the testbed started; its cache folder stays. */
export function down(): Promise<void> {
  return withLock(takeDown);
}

async function bringUp(): Promise<Testbed> {
  const start = performance.now();
  const engine = await startEngine();
  if (engine !== undefined) writeState({ ...readState(), engine });
  const base = ensureBaseImage();
  const registry = ensureRegistryProgram().then(async () => ensureLocalRegistry(readState().registry, await base));
  await Promise.all([ensureBuildkitImage(base), registry]);
  writeState({ ...readState(), registry: await registry });
  const testbed = readTestbed();
  writeFileSync(testbed.buildkitdConfigFile, testbed.buildkitdConfig);
  say(
    `The testbed is up after ${seconds(performance.now() - start)}: registry ${testbed.registry}, builder ${testbed.buildkitImage}`,
  );
  return testbed;
}

async function takeDown(): Promise<void> {
  const start = performance.now();
  const { engine, registry } = readState();
  if (registry !== undefined) stopLocalRegistry(registry);
  if (engine !== undefined) await stopEngine(engine);
  writeState({});
  say(`The testbed is down after ${seconds(performance.now() - start)}.`);
}

/** Tells whether engine and registry are up. */
export async function isUp(): Promise<boolean> {
  const { registry } = readState();
  return registry !== undefined && registryRuns(registry) && (await engineVersion()) !== undefined;
}

/** Returns the testbed that is up; throws when it is not. */
export function readTestbed(): Testbed {
  const { registry } = readState();
  if (registry === undefined || !registryRuns(registry))
    throw new Error('The testbed is not up: npm run testbed -- up');
  const address = `localhost:${registry.port}`;
  return {
    registry: address,
    buildkitImage,
    buildkitdConfig: `[registry."docker.io"]\n  mirrors = ["${address}"]\n[registry."${address}"]\n  http = true\n`,
    buildkitdConfigFile: join(cacheFolder, 'buildkitd.toml'),
  };
}
