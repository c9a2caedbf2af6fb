import type { JournalEntry } from '../testbed/faulty-registry/journal.ts';

/** What went over the network to the registry and back. */
export type Traffic = {
  readonly requests: number;
  /** Bytes of bodies that the registry was sent. */
  readonly received: number;
  /** Bytes of bodies that it answered. */
  readonly sent: number;
  /** Longest chain of round trips, one after the other: requests that wait for none of each other count once. */
  readonly roundTrips: number;
};

/** Sums up what a registry's journal has of one build. */
export function toTraffic(entries: readonly JournalEntry[]): Traffic {
  const sum = (count: (entry: JournalEntry) => number) => entries.reduce((total, entry) => total + count(entry), 0);
  return {
    requests: entries.length,
    received: sum(({ bytesIn }) => bytesIn),
    sent: sum(({ bytesOut }) => bytesOut),
    roundTrips: longestChain(entries),
  };
}

/** Returns the length of the longest chain of requests of which each began after the one before had its answer. */
function longestChain(entries: readonly JournalEntry[]): number {
  const chains: { ended: number; length: number }[] = [];
  for (const { started, ended = Number.POSITIVE_INFINITY } of entries.toSorted((a, b) => a.started - b.started)) {
    const before = chains.filter((chain) => chain.ended <= started).map((chain) => chain.length);
    chains.push({ ended, length: 1 + Math.max(0, ...before) });
  }
  return Math.max(0, ...chains.map(({ length }) => length));
}
