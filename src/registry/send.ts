import type { HttpAnswer, HttpRequest } from './http.ts';

export type Scheme = 'http' | 'https';

export interface Call extends Omit<HttpRequest, 'url' | 'trust' | 'proxy'> {
  /** With the port, if it is not the scheme's. */
  readonly host: string;
  /** From the slash on, with the query. */
  readonly path: string;
  /** Only where an address that a server named fixes it. */
  readonly scheme?: Scheme | undefined;
}

/** Makes a call to a host; rejects with a Problem, or with Node's error once the signal ended the call. */
export type Send = (call: Call) => Promise<HttpAnswer>;
