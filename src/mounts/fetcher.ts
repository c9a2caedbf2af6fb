import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CacheMount, Tar } from './cache-mount.ts';
import { createEntryFinder } from './entry-finder.ts';
import { type Filling, within } from './filling.ts';
import { archiveName, canRead, contentOf, mountIdentity } from './keys.ts';
import type { MountStart } from './mount-use.ts';
import type { MountsPlan } from './plan.ts';
import { SilentServiceError, type Transfers } from './transfers.ts';

/** Milliseconds. */
export interface Limits {
  /** That the service may take to say whether there is an entry. */
  readonly find: number;
  /** That a RUN waits for its archives in all. */
  readonly wait: number;
  /** That unpacking may take, beside what the size of the archive allows. */
  readonly unpack: number;
  /** Within which a hook tells what became of its fillings. */
  readonly slack: number;
}

/** An archive that is there to be unpacked. */
export interface Fetched {
  readonly archive: string;
  readonly key: string;
  readonly bytes: number;
  /** When the RUN asked for it. */
  readonly since: number;
}

/** Gets the archives of mounts into the folder that the builder sees. */
export interface Fetcher {
  /** Begins with a mount that a RUN will need soon. */
  lookAhead(mount: CacheMount): void;
  /** Resolves with a mount's archive, which goes when the filling ends; with undefined when it ended already. Never rejects. */
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
    // The RUN goes on before this is given up: a service that is slow is not silent.
    await transfers.fetch(archiveOf(mount), key, plan.maxSize, limits.wait + 1000).catch((error: Error) => {
      throw error instanceof SilentServiceError ? new Error(late) : error;
    });
    return key;
  };

  /** Two folders of one mount (`sharing=private`) take turns: their archives have one name. */
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
