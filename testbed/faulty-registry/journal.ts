import type { IncomingMessage } from 'node:http';
import type { Target } from './target.ts';

/** One request as the registry's side of the network saw it. It never holds a secret. */
export type JournalEntry = Target & {
  /** Number of the client's connection, from 1. */
  connection: number;
  /** What was sent; undefined while or where no answer is. */
  status: number | undefined;
  /** Bytes of the request's body that were taken. */
  bytesIn: number;
  /** Bytes of the response's body that were sent. */
  bytesOut: number;
  /** When it arrived, milliseconds since 1970 with fractions. */
  started: number;
  /** When its answer was sent or its connection closed; a black hole that stops reading does not see its client leave. */
  ended: number | undefined;
  authorization: 'none' | 'basic' | 'bearer' | 'other';
  /** Name of the rule that acted, or its action's kind. */
  rule: string | undefined;
};

/** Returns the entry of a request that arrives now. */
export function toJournalEntry(request: IncomingMessage, target: Target, connection: number): JournalEntry {
  return {
    ...target,
    connection,
    status: undefined,
    bytesIn: 0,
    bytesOut: 0,
    started: clock(),
    ended: undefined,
    authorization: toScheme(request.headers.authorization),
    rule: undefined,
  };
}

/** Returns the time in milliseconds since 1970, with fractions, on a clock that never jumps. */
export function clock(): number {
  return performance.timeOrigin + performance.now();
}

function toScheme(authorization: string | undefined): JournalEntry['authorization'] {
  if (authorization === undefined) return 'none';
  const scheme = authorization.split(' ', 1)[0]?.toLowerCase();
  return scheme === 'basic' || scheme === 'bearer' ? scheme : 'other';
}
