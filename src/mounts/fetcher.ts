import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CacheMount, Tar } from './cache-mount.ts';
import { type Filling, within } from './filling.ts';
import { archiveName, canRead, contentOf, entryPrefix, mountIdentity } from './keys.ts';
import type { MountStart } from './mount-use.ts';
import type { MountsPlan } from './plan.ts';
import { SilentServiceError, type Transfers } from './transfers.ts';

/** Time limits in milliseconds. */
export interface Limits {
  /** For the service's answer whether there is an entry. */
  readonly find: number;
  /** For which a RUN waits for all of its archives together. */
  readonly wait: number;
  /** For unpacking, in addition to the time for the size of the archive. */
  readonly unpack: number;
  /** For a hook's report after the time for unpacking. */
  readonly slack: number;
}

/** An archive that was fetched and can be unpacked. */
export interface Fetched {
  readonly archive: string;
  readonly key: string;
  readonly bytes: number;
  /** Time at which the RUN asked for it. */
  readonly since: number;
}

/** Fetches the archives of mounts into the folder that the builder sees. */
export interface Fetcher {
  /** Begins to fetch a mount that a RUN will need soon. */
  lookAhead(mount: CacheMount): void;
  /**
   * Resolves with a mount's archive, which is removed when the filling ends; undefined if the filling has ended already. Never
   * rejects.
   */
  fetch(mount: CacheMount, tar: Tar, filling: Filling): Promise<Fetched | undefined>;
}

/** Makes a fetcher that looks once for each mount's entry. */
export function createFetcher(plan: MountsPlan, transfers: Transfers, folder: string, limits: Limits): Fetcher {
  const findEntry = createEntryFinder(plan, transfers, limits.find);
  const ahead = new Map<string, Promise<string | undefined>>();
  const lanes = new Map<string, Promise<void>>();
  const late = `it was not there within ${limits.wait / 1000} s`;
  const archiveOf = (mount: CacheMount) => archiveName(mountIdentity(mount, plan.subject));

  const download = async (mount: CacheMount): Promise<string | undefined> => {
    const key = await findEntry(mount);
    if (key === undefined) return undefined;
    // This limit is above the RUN's own, so that a slow service does not count as a silent one.
    await transfers.fetch(archiveOf(mount), key, plan.maxSize, limits.wait + 1000).catch((error: Error) => {
      throw error instanceof SilentServiceError ? new Error(late) : error;
    });
    return key;
  };

  /** Two folders of one mount (`sharing=private`) are fetched one after the other, since their archives have the same name. */
  const inTurn = async (mount: CacheMount, tar: Tar, filling: Filling): Promise<Fetched | undefined> => {
    const archive = archiveOf(mount);
    const since = performance.now();
    const before = lanes.get(archive);
    const over = Promise.all([before, filling.ended]).then(() => rm(join(folder, archive), { force: true }));
    lanes.set(archive, over);
    await before;
    const key = await (ahead.get(archive) ?? download(mount)).finally(() => ahead.delete(archive));
    const content = key === undefined ? undefined : contentOf(key);
    if (key !== undefined && content !== undefined && canRead(tar, content)) {
      return { archive, key, since, bytes: (await stat(join(folder, archive))).size };
    }
    filling.end({ kind: 'missing' });
    return undefined;
  };

  return {
    lookAhead(mount) {
      const archive = archiveOf(mount);
      if (ahead.has(archive) || lanes.has(archive)) return;
      const coming = download(mount);
      coming.catch(() => undefined);
      ahead.set(archive, coming);
    },
    async fetch(mount, tar, filling) {
      const coming = inTurn(mount, tar, filling).catch((error: Error) => {
        filling.end(toFailure(error));
        return undefined;
      });
      const fetched = await within(coming, limits.wait);
      if (fetched && !filling.start()) return fetched;
      filling.end({ kind: 'failed', reason: late });
      return undefined;
    },
  };
}

function toFailure(error: Error): MountStart {
  return { kind: error instanceof SilentServiceError ? 'silent' : 'failed', reason: error.message };
}

/** Finds the entry to restore a mount from, once for each mount. */
type EntryFinder = (mount: CacheMount) => Promise<string | undefined>;

/**
 * Makes a finder that asks the Actions cache for the newest entry of each scope in order, and asks no more after a silence of that
 * length.
 */
function createEntryFinder(plan: MountsPlan, transfers: Transfers, milliseconds: number): EntryFinder {
  const entries = new Map<string, Promise<string | undefined>>();
  let silence: SilentServiceError | undefined;

  const ask = async (identity: string) => {
    const prefixes = plan.restoreFrom.map((scope) => entryPrefix(scope, identity));
    if (prefixes.length === 0) return undefined;
    if (silence) throw silence;
    return transfers.find(archiveName(identity), prefixes, milliseconds).catch((error: unknown) => {
      // Every further mount would wait as long, without result.
      if (error instanceof SilentServiceError) silence = error;
      throw error;
    });
  };

  return (mount) => {
    const identity = mountIdentity(mount, plan.subject);
    const entry = entries.get(identity) ?? ask(identity);
    entries.set(identity, entry);
    return entry;
  };
}
