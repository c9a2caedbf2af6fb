import { deleteMount, type MountEntry } from './mount-entries.ts';
import type { Outcome, Subject } from './outcome.ts';
import type { PrunePlan, Stale } from './plan.ts';
import type { Cache } from './read-cache.ts';
import { type Ends, removeAll } from './removal.ts';
import type { Sources } from './sources.ts';
import type { Way } from './way.ts';

/** What became of a plan; the caches of the registry and the mounts of the Actions cache each in the plan's order. */
export interface PruneEnd {
  readonly caches: readonly Outcome[];
  readonly mounts: readonly Outcome[];
  readonly freedBytes: number;
}

/** Tells of everything that a plan would delete. */
export function toDryRun(plan: PrunePlan, tell: (outcome: Outcome) => void): PruneEnd {
  const end = { kind: 'dry-run' } as const;
  const caches = plan.caches.map((cache) => ({ ...ofCache(cache), end }));
  const mounts = plan.mounts.map((entry) => ({ ...ofMount(entry), end }));
  for (const outcome of [...caches, ...mounts]) tell(outcome);
  return { caches, mounts, freedBytes: 0 };
}

/** Deletes what a plan says and tells each as it goes; throws when the job was cancelled. */
export async function runPlan(
  plan: PrunePlan,
  way: Way,
  { github }: Sources,
  ends: Ends,
  tell: (outcome: Outcome) => void,
): Promise<PruneEnd> {
  const tags = plan.caches.map((cache) => ({
    subject: ofCache(cache),
    remove: () => way({ tag: cache.tag.tag, digest: cache.digest }),
  }));
  const caches = await removeAll(tags, ends, tell);
  // Without GitHub there is no list of them.
  const entries =
    github === undefined
      ? []
      : plan.mounts.map((entry) => ({ subject: ofMount(entry), remove: () => deleteMount(github, entry) }));
  const mounts = await removeAll(entries, ends, tell);
  const isFreed = (index: number): boolean => frees(caches[index]);
  const freed = freedBytes(
    plan.caches.filter((_, index) => isFreed(index)),
    [...plan.staying, ...plan.caches.filter((_, index) => !isFreed(index))],
  );
  return { caches, mounts, freedBytes: freed + mounts.filter(frees).reduce((sum, { bytes }) => sum + bytes, 0) };
}

function ofCache(cache: Stale<Cache>): Subject {
  return { name: cache.tag.tag, bytes: cacheBytes(cache), why: cache.why };
}

function ofMount({ key, bytes, why }: Stale<MountEntry>): Subject {
  return { name: key, bytes, why };
}

function frees(outcome: Outcome | undefined): boolean {
  return outcome?.end.kind === 'deleted' && outcome.end.frees;
}

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
