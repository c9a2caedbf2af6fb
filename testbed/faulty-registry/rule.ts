import type { Kind } from './target.ts';

/** What goes wrong with which request, and how often. The first rule that matches and is due acts; a later rule does not see that request. */
export type Rule = {
  /** Stands in the journal beside each request that the rule acts on. */
  name?: string;
  /** Any request by default. */
  match?: Match;
  /** Every request that matches by default. */
  when?: When;
  action: Action;
};

/** What a request must be; a field that is not given matches all. */
export type Match = {
  method?: string | readonly string[];
  /** Against the path with its query. */
  path?: RegExp;
  kind?: Kind | readonly Kind[];
  repository?: string | RegExp;
  /** Tag or digest; of an upload the digest that its query names. */
  reference?: string | RegExp;
  /** Least length of the request's body in bytes: tells a layer's upload from a config's. */
  minLength?: number;
  /** Tells BuildKit from the action's own look-ups. */
  userAgent?: RegExp;
};

/** Which of the requests that match, counted from 1 for each rule, or for how long after the first of them. */
export type When = { first: number } | { from: number } | { nth: readonly number[] } | { forMilliseconds: number };

export type Side = 'request' | 'response';

/**
 * A place in an exchange, in bytes of a body: those before it pass. A body that is shorter ends there, so Infinity is its
 * end: after the request, the registry has done its work and the client is never told.
 */
export type Place = { of: Side; bytes: number };

/** Undefined takes a header away. */
export type HeaderChanges = Readonly<Record<string, string | undefined>>;

export type Action =
  /** Answers in the registry's place, which never sees the request. */
  | { kind: 'answer'; status: number; headers?: Readonly<Record<string, string>>; body?: string | Uint8Array }
  /** Waits before the registry sees the request, then goes on as usual or with the next action. */
  | { kind: 'delay'; of?: 'request'; milliseconds: number; next?: Action }
  /** Waits before the client sees the registry's answer. */
  | { kind: 'delay'; of: 'response'; milliseconds: number }
  /** Keeps the connection and says nothing more; without a place it takes the whole request, which the registry never sees. */
  | { kind: 'black-hole'; after?: Place }
  /** Ends the connection with RST; without a place before the registry sees the request. */
  | { kind: 'reset'; after?: Place }
  /** Ends the response early: cut off below its announced length, or complete by a shorter length. */
  | { kind: 'truncate'; bytes: number; length?: 'announced' | 'shorter' }
  /** Inverts the bits of one byte of a body, counted from 0; a body that is shorter stays as it is. */
  | { kind: 'corrupt'; of?: Side; byte?: number }
  /** Passes a body on at so many bytes a second; a client that sends is held back as a slow line would. */
  | { kind: 'trickle'; of?: Side; bytesPerSecond: number }
  | { kind: 'change-headers'; of?: Side; headers: HeaderChanges }
  /** Resets every connection and refuses new ones, for a time or until the rules are set anew. */
  | { kind: 'refuse'; milliseconds?: number };
