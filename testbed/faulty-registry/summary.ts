import type { JournalEntry } from './journal.ts';

/** Formats how many requests, connections and bytes of bodies a journal holds, one line for each kind of request. */
export function summarize(journal: readonly JournalEntry[]): string {
  const kinds = [...new Set(journal.map((entry) => `${entry.method} ${entry.kind}`))].sort();
  const lines = kinds.map((kind) => {
    const entries = journal.filter((entry) => `${entry.method} ${entry.kind}` === kind);
    return `${String(entries.length).padStart(6)} ${kind.padEnd(16)} ${bytes(entries)}`;
  });
  const connections = new Set(journal.map((entry) => entry.connection)).size;
  return [...lines, `${journal.length} requests on ${connections} connections: ${bytes(journal)}`].join('\n');
}

function bytes(entries: readonly JournalEntry[]): string {
  const sum = (of: 'bytesIn' | 'bytesOut'): number => entries.reduce((total, entry) => total + entry[of], 0);
  return `${sum('bytesIn')} bytes in, ${sum('bytesOut')} bytes out`;
}
