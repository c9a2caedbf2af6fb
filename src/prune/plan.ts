import { scopePrefix } from '../cache/key.ts';
import { readAlive } from './alive.ts';
import { type CacheTag, parseCacheTag } from './cache-tag.ts';
import { GitHubError } from './github.ts';
import { listMounts, type MountEntry, type MountList } from './mount-entries.ts';
import { type Cache, type LeftTag, type ReadTag, readTags } from './read-cache.ts';
import type { PruneRequest } from './request.ts';
import { type EndedScopes, type Rules, whyStale } from './rules.ts';
import type { Sources } from './sources.ts';
import type { Trigger } from './trigger.ts';

/** What has to go and why, and what is known of the rest. */
export interface PrunePlan {
  readonly caches: readonly Stale<Cache>[];
  readonly mounts: readonly Stale<MountEntry>[];
  /** Every tag of the repository, ours or not. */
  readonly tags: readonly string[];
  /** Caches that stay, as far as they were read. */
  readonly staying: readonly Cache[];
  /** Tags that would have to go, if they were known to be caches. */
  readonly left: readonly LeftTag[];
  /** Why the cache mounts were not looked at; undefined when they were. */
  readonly mountsNotRead: string | undefined;
}

export type Stale<T> = T & { readonly why: string };

/** Reads all lists and decides what goes; deletes nothing, and throws an Error when a list cannot be read whole. */
export async function planPrune(
  request: PruneRequest,
  trigger: Exclude<Trigger, { kind: 'nothing' }>,
  sources: Sources,
): Promise<PrunePlan> {
  const [tags, list] = await Promise.all([
    Array.fromAsync(sources.registry.listTags(request.repository)),
    readMounts(trigger, sources),
  ]);
  const ours = tags.flatMap((tag) => parseCacheTag(tag) ?? []);
  const entries = list.kind === 'read' ? list.entries : [];
  const scopes = await readEndedScopes(trigger, [...ours, ...entries.flatMap(({ tag }) => tag ?? [])], sources);
  const olderThan = trigger.kind === 'sweep' ? request.olderThan : undefined;
  const rules = { scopes, keep: request.keep, olderThan, now: Date.now() };
  const read = await readTags(sources.registry, request.repository, toRead(ours, rules, sources));
  return {
    ...divide(read, rules),
    mounts: entries.flatMap((entry) => toStale(entry, whyStale(rules, entry.tag, entry.savedAt))),
    tags,
    mountsNotRead: list.kind === 'read' ? undefined : list.reason,
  };
}

async function readMounts(trigger: Trigger, { github }: Sources): Promise<MountList> {
  if (github === undefined) return { kind: 'not-read', reason: 'There is no "github-token" to ask GitHub with.' };
  return listMounts(github, trigger.kind === 'ended' ? trigger.scope : undefined);
}

async function readEndedScopes(
  trigger: Exclude<Trigger, { kind: 'nothing' }>,
  caches: readonly CacheTag[],
  { github, defaultBranch }: Sources,
): Promise<EndedScopes> {
  if (trigger.kind === 'ended') return { kind: 'one', prefix: scopePrefix(trigger.scope), why: trigger.why };
  if (github === undefined)
    throw new GitHubError('"github-token" is empty: without it nobody tells which branches exist.');
  const wanted = {
    branches: caches.some(({ pullRequest }) => pullRequest === undefined),
    pullRequests: caches.some(({ pullRequest }) => pullRequest !== undefined),
  };
  return { kind: 'all-but', prefixes: await readAlive(github, wanted, defaultBranch) };
}

/**
 * What goes is read, and what stays as well, because its layers are not freed. Where one scope has ended only the default branch's caches
 * are compared: that is what others start from, and some registries count every read.
 */
function toRead(ours: readonly CacheTag[], rules: Rules, { defaultBranch }: Sources): readonly CacheTag[] {
  const isStale = (tag: CacheTag): boolean => whyStale(rules, tag, undefined) !== undefined;
  if (rules.olderThan === undefined && !ours.some(isStale)) return [];
  if (rules.scopes.kind === 'all-but') return ours;
  const others = defaultBranch && scopePrefix({ kind: 'branch', ref: defaultBranch });
  return ours.filter((tag) => isStale(tag) || tag.prefix === others);
}

function divide(read: readonly ReadTag[], rules: Rules): Pick<PrunePlan, 'caches' | 'staying' | 'left'> {
  const judged = read.map((each) => {
    const madeAt = each.kind === 'cache' ? each.madeAt : undefined;
    return { each, why: whyStale(rules, each.tag, madeAt) };
  });
  return {
    caches: judged.flatMap(({ each, why }) => (each.kind === 'cache' ? toStale(each, why) : [])),
    staying: judged.flatMap(({ each, why }) => (each.kind === 'cache' && why === undefined ? [each] : [])),
    left: judged.flatMap(({ each, why }) => (each.kind !== 'cache' && why !== undefined ? [each] : [])),
  };
}

function toStale<T>(item: T, why: string | undefined): Stale<T>[] {
  return why === undefined ? [] : [{ ...item, why }];
}
