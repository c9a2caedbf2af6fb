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

/** Fills the cache mounts of one builder, each when the first RUN that has it starts, and before any RUN had it. */
export interface Restorer {
  /** Begins with the mounts of RUNs that come soon. */
  lookAhead(runs: readonly UpcomingRun[]): void;
  /**
   * Resolves with what the hook of a RUN is to do when nothing else keeps that from starting; `run` is undefined where nobody
   * knows which mounts it has: it waits for those that are being filled, and what it had is never filled after it. Never rejects.
   */
  prepare(ask: Pick<Ask, 'mounts' | 'tar'>, run: RecognizedRun | undefined): Promise<Order[]>;
  /** Takes what the hook says of a filling. */
  filled(filled: Filled): void;
  /** Ends what is still awaited, because the solve is over; in another one it begins anew. */
  abandon(): void;
  /** In the order of their first use. */
  uses(): MountUse[];
}

/** Starts with a builder whose mounts are empty. Archives come into the folder, and go when they were unpacked. */
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
    // What was cut off left something behind, also where nothing comes now.
    const { archive, bytes } = entry.fetched ?? { archive: emptyArchive, bytes: 0 };
    count += 1;
    const id = `mount-${mountIdentity(mount, plan.subject)}-${count}`;
    if (entry.fetched) entry.id = id;
    const how = { folder: cut === undefined ? 'empty' : 'anew', archive, place: mount.place } as const;
    return [...ends, { kind: 'fill', id, seconds: secondsToUnpack(bytes, limits), ...how }];
  };

  /** Resolves when a mount's folder is filled. One whose filling does not end by itself is not to be filled any more. */
  const share = async (entry: Known): Promise<Order[]> => {
    await within(entry.filling.ended, longest);
    if (entry.filling.start()) return [];
    entry.filling.end({ kind: 'partial', reason: `it was not unpacked within ${Math.round(longest / 1000)} s` });
    return entry.id === undefined ? [] : [{ kind: 'end', id: entry.id }];
  };

  /** A hook that was killed, or is about to be, must not begin what was given up meanwhile. */
  const isGivenUp = (order: Order) => [...known.values()].some(({ id, filling }) => id === order.id && filling.start());

  /** Begins with a mount, or waits for the RUN that did. */
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
      // One that stands there twice must not wait for itself.
      const own = new Map(wanted.map((mount) => [homeOf(mount), mount]));
      const others = mounts.filter((mount) => !own.has(homeOf(mount)));
      // All are claimed before anything is waited for, so two RUNs can never wait for each other.
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

/** A mount that a RUN had, by its home. */
interface Known {
  readonly filling: Filling;
  readonly mount: FoundMount;
  fetched: Fetched | undefined;
  /** Of the filling, once a hook was told of it. */
  id: string | undefined;
}

const cutOff: MountStart = { kind: 'partial', reason: 'an earlier attempt was ended while it was being unpacked' };

/** To tar it is an archive without members. */
const emptyArchive = '/dev/null';

/** No disk is so slow that it needs longer. */
function secondsToUnpack(bytes: number, { unpack }: Limits): number {
  return Math.min(1800, Math.ceil(unpack / 1000 + bytes / 10_000_000));
}

function toUse({ mount: { id, owner, home }, filling }: Known): MountUse {
  return { id, owner, home, start: filling.start() ?? { kind: 'unused' } };
}
