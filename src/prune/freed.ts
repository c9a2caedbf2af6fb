import type { Cache } from './read-cache.ts';

/** Sums up the bytes of what only the caches that are gone list; each blob counts once. */
export function freedBytes(gone: readonly Cache[], staying: readonly Cache[]): number {
  const used = new Set(staying.flatMap(({ blobs }) => [...blobs.keys()]));
  const freed = new Map(gone.flatMap(({ blobs }) => [...blobs]).filter(([digest]) => !used.has(digest)));
  return sum(freed.values());
}

/** Sums up the bytes of all blobs that a cache lists. */
export function cacheBytes({ blobs }: Pick<Cache, 'blobs'>): number {
  return sum(blobs.values());
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, each) => total + each, 0);
}
