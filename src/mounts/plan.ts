import type { Scope } from '../cache/event.ts';
import type { ScopePlan } from '../cache/scope.ts';
import { onlyPlatform } from '../image/facts.ts';
import type { BuildRequest } from '../request/build-request.ts';
import type { CacheMount } from './cache-mount.ts';
import type { Subject } from './keys.ts';

/** The cache mounts that a run keeps, and the scopes that it reads and writes. Plain values, since the post step reads it too. */
export interface MountsPlan {
  readonly wanted: 'auto' | readonly string[];
  /** Bytes. */
  readonly maxSize: number;
  readonly subject: Subject;
  /** In order of preference. */
  readonly restoreFrom: readonly Scope[];
  readonly saveTo: Scope | undefined;
  /** The reason for `saveTo`, as half a sentence. */
  readonly saveReason: string;
  /** Stages whose mounts BuildKit empties before it builds; these mounts are not restored. */
  readonly emptied: 'all' | readonly string[];
}

/** Decides whose mounts a run reads and writes, by the scopes of the layer cache; undefined where none is wanted. */
export function planMounts(request: BuildRequest, scopes: ScopePlan): MountsPlan | undefined {
  const { mounts, mountsMaxSize } = request.cache;
  if (mounts === 'off' || !asksForMounts(request)) return undefined;
  return {
    wanted: mounts,
    maxSize: mountsMaxSize,
    subject: { repository: request.repository?.name ?? '', platforms: platformsOf(request) },
    // A pull request cannot read the Actions cache of its head branch, only its own and those of its base and of the default branch.
    restoreFrom: scopes.imports.filter(({ role }) => role !== 'head').map(({ scope }) => scope),
    saveTo: scopes.export,
    saveReason: scopes.exportReason,
    emptied: request.noCache ? 'all' : request.noCacheFilters,
  };
}

/** Tells whether a build is to keep cache mounts. */
export function asksForMounts({ cache, call }: BuildRequest): boolean {
  return cache.mounts !== 'off' && call === 'build';
}

/** Tells whether a mount is to be kept. */
export function isWanted({ wanted }: MountsPlan, { id }: CacheMount): boolean {
  return wanted === 'auto' || wanted.includes(id);
}

/** Tells whether BuildKit empties the mounts of a RUN, because its stage is built without cache. */
export function isEmptied({ emptied }: MountsPlan, stages: readonly (string | undefined)[]): boolean {
  return emptied === 'all' || stages.every((stage) => stage !== undefined && emptied.includes(stage));
}

function platformsOf(request: BuildRequest): readonly string[] {
  return request.platforms.length > 0 ? request.platforms : [onlyPlatform(request)];
}
