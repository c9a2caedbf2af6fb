import type { Ask } from './ask.ts';
import { createFetcher, type Fetched, type Limits } from './fetcher.ts';
import { beginFilling, type Filling, within } from './filling.ts';
import { createHandedOut, homeOf } from './handed-out.ts';
import { mountIdentity } from './keys.ts';
import type { MountStart, MountUse } from './mount-use.ts';
import type { Filled, Order } from './orders.ts';
import { isEmptied, isWanted, type MountsPlan } from './plan.ts';
import type { FoundMount, RecognizedRun } from './recognize.ts';
import type { Transfers } from './transfers.ts';
import type { UpcomingRun } from './upcoming.ts';

/** Fills the cache mounts of one builder: each one when the first RUN that has it is about to start. */
export interface Restorer {
  /** Begins to fetch the mounts of RUNs that come soon. */
  lookAhead(runs: readonly UpcomingRun[]): void;
  /**
   * Resolves with the orders for the hook of a RUN, when the RUN can start after them. `run` is undefined where its mounts could not be
   * recognized: it then waits for those that are being filled, and none of its folders is filled later. Never rejects.
   */
  prepare(ask: Pick<Ask, 'mounts' | 'tar'>, run: RecognizedRun | undefined): Promise<Order[]>;
  /** Takes the hook's report of a filling. */
  filled(filled: Filled): void;
  /** Ends all fillings that are under way, because the solve is over; in a further solve they begin again. */
  abandon(): void;
  /** In the order of their first use. */
  uses(): MountUse[];
}

/** Starts with a builder whose mounts are empty. Archives are fetched into the folder, and removed after unpacking. */
export function createRestorer(plan: MountsPlan, transfers: Transfers, folder: string, limits: Limits): Restorer {
  const fetcher = createFetcher(plan, transfers, folder, limits);
  const known = new Map<string, Known>();
  const handedOut = createHandedOut();
  const longest = limits.wait + secondsToUnpack(plan.maxSize, limits) * 1000 + limits.slack;
  let count = 0;

  const begin = async (entry: Known, { stages }: RecognizedRun, tar: Ask['tar'], cut?: string): Promise<Order[]> => {
    const { filling, mount } = entry;
    if (mount.home === undefined) filling.end({ kind: 'stage' });
    else if (handedOut.has(mount.home)) filling.end(cut === undefined ? { kind: 'taken' } : cutOff);
    else if (isEmptied(plan, stages)) filling.end({ kind: 'emptied' });
    else entry.fetched = await fetcher.fetch(mount, tar, filling);
    const ends: Order[] = cut === undefined ? [] : [{ kind: 'end', id: cut }];
    if (entry.fetched === undefined && (cut === undefined || filling.start()?.kind === 'partial')) return ends;
    // A filling that was cut off left files behind, which are removed even if there is no archive now.
    const { archive, bytes } = entry.fetched ?? { archive: emptyArchive, bytes: 0 };
    count += 1;
    const id = `mount-${mountIdentity(mount, plan.subject)}-${count}`;
    if (entry.fetched) entry.id = id;
    const how = { folder: cut === undefined ? 'empty' : 'anew', archive, place: mount.place } as const;
    return [...ends, { kind: 'fill', id, seconds: secondsToUnpack(bytes, limits), ...how }];
  };

  /** Resolves when a mount's folder is filled. A filling that does not end in time is ended, and the folder not filled again. */
  const share = async (entry: Known): Promise<Order[]> => {
    await within(entry.filling.ended, longest);
    if (entry.filling.start()) return [];
    entry.filling.end({ kind: 'partial', reason: `it was not unpacked within ${Math.round(longest / 1000)} s` });
    return entry.id === undefined ? [] : [{ kind: 'end', id: entry.id }];
  };

  /** Whether a filling was given up while the RUN waited: the hook must not begin it then. */
  const isGivenUp = (order: Order) => [...known.values()].some(({ id, filling }) => id === order.id && filling.start());

  /** Begins to fill a mount, or waits for the RUN that began. */
  const claim = (mount: FoundMount, run: RecognizedRun, tar: Ask['tar']): Promise<Order[]> => {
    const home = mount.home ?? `${mount.id} of a stage`;
    const other = known.get(home);
    if (other && other.filling.start()?.kind !== 'unused') return share(other);
    const entry: Known = { filling: beginFilling(), mount, fetched: undefined, id: undefined };
    known.set(home, entry);
    return begin(entry, run, tar, other?.id);
  };

  return {
    lookAhead(runs) {
      const mounts = runs.flatMap((run) => (isEmptied(plan, run.stages) ? [] : run.mounts));
      for (const mount of mounts) if (isWanted(plan, mount)) fetcher.lookAhead(mount);
    },
    async prepare({ mounts, tar }, run) {
      const wanted = run?.mounts.filter((mount) => isWanted(plan, mount)) ?? [];
      // A RUN with the same mount twice must not wait for itself.
      const own = new Map(wanted.map((mount) => [homeOf(mount), mount]));
      const others = mounts.filter((mount) => !own.has(homeOf(mount)));
      // All mounts are claimed before waiting for any of them, so two RUNs can never wait for each other.
      const claims = run === undefined ? [] : [...own.values()].map((mount) => claim(mount, run, tar));
      const shares = others.flatMap((mount) => known.get(homeOf(mount)) ?? []).map(share);
      handedOut.add(others);
      const orders = (await Promise.all([...claims, ...shares])).flat();
      return orders.filter((order) => order.kind === 'end' || !isGivenUp(order));
    },
    filled({ id, problem }) {
      const entry = [...known.values()].find((each) => each.id === id);
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

/** A mount that a RUN had; the map has it by its home. */
interface Known {
  readonly filling: Filling;
  readonly mount: FoundMount;
  fetched: Fetched | undefined;
  /** Id of the filling, once a hook has got the order for it. */
  id: string | undefined;
}

const cutOff: MountStart = { kind: 'partial', reason: 'an earlier attempt was ended while it was being unpacked' };

/** An archive without files, as tar reads it. */
const emptyArchive = '/dev/null';

/** Seconds for unpacking, at a rate that even a slow disk reaches. */
function secondsToUnpack(bytes: number, { unpack }: Limits): number {
  return Math.min(1800, Math.ceil(unpack / 1000 + bytes / 10_000_000));
}

function toUse({ mount: { id, owner, home }, filling }: Known): MountUse {
  return { id, owner, home, start: filling.start() ?? { kind: 'unused' } };
}
