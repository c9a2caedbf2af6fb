import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BaseImage, baseTags } from './base-image.ts';
import { runCommand } from './command.ts';
import { step } from './log.ts';
import { cacheFolder } from './paths.ts';
import { startRegistry } from './registry.ts';
import { isRunning, type State } from './state.ts';

type RegistryState = NonNullable<State['registry']>;

const folder = join(cacheFolder, 'registry');
const pristine = join(cacheFolder, 'registry-base');

/** Makes sure that the testbed's registry runs with the base images under library/…, and returns its state. */
export async function ensureLocalRegistry(state: RegistryState | undefined, base: BaseImage): Promise<RegistryState> {
  const running = state !== undefined && registryRuns(state) ? state : await startFresh();
  if (running.base === base.version) return running;
  await step(`Pushing ${base.name} to the registry`, () => pushBase(`localhost:${running.port}`, base.name));
  if (running !== state) keepPristine(base);
  return { ...running, base: base.version };
}

/** The storage starts as a copy of one that holds the base images alone, so that what tests push is gone when the registry stops. */
async function startFresh(): Promise<RegistryState> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (existsSync(pristine)) cpSync(pristine, folder, { recursive: true });
  const { port, pid } = await step('Starting the registry', () => startRegistry({ folder, detached: true }));
  const version = join(pristine, 'version');
  return { pid, port, folder, base: existsSync(version) ? readFileSync(version, 'utf8') : '' };
}

function keepPristine(base: BaseImage): void {
  rmSync(pristine, { recursive: true, force: true });
  cpSync(join(folder, 'storage'), join(pristine, 'storage'), { recursive: true });
  writeFileSync(join(pristine, 'version'), base.version);
}

/** Stops the testbed's registry and removes what was pushed to it. */
export function stopLocalRegistry({ pid, folder }: RegistryState): void {
  if (registryRuns({ pid })) process.kill(pid);
  rmSync(folder, { recursive: true, force: true });
}

/** Tells whether the testbed's registry still runs. */
export function registryRuns({ pid }: { pid: number }): boolean {
  return isRunning(pid, 'docker-registry');
}

/** The engine pushes to loopback addresses without TLS, so no builder is needed. */
async function pushBase(address: string, name: string): Promise<void> {
  for (const tag of baseTags) {
    const target = `${address}/library/debian:${tag}`;
    await runCommand('docker', ['tag', name, target]);
    await runCommand('docker', ['push', '--quiet', target]);
    await runCommand('docker', ['rmi', '--no-prune', target]);
  }
}
