import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { runCommand } from '../../testbed/command.ts';
import type { Manifest, ManifestBody, RegistryClient } from '../../testbed/registry-client.ts';

export type Layer = NonNullable<ManifestBody['layers']>[number];

/** What a test reads of an image's configuration (OCI image-spec, image configuration). */
export interface ImageConfig {
  readonly architecture: string;
  readonly created: string;
  readonly config: { readonly Labels?: Record<string, string>; readonly Env?: string[] };
  readonly history: readonly { readonly created_by?: string }[];
}

/** Returns a manifest that has to be there. */
export async function readManifest(registry: RegistryClient, repository: string, reference: string): Promise<Manifest> {
  const manifest = await registry.manifest(repository, reference);
  if (manifest === undefined) throw new Error(`${repository} has no ${reference}`);
  return manifest;
}

/** Returns the configuration of an image of one platform. */
export async function readConfig(
  registry: RegistryClient,
  repository: string,
  reference: string,
): Promise<ImageConfig> {
  const { body } = await readManifest(registry, repository, reference);
  return JSON.parse(String(await registry.blob(repository, body.config?.digest ?? '')));
}

/** Returns a layer as the tar archive that it is, whatever it was compressed with. */
export async function readLayer(registry: RegistryClient, repository: string, layer: Layer): Promise<Buffer> {
  const bytes = await registry.blob(repository, layer.digest);
  if (/[+.]zstd$/.test(layer.mediaType)) return zstdDecompressSync(bytes);
  return /[+.]gzip$/.test(layer.mediaType) ? gunzipSync(bytes) : bytes;
}

/** Returns every byte that a registry holds of an image, an index or a cache: manifests, configurations and unpacked layers. */
export async function readEverything(registry: RegistryClient, repository: string, reference: string): Promise<Buffer> {
  const { body } = await readManifest(registry, repository, reference);
  const parts = [
    Buffer.from(JSON.stringify(body)),
    ...(body.config ? [await registry.blob(repository, body.config.digest)] : []),
    ...(await Promise.all((body.layers ?? []).map((layer) => readLayer(registry, repository, layer)))),
    ...(await Promise.all((body.manifests ?? []).map((child) => everythingOf(registry, repository, child)))),
  ];
  return Buffer.concat(parts);
}

/** Returns a text file of an archive. */
export function readFromArchive(archive: string, path: string): Promise<string> {
  return runCommand('tar', ['--extract', '--to-stdout', '--file', archive, path]);
}

/** The index of a cache lists layers where the index of an image lists manifests. */
function everythingOf(registry: RegistryClient, repository: string, child: Layer): Promise<Buffer> {
  const isManifest = /manifest|image\.index/.test(child.mediaType);
  return isManifest ? readEverything(registry, repository, child.digest) : readLayer(registry, repository, child);
}
