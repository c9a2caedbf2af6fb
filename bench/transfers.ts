import type { CacheRequest, CacheServer } from '../testbed/actions-cache/cache-server.ts';
import type { Entry } from '../testbed/actions-cache/entries.ts';
import type { Transfers } from './types.ts';

/** Does some work and adds up what it moved to and from the Actions cache. */
export async function countTransfers<T>(cache: CacheServer, work: () => Promise<T>): Promise<[T, Transfers]> {
  const first = cache.requests.length;
  const result = await work();
  return [result, toTransfers(cache.requests.slice(first), cache.entries())];
}

/** Adds up the archives that were moved; a transfer's request names its entry, and an archive that comes in parts is stored once. */
export function toTransfers(requests: readonly CacheRequest[], entries: readonly Entry[]): Transfers {
  const moved = (what: CacheRequest['what']) =>
    requests.filter((request) => request.what === what).map(({ key }) => key);
  const sum = (ids: Iterable<string>) =>
    [...ids].reduce((total, id) => total + (entries.find((entry) => String(entry.id) === id)?.size ?? 0), 0);
  return { stored: sum(new Set(moved('upload'))), fetched: sum(moved('download')) };
}
