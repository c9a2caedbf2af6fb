import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Ending } from './body.ts';
import type { HeaderChanges } from './rule.ts';
import type { Upstream } from './upstream.ts';

/** A request on its way from a client to a registry and back. */
export type Exchange = {
  request: IncomingMessage;
  response: ServerResponse;
  upstream: Upstream;
  /** Where status and bytes are noted. */
  tally: Tally;
};

export type Tally = { status: number | undefined; bytesIn: number; bytesOut: number };

export type SideFaults = {
  headers?: HeaderChanges;
  /** Number of the byte to invert, from 0. */
  corruptByte?: number;
  cut?: { bytes: number; ending: Ending };
  bytesPerSecond?: number;
};

export type ResponseFaults = SideFaults & {
  delayMilliseconds?: number;
  /** The response is complete with that many bytes. */
  shortenTo?: number;
};
