import type { Deletion, DeletionApi } from './deletion-api.ts';
import { deleteMount, type MountEntry } from './mount-entries.ts';
import type { Outcome, StaleItem } from './outcome.ts';
import type { PrunePlan, Stale } from './plan.ts';
import type { Cache } from './read-cache.ts';
import type { Sources } from './sources.ts';

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
  deletionApi: DeletionApi,
  { github }: Sources,
  ends: Ends,
  tell: (outcome: Outcome) => void,
): Promise<PruneEnd> {
  const tags = plan.caches.map((cache) => ({
    item: ofCache(cache),
    remove: () => deletionApi({ tag: cache.tag.tag, digest: cache.digest }),
  }));
  const caches = await removeAll(tags, ends, tell);
  // Without GitHub there is no list of them.
  const entries =
    github === undefined
      ? []
      : plan.mounts.map((entry) => ({ item: ofMount(entry), remove: () => deleteMount(github, entry) }));
  const mounts = await removeAll(entries, ends, tell);
  const isFreed = (index: number): boolean => frees(caches[index]);
  const freed = freedBytes(
    plan.caches.filter((_, index) => isFreed(index)),
    [...plan.staying, ...plan.caches.filter((_, index) => !isFreed(index))],
  );
  return { caches, mounts, freedBytes: freed + mounts.filter(frees).reduce((sum, { bytes }) => sum + bytes, 0) };
}

function ofCache(cache: Stale<Cache>): StaleItem {
  return { name: cache.tag.tag, bytes: cacheBytes(cache), why: cache.why };
}

function ofMount({ key, bytes, why }: Stale<MountEntry>): StaleItem {
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

/** One deletion that is to be made. */
export interface Job {
  readonly item: StaleItem;
  readonly remove: () => Promise<Deletion>;
}

/** What ends a run: the job's cancellation with an error, and the time that it may take, after which nothing more is tried. */
export interface Ends {
  readonly cancel: AbortSignal;
  readonly late: AbortSignal;
}

const NOT_TRIED = { kind: 'not-tried' } as const;

/**
 * Does jobs one after the other and tells each as it ends. After a refusal that is no matter of the single item (no right, no such API, too
 * many requests, no answer) the rest is not tried. Throws what the signal was aborted with.
 */
export async function removeAll(
  jobs: readonly Job[],
  { cancel, late }: Ends,
  tell: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const attempt = (remove: Job['remove']) =>
    remove().catch((error: unknown): Deletion => {
      cancel.throwIfAborted();
      if (!late.aborted) throw error;
      return { kind: 'failed', reason: 'There was no time left.' };
    });
  const outcomes: Outcome[] = [];
  for (const { item, remove } of jobs) {
    cancel.throwIfAborted();
    const last = outcomes.at(-1)?.end;
    const end = late.aborted || (last !== undefined && endsAll(last)) ? NOT_TRIED : await attempt(remove);
    const outcome = { ...item, end };
    outcomes.push(outcome);
    tell(outcome);
  }
  return outcomes;
}

/** Tells whether the same would become of every other item. */
export function endsAll(end: Outcome['end']): boolean {
  if (end.kind !== 'failed') return end.kind === 'unsupported' || end.kind === 'not-tried';
  return end.status === undefined || [401, 403, 429].includes(end.status);
}
