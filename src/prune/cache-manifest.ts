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
  const { config, layers, manifests } = parseObject(bytes);
  const descriptors = [config, ...toList(layers), ...toList(manifests)].filter(isDescriptor);
  if (!descriptors.some(({ mediaType }) => mediaType === CACHE_CONFIG)) return undefined;
  const times = descriptors.map(({ annotations }) => Date.parse(String(Object(annotations)[CREATED_AT])));
  const known = times.filter((time) => !Number.isNaN(time));
  return {
    blobs: new Map(descriptors.map(({ digest, size }) => [digest, size])),
    madeAt: known.length === 0 ? undefined : Math.max(...known),
  };
}

/** BuildKit, cache/remotecache/v1/types and cache/refs.go. */
const CACHE_CONFIG = 'application/vnd.buildkit.cacheconfig.v0';
const CREATED_AT = 'buildkit/createdat';

interface Descriptor {
  readonly mediaType?: unknown;
  readonly digest: string;
  readonly size: number;
  readonly annotations?: unknown;
}

function parseObject(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(Buffer.from(bytes).toString()));
  } catch {
    return {};
  }
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isDescriptor(value: unknown): value is Descriptor {
  const { digest, size } = Object(value);
  return typeof digest === 'string' && typeof size === 'number' && size >= 0;
}
