import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CacheMount, Tar } from './cache-mount.ts';
import { createEntryFinder } from './entry-finder.ts';
import { beginFilling, type Filling, within } from './filling.ts';
import { archiveName, canRead, contentOf, mountIdentity } from './keys.ts';
import type { MountStart, MountUse } from './mount-use.ts';
import { isEmptied, isWanted, type MountsPlan } from './plan.ts';
import type { FoundMount, RecognizedRun } from './recognize.ts';
import { SilentServiceError, type Transfers } from './transfers.ts';

/** Milliseconds that the service may take to say whether there is an entry, and that a RUN waits for its mounts in all. */
export interface Limits {
  readonly find: number;
  readonly wait: number;
}

/** An archive that the hook is to unpack. */
export interface Unpacking {
  readonly archive: string;
  readonly place: string;
}

/** Fills the cache mounts of one builder, each when the first RUN that has it starts. */
export interface Restorer {
  /** Looks for the entries of mounts that will be needed soon. */
  lookAhead(mounts: readonly CacheMount[]): void;
  /** Resolves with what is to be unpacked when nothing else keeps a RUN from starting. Never rejects. */
  prepare(run: RecognizedRun, tar: Tar): Promise<Unpacking[]>;
  /** Takes what the hook says of a place where it has unpacked; no problem: undefined. */
  unpacked(place: string, problem: string | undefined): void;
  /** Ends what is still awaited, because the solve is over; another one begins there anew. */
  abandon(): void;
  /** In the order of their first use. */
  uses(): MountUse[];
}

/** Starts with a builder whose mounts are empty. Archives come into the folder, and go when they were unpacked. */
export function createRestorer(plan: MountsPlan, transfers: Transfers, folder: string, limits: Limits): Restorer {
  const findEntry = createEntryFinder(plan, transfers, limits.find);
  const known = new Map<string, Known>();
  const lanes = new Map<string, Promise<void>>();

  const fetch = async ({ filling, mount, tar }: Known): Promise<Fetched | undefined> => {
    const since = performance.now();
    const key = await findEntry(mount);
    const content = key === undefined ? undefined : contentOf(key);
    if (key === undefined || content === undefined || !canRead(tar, content)) {
      filling.end({ kind: 'missing' });
      return undefined;
    }
    const archive = archiveName(mountIdentity(mount, plan.subject));
    // The RUN goes on before this is given up: one that is slow is not silent.
    await transfers.fetch(archive, key, limits.wait + 1000);
    return { archive, key, since, bytes: (await stat(join(folder, archive))).size };
  };

  /** Two folders of one identity (`sharing=private`) take turns: their archives have one name. */
  const fill = async (entry: Known): Promise<Unpacking | undefined> => {
    const archive = archiveName(mountIdentity(entry.mount, plan.subject));
    const before = lanes.get(archive);
    lanes.set(
      archive,
      Promise.all([before, entry.filling.ended]).then(() => rm(join(folder, archive), { force: true })),
    );
    await before;
    entry.fetched = await fetch(entry);
    return entry.fetched && { archive, place: entry.mount.place };
  };

  const begin = async (entry: Known, run: RecognizedRun): Promise<Unpacking | undefined> => {
    const { filling, mount } = entry;
    if (mount.home === undefined) filling.end({ kind: 'stage' });
    else if (isEmptied(plan, run.stages)) filling.end({ kind: 'emptied' });
    if (filling.start()) return undefined;
    const unpacking = await within(
      fill(entry).catch((error: Error) => filling.end(toFailure(error))),
      limits.wait,
    );
    if (!unpacking) filling.end({ kind: 'failed', reason: `it was not there within ${limits.wait / 1000} s` });
    return filling.start() ? undefined : (unpacking ?? undefined);
  };

  return {
    lookAhead(mounts) {
      for (const mount of mounts) if (isWanted(plan, mount)) findEntry(mount).catch(() => undefined);
    },
    async prepare(run, tar) {
      const wanted = run.mounts.filter((mount) => isWanted(plan, mount));
      // All are claimed before anything is waited for, so two RUNs can never wait for each other.
      const unpackings = wanted.map((mount) => {
        const home = mount.home ?? `${mount.id} of a stage`;
        const other = known.get(home);
        if (other && other.filling.start()?.kind !== 'unused') return within(other.filling.ended, limits.wait);
        const entry: Known = { filling: beginFilling(), mount, tar, fetched: undefined };
        known.set(home, entry);
        return begin(entry, run);
      });
      return (await Promise.all(unpackings)).flatMap((unpacking) => unpacking ?? []);
    },
    unpacked(place, problem) {
      const entry = [...known.values()].find(({ mount, filling }) => mount.place === place && !filling.start());
      if (entry?.fetched === undefined) return;
      const { key, bytes, since } = entry.fetched;
      if (problem === undefined)
        entry.filling.end({ kind: 'restored', key, bytes, milliseconds: performance.now() - since });
      else entry.filling.end({ kind: 'failed', reason: `it could not be unpacked: ${problem}` });
    },
    abandon() {
      for (const { filling } of known.values()) filling.end({ kind: 'unused' });
    },
    uses: () => [...known.values()].map(({ filling, mount }) => toUse(mount, filling)),
  };
}

function toFailure(error: Error): MountStart {
  return { kind: error instanceof SilentServiceError ? 'silent' : 'failed', reason: error.message };
}

interface Known {
  readonly filling: Filling;
  readonly mount: FoundMount;
  readonly tar: Tar;
  fetched: Fetched | undefined;
}

interface Fetched {
  readonly archive: string;
  readonly key: string;
  readonly bytes: number;
  /** When the RUN asked for it. */
  readonly since: number;
}

function toUse({ id, owner, home }: FoundMount, filling: Filling): MountUse {
  return { id, owner, home, start: filling.start() ?? { kind: 'unused' } };
}
