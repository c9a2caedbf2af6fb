import { mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadCache, getCacheEntry } from '../../node_modules/@actions/cache/lib/internal/cacheHttpClient.js';
import {
  getCacheFileName,
  getCacheVersion,
  getCompressionMethod,
} from '../../node_modules/@actions/cache/lib/internal/cacheUtils.js';
import { getCacheServiceVersion } from '../../node_modules/@actions/cache/lib/internal/config.js';
import { CompressionMethod } from '../../node_modules/@actions/cache/lib/internal/constants.js';
import { internalCacheTwirpClient } from '../../node_modules/@actions/cache/lib/internal/shared/cacheTwirpClient.js';
import type { Order } from './transfer-process.ts';
import { type OneFile, unpackOne } from './unpack-one.ts';

/**
 * Fetches an entry and puts its one file into GITHUB_WORKSPACE; resolves with undefined when there is no such entry.
 *
 * The toolkit's own `restoreCache` unpacks with `tar -P`, so that an archive could write any file of this machine, whoever made it. So only
 * the download is done by the toolkit, through parts of it that it does not export.
 */
export async function fetchEntry({ file, key, limit }: Order & { kind: 'fetch' }): Promise<string | undefined> {
  const method = await getCompressionMethod();
  const url = await findUrl(file, key, method);
  if (url === undefined) return undefined;
  const folder = await mkdtemp(join(process.env.RUNNER_TEMP ?? '', 'entry-'));
  try {
    const packed = join(folder, getCacheFileName(method));
    await downloadCache(url, packed, { useAzureSdk: true });
    const unpacked = join(folder, 'archive');
    await unpackOne({ packed, program: programOf(method), member: file, target: unpacked, limit });
    // An existing file or link of that name is replaced.
    await rename(unpacked, join(process.env.GITHUB_WORKSPACE ?? '', file));
    return key;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function findUrl(file: string, key: string, method: CompressionMethod): Promise<string | undefined> {
  if (getCacheServiceVersion() !== 'v2') {
    const entry = await getCacheEntry([key], [file], { compressionMethod: method });
    return entry?.cacheKey === key ? entry.archiveLocation : undefined;
  }
  const request = { key, restoreKeys: [], version: getCacheVersion([file], method) };
  const answer = await internalCacheTwirpClient().GetCacheEntryDownloadURL(request);
  // The service also finds entries whose key only begins with the one that is asked for.
  return answer.ok && answer.matchedKey === key ? answer.signedDownloadUrl : undefined;
}

/** The program for decompressing, as the toolkit would pass it to tar. */
function programOf(method: CompressionMethod): OneFile['program'] {
  switch (method) {
    case CompressionMethod.Zstd:
      return ['zstd', '--long=30'];
    case CompressionMethod.ZstdWithoutLong:
      return ['zstd'];
    case CompressionMethod.Gzip:
      return ['gzip'];
  }
}
