import type { Scope } from '../cache/event.ts';
import { cacheTag } from '../cache/key.ts';
import { keyStart } from '../mounts/keys.ts';
import { type CacheTag, parseCacheTag } from './cache-tag.ts';
import type { Deletion } from './deletion-api.ts';
import { type Errand, type GitHub, GitHubError, toGitHubFailure } from './github.ts';

/** One saved cache mount. */
export interface MountEntry {
  readonly id: number;
  readonly key: string;
  /** The tag that a layer cache of the same scope would have; undefined where the entry is of no branch or pull request. */
  readonly tag: CacheTag | undefined;
  readonly bytes: number;
  /** When it was saved, in milliseconds since 1970: an entry is never written twice. */
  readonly savedAt: number | undefined;
}

export type MountList =
  | { readonly kind: 'read'; readonly entries: readonly MountEntry[] }
  /** GitHub was not asked or does not let the job's token look. */
  | { readonly kind: 'not-read'; readonly reason: string };

/** Lists the saved cache mounts of one scope, or all; throws a GitHubError when there is a list that cannot be read. */
export async function listMounts(github: GitHub, scope: Scope | undefined): Promise<MountList> {
  const ref = scope === undefined ? {} : { ref: toRef(scope) };
  const parameters = { ...github.place, key: keyStart, ...ref };
  try {
    const pages = await github.list(LISTING, `GET ${CACHES}`, parameters, (page) => Object(page).actions_caches);
    const entries = pages.flat().flatMap(toEntry);
    return { kind: 'read', entries: [...new Map(entries.map((entry) => [entry.id, entry])).values()] };
  } catch (error) {
    // A job that uses no cache mounts has no reason to ask for the right to look for them.
    if (error instanceof GitHubError && error.status === 403 && /not accessible/i.test(error.message)) {
      return { kind: 'not-read', reason: error.message };
    }
    throw error;
  }
}

/** Deletes one saved cache mount. */
export async function deleteMount(github: GitHub, { id, key }: MountEntry): Promise<Deletion> {
  const errand = { ...LISTING, doing: `Deleting ${key} from the Actions cache` };
  try {
    await github.request(errand, `DELETE ${CACHES}/{cache_id}`, { ...github.place, cache_id: id });
    return { kind: 'deleted', frees: true };
  } catch (error) {
    if (error instanceof GitHubError && error.status === 404) return { kind: 'kept', reason: 'it was gone already' };
    return toGitHubFailure(error);
  }
}

const CACHES = '/repos/{owner}/{repo}/actions/caches';
const LISTING: Errand = { doing: 'Listing the Actions cache', permission: 'actions: write' };

function toRef(scope: Scope): string {
  return scope.kind === 'branch' ? scope.ref : `refs/pull/${scope.number}/merge`;
}

function toScope(ref: string): Scope | undefined {
  if (/^refs\/heads\/./s.test(ref)) return { kind: 'branch', ref };
  const number = /^refs\/pull\/([1-9]\d{0,14})\/merge$/.exec(ref)?.[1];
  return number === undefined ? undefined : { kind: 'pull-request', number: Number(number) };
}

/** All fields are optional in the documented schema; what lacks one that is needed is not deleted. */
function toEntry(item: unknown): MountEntry[] {
  const { id, key, ref, size_in_bytes: size, created_at: created } = Object(item);
  if (typeof id !== 'number' || typeof ref !== 'string' || typeof key !== 'string') return [];
  if (!key.startsWith(keyStart)) return [];
  const scope = toScope(ref);
  const time = Date.parse(String(created));
  return [
    {
      id,
      key,
      tag: scope && parseCacheTag(cacheTag(scope, '')),
      bytes: typeof size === 'number' ? size : 0,
      savedAt: Number.isNaN(time) ? undefined : time,
    },
  ];
}
