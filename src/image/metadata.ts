import { readFile } from 'node:fs/promises';

/** What `buildctl build --metadata-file` says of a finished solve. */
export interface Metadata {
  /** Digest of the image's manifest or index; undefined when no image was made (only files, only a cache). */
  readonly digest: string | undefined;
  /** Digest of the image's config, or of its manifest where there are several configs. */
  readonly imageId: string | undefined;
  /** Digest of the exported cache's manifest; undefined when no cache was exported or its export failed. */
  readonly cacheManifest: string | undefined;
  /** The file as it is. */
  readonly text: string;
}

/**
 * Reads and checks a metadata file; throws an Error when it is cut off or names something that is no digest. A solve that
 * made files only may have none; after one that made an image that is an error too.
 */
export async function readMetadata(file: string, made: 'an image' | 'files'): Promise<Metadata> {
  const text = await readFile(file, 'utf8').catch(() => '');
  if (text !== '' || made === 'an image') return parseMetadata(text);
  return { ...parseMetadata('{}'), text };
}

/** Parses the text of a metadata file; throws an Error as `readMetadata` does. */
export function parseMetadata(text: string): Metadata {
  const values = parseObject(text);
  const digest = digestOf(values['containerimage.digest'], 'containerimage.digest');
  const cache = toRecord(values['cache.manifest']);
  return {
    digest,
    imageId: digestOf(values['containerimage.config.digest'], 'containerimage.config.digest') ?? digest,
    cacheManifest: cache ? digestOf(cache.digest, 'cache.manifest') : undefined,
    text,
  };
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch {
    // Said below, in one sentence for every way in which it is not what it should be.
  }
  throw new Error(
    'BuildKit reported success, but its metadata file is missing or no JSON object: the digest is not known.',
  );
}

function digestOf(value: unknown, name: string): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value)) return value;
  throw new Error(`BuildKit's metadata file names a malformed digest under ${name}.`);
}

/** BuildKit writes the cache's descriptor as JSON within a string. */
function toRecord(value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== 'string') return isRecord(value) ? value : undefined;
  try {
    return toRecord(JSON.parse(value) ?? undefined);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
