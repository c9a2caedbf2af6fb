/** What a manifest says of a blob, or an index of a manifest (image-spec, descriptor.md). */
export interface Descriptor {
  readonly digest: string;
  readonly mediaType: string | undefined;
  /** Bytes. */
  readonly size: number;
  readonly platform: Platform | undefined;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant: string | undefined;
}

/** An image's manifest or an index (image-spec, manifest.md and image-index.md), as far as it is looked at. */
export interface Manifest {
  readonly config: Descriptor | undefined;
  readonly layers: readonly Descriptor[];
  /** Of an index. Undefined: it is none. */
  readonly manifests: readonly Descriptor[] | undefined;
}

/**
 * Reads a manifest or an index of whatever form; total, because anybody who may write to a repository chooses what a registry answers.
 * What is no descriptor is left out, and what is no manifest at all has nothing in it.
 */
export function toManifest(bytes: Uint8Array | string): Manifest {
  const { config, layers, manifests } = toObject(bytes);
  return {
    config: toDescriptor(config),
    layers: toDescriptors(layers),
    manifests: manifests === undefined ? undefined : toDescriptors(manifests),
  };
}

/** Returns the descriptor that makes a manifest a cache of BuildKit's: an image has it as its configuration, an older index lists it. */
export function cacheConfigOf({ config, manifests = [] }: Manifest): Descriptor | undefined {
  return [config, ...manifests].find((each) => each?.mediaType === CACHE_CONFIG);
}

/** BuildKit, cache/remotecache/v1/types. */
const CACHE_CONFIG = 'application/vnd.buildkit.cacheconfig.v0';

type Fields = Readonly<Record<string, unknown>>;

function toObject(bytes: Uint8Array | string): Fields {
  try {
    return toFields(JSON.parse(typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString()));
  } catch {
    return {};
  }
}

function toFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function toDescriptors(value: unknown): Descriptor[] {
  return Array.isArray(value) ? value.flatMap((each) => toDescriptor(each) ?? []) : [];
}

function toDescriptor(value: unknown): Descriptor | undefined {
  const { digest, size, mediaType, platform, annotations } = toFields(value);
  if (typeof digest !== 'string' || typeof size !== 'number' || !(size >= 0)) return undefined;
  const texts = Object.entries(toFields(annotations)).filter((entry): entry is [string, string] => isText(entry[1]));
  return {
    digest,
    size,
    mediaType: isText(mediaType) ? mediaType : undefined,
    platform: toPlatform(platform),
    annotations: Object.fromEntries(texts),
  };
}

function toPlatform(value: unknown): Platform | undefined {
  const { os, architecture, variant } = toFields(value);
  if (!isText(os) || !isText(architecture)) return undefined;
  return { os, architecture, variant: isText(variant) ? variant : undefined };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
