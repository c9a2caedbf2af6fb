import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RegistryClient } from '../../../testbed/registry-client.ts';
import { tagDigests } from '../fixture.ts';

/** Tags of somebody else in the repository that a test writes to: an image, the cache of another branch, one without a key. */
const foreignTags = ['released', 'cache-b-00000000000000000000-elsewhere', 'buildcache'];

/** Puts somebody else's tags into a repository. */
export async function putForeignTags(registry: RegistryClient, repository: string): Promise<void> {
  const index = 'application/vnd.oci.image.index.v1+json';
  const bytes = JSON.stringify({ schemaVersion: 2, mediaType: index, manifests: [] });
  await Promise.all(foreignTags.map((tag) => registry.putManifest(repository, tag, index, bytes)));
}

/** Returns what the foreign tags of a repository point to. */
export async function foreignDigests(registry: RegistryClient, repository: string): Promise<Record<string, string>> {
  const all = await tagDigests(registry, repository);
  return Object.fromEntries(foreignTags.map((tag) => [tag, all[tag] ?? 'gone']));
}

/** Returns what a repository's tags point to that is not whole: blobs or manifests that the registry does not have. */
export async function findHoles(registry: RegistryClient, repository: string): Promise<string[]> {
  const tags = (await registry.tags(repository)).filter((tag) => !foreignTags.includes(tag));
  const holes = await Promise.all(tags.map((tag) => holesOf(registry, repository, tag)));
  return tags.flatMap((tag, index) => (holes[index] ?? []).map((digest) => `${tag} without ${digest}`));
}

async function holesOf(registry: RegistryClient, repository: string, reference: string): Promise<string[]> {
  const manifest = await registry.manifest(repository, reference);
  if (manifest === undefined) return [reference];
  const { config, layers = [], manifests = [] } = manifest.body;
  const blobs = [...(config ? [config] : []), ...layers].map(async ({ digest, size }) =>
    (await registry.blobSize(repository, digest)) === size ? [] : [digest],
  );
  const children = manifests.map(({ digest }) => holesOf(registry, repository, digest));
  return (await Promise.all([...blobs, ...children])).flat();
}

/** Returns owner, group and mode of everything in a folder, by path. */
export function readOwners(folder: string): Record<string, string> {
  const paths = ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })].sort();
  return Object.fromEntries(
    paths.map((path) => {
      const { uid, gid, mode } = lstatSync(join(folder, path));
      return [path, `${uid}:${gid} ${mode.toString(8)}`];
    }),
  );
}
