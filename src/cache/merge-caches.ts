import type { RegistryClient } from '../registry/client.ts';
import { cacheConfigOf, type Descriptor, type Manifest, toManifest } from '../text/manifest.ts';
import type { Reference } from '../text/reference.ts';

/** BuildKit's description of a cache (cache/remotecache/v1/types): numbers are indexes of its lists, and 0 is left out. */
export interface CacheConfig {
  readonly layers?: readonly { readonly blob: string; readonly parent?: number }[];
  readonly records?: readonly CacheRecord[];
}

interface CacheRecord {
  readonly digest: string;
  readonly layers?: readonly { readonly layer?: number }[];
  readonly chains?: readonly { readonly layers: readonly number[] }[];
  readonly inputs?: readonly (readonly { readonly link?: number; readonly selector?: string }[])[];
}

/** Merges two descriptions into one; BuildKit treats equal records in it as the same. */
export function mergeConfigs(one: CacheConfig, other: CacheConfig): CacheConfig {
  const { layers = [], records = [] } = one;
  const layerAt = (place = 0) => (place < 0 ? place : place + layers.length);
  const moved = (other.records ?? []).map((record) => ({
    ...record,
    ...(record.layers && { layers: record.layers.map((each) => ({ ...each, layer: layerAt(each.layer) })) }),
    ...(record.chains && { chains: record.chains.map((each) => ({ ...each, layers: each.layers.map(layerAt) })) }),
    ...(record.inputs && {
      inputs: record.inputs.map((links) => links.map((each) => ({ ...each, link: (each.link ?? 0) + records.length }))),
    }),
  }));
  return {
    layers: [...layers, ...(other.layers ?? []).map((layer) => ({ ...layer, parent: layerAt(layer.parent) }))],
    records: [...records, ...moved],
  };
}

/**
 * Merges a cache into another one of the same repository: of two imports with the same first steps BuildKit follows only one, and which
 * one is chance. Returns the new digest of the tag `into`; undefined where both are left as they are.
 */
export async function mergeCaches(
  from: Reference,
  into: Reference,
  registry: RegistryClient,
): Promise<string | undefined> {
  if (from.name !== into.name) return undefined;
  const both = await Promise.all([read(from, registry), read(into, registry)]);
  const [one, other] = both;
  if (one === undefined || other === undefined) return undefined;
  const config = Buffer.from(JSON.stringify(mergeConfigs(other.config, one.config)));
  if (config.length > largestConfig) return undefined;
  const blob = await registry.putBlob(into, config);
  if (blob.kind === 'failed') return undefined;
  const layers = new Map([...other.manifest.layers, ...one.manifest.layers].map((layer) => [layer.digest, layer]));
  const manifest = {
    schemaVersion: 2,
    mediaType: other.mediaType,
    config: { mediaType: other.description.mediaType, digest: blob.digest, size: config.length },
    layers: [...layers.values()],
  };
  const put = await registry.putManifest(into, Buffer.from(JSON.stringify(manifest)), other.mediaType);
  return put.kind === 'failed' ? undefined : put.digest;
}

/** The largest description in bytes that BuildKit reads. */
const largestConfig = 1024 * 1024;

interface ReadCache {
  readonly manifest: Manifest;
  readonly mediaType: string;
  /** Where the manifest says that the description is. */
  readonly description: Descriptor;
  readonly config: CacheConfig;
}

/** Only a cache whose description is its manifest's configuration is merged, which is the form that this action writes. */
async function read(reference: Reference, registry: RegistryClient): Promise<ReadCache | undefined> {
  const answer = await registry.getManifest(reference);
  if (answer.kind !== 'found') return undefined;
  const manifest = toManifest(answer.bytes);
  const description = cacheConfigOf(manifest);
  if (description === undefined || description !== manifest.config) return undefined;
  const blob = await registry.getBlob(reference, description.digest, largestConfig);
  if (blob.kind !== 'found') return undefined;
  const config = JSON.parse(Buffer.from(blob.bytes).toString('utf8')) as CacheConfig;
  return { manifest, mediaType: answer.mediaType, description, config };
}
