import { baseTags, ensureBaseImage } from '../testbed/base-image.ts';
import { runCommand } from '../testbed/command.ts';
import { type FaultyRegistry, startFaultyRegistry } from '../testbed/faulty-registry/faulty-registry.ts';
import { step } from '../testbed/log.ts';
import { startRegistry } from '../testbed/registry.ts';
import { registryClient } from '../testbed/registry-client.ts';

/** A registry for one benchmark, and ways to it of several lengths. */
export type BenchRegistry = {
  /** Process of the registry itself. */
  readonly pid: number;
  /** Returns the address of the registry at a round-trip time in milliseconds; 0: the registry itself, nothing between. */
  at(roundTrip: number): Promise<string>;
  /** The registry through a proxy that notes every request, far enough away to tell those that wait for another from the others. */
  readonly counted: FaultyRegistry;
  /** Makes further caches of a repository's cache, each with a digest of its own, and returns their tags. */
  copyCache(repository: string, count: number): Promise<string[]>;
  stop(): Promise<void>;
};

/** Starts an empty registry that has the base images; what is pushed to it is gone when it stops. */
export async function startBenchRegistry(): Promise<BenchRegistry> {
  const registry = await startRegistry();
  await step('Pushing the base image to a registry for the benchmark', () => pushBase(registry.address));
  const counted = await startFaultyRegistry({ upstream: registry.address, latencyMilliseconds: 20 });
  const distant = new Map<number, FaultyRegistry>();
  return {
    pid: registry.pid,
    counted,
    async at(roundTrip) {
      if (roundTrip === 0) return registry.address;
      const known = distant.get(roundTrip);
      const proxy =
        known ?? (await startFaultyRegistry({ upstream: registry.address, latencyMilliseconds: roundTrip }));
      distant.set(roundTrip, proxy);
      return proxy.address;
    },
    copyCache: (repository, count) => copyCache(registry.address, repository, count),
    async stop() {
      await Promise.all([counted, ...distant.values()].map((proxy) => proxy.close()));
      await registry.stop();
    },
  };
}

async function pushBase(address: string): Promise<void> {
  const base = await ensureBaseImage();
  for (const tag of baseTags) {
    const target = `${address}/library/debian:${tag}`;
    await runCommand('docker', ['tag', base.name, target]);
    await runCommand('docker', ['push', '--quiet', target]);
    await runCommand('docker', ['rmi', '--no-prune', target]);
  }
}

async function copyCache(address: string, repository: string, count: number): Promise<string[]> {
  const client = registryClient(address);
  const tags = await client.tags(repository);
  const manifest = await client.manifest(repository, tags.find((tag) => tag.startsWith('cache')) ?? '');
  if (manifest === undefined) throw new Error(`${repository} has no cache among its tags ${tags.join(', ')}.`);
  const names = Array.from({ length: count }, (_, index) => `copy-${index + 1}`);
  for (const name of names) {
    const body = { ...manifest.body, annotations: { ...manifest.body.annotations, 'bench.copy': name } };
    await client.putManifest(repository, name, manifest.mediaType, JSON.stringify(body));
  }
  return names;
}
