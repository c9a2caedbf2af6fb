import { cacheConfigOf, toManifest } from '../text/manifest.ts';

/** What a cache's manifest tells of it. */
export interface CacheContent {
  /** Sizes in bytes by digest, each blob once. */
  readonly blobs: ReadonlyMap<string, number>;
  /** When the newest of its layers was made, in milliseconds since 1970; undefined when nothing tells. */
  readonly madeAt: number | undefined;
}

/**
 * Reads the manifest of a BuildKit cache, in its form as an image and in its older one as an index; undefined for anything else, which is
 * then not ours, whatever its tag looks like.
 *
 * BuildKit writes no time of the export: a layer that was taken from a cache keeps the time at which its step ran.
 */
export function parseCacheManifest(bytes: Uint8Array): CacheContent | undefined {
  const manifest = toManifest(bytes);
  if (cacheConfigOf(manifest) === undefined) return undefined;
  const { config, layers, manifests = [] } = manifest;
  const descriptors = [...(config === undefined ? [] : [config]), ...layers, ...manifests];
  const times = descriptors.map(({ annotations }) => Date.parse(annotations[CREATED_AT] ?? ''));
  const known = times.filter((time) => !Number.isNaN(time));
  return {
    blobs: new Map(descriptors.map(({ digest, size }) => [digest, size])),
    madeAt: known.length === 0 ? undefined : Math.max(...known),
  };
}

/** BuildKit, cache/refs.go. */
const CREATED_AT = 'buildkit/createdat';
