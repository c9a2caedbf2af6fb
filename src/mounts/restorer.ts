import type { Tar } from './cache-mount.ts';
import { createFetcher, type Fetched, type Limits } from './fetcher.ts';
import { beginFilling, type Filling, within } from './filling.ts';
import type { MountUse } from './mount-use.ts';
import { isEmptied, isWanted, type MountsPlan } from './plan.ts';
import type { FoundMount, RecognizedRun } from './recognize.ts';
import type { Transfers } from './transfers.ts';
import type { UpcomingRun } from './upcoming.ts';

/** An archive that the hook is to unpack. */
export interface Unpacking {
  readonly archive: string;
  readonly place: string;
}

/** Fills the cache mounts of one builder, each when the first RUN that has it starts. */
export interface Restorer {
  /** Begins with the mounts of RUNs that come soon. */
  lookAhead(runs: readonly UpcomingRun[]): void;
  /** Resolves with what is to be unpacked when nothing else keeps a RUN from starting. Never rejects. */
  prepare(run: RecognizedRun, tar: Tar): Promise<Unpacking[]>;
  /** Takes what the hook says of a place where it has unpacked; no problem: undefined. */
  unpacked(place: string, problem: string | undefined): void;
  /** Ends what is still awaited, because the solve is over; in another one it begins anew. */
  abandon(): void;
  /** In the order of their first use. */
  uses(): MountUse[];
}

/** Starts with a builder whose mounts are empty. Archives come into the folder, and go when they were unpacked. */
export function createRestorer(plan: MountsPlan, transfers: Transfers, folder: string, limits: Limits): Restorer {
  const fetcher = createFetcher(plan, transfers, folder, limits);
  const known = new Map<string, Known>();

  const begin = async (entry: Known, run: RecognizedRun, tar: Tar): Promise<Unpacking[]> => {
    const { filling, mount } = entry;
    if (mount.home === undefined) filling.end({ kind: 'stage' });
    else if (isEmptied(plan, run.stages)) filling.end({ kind: 'emptied' });
    else entry.fetched = await fetcher.fetch(mount, tar, filling);
    return entry.fetched ? [{ archive: entry.fetched.archive, place: mount.place }] : [];
  };

  /** Begins with a mount, or waits for the RUN that did. */
  const claim = (mount: FoundMount, run: RecognizedRun, tar: Tar): Promise<Unpacking[]> => {
    const home = mount.home ?? `${mount.id} of a stage`;
    const other = known.get(home)?.filling;
    if (other && other.start()?.kind !== 'unused') return within(other.ended, limits.wait).then(() => []);
    const entry: Known = { filling: beginFilling(), mount, fetched: undefined };
    known.set(home, entry);
    return begin(entry, run, tar);
  };

  return {
    lookAhead(runs) {
      const mounts = runs.flatMap((run) => (isEmptied(plan, run.stages) ? [] : run.mounts));
      for (const mount of mounts) if (isWanted(plan, mount)) fetcher.lookAhead(mount);
    },
    async prepare(run, tar) {
      // All are claimed before anything is waited for, so two RUNs can never wait for each other.
      const claims = run.mounts.filter((mount) => isWanted(plan, mount)).map((mount) => claim(mount, run, tar));
      return (await Promise.all(claims)).flat();
    },
    unpacked(place, problem) {
      const entry = [...known.values()].find(({ mount, filling }) => mount.place === place && !filling.start());
      if (entry?.fetched === undefined) return;
      const { key, bytes, since } = entry.fetched;
      if (problem !== undefined) entry.filling.end({ kind: 'failed', reason: `it could not be unpacked: ${problem}` });
      else entry.filling.end({ kind: 'restored', key, bytes, milliseconds: performance.now() - since });
    },
    abandon() {
      for (const { filling } of known.values()) filling.end({ kind: 'unused' });
    },
    uses: () => [...known.values()].map(toUse),
  };
}

/** A mount that a RUN had, by its home. */
interface Known {
  readonly filling: Filling;
  readonly mount: FoundMount;
  fetched: Fetched | undefined;
}

function toUse({ mount: { id, owner, home }, filling }: Known): MountUse {
  return { id, owner, home, start: filling.start() ?? { kind: 'unused' } };
}
