import type { BuildFailure } from './failure.ts';

/** What the next attempt does differently, and after which wait. */
export interface Retry {
  /** Reads after a colon: "the registry answered 503". */
  readonly reason: string;
  readonly milliseconds: number;
  /** `same`: finished steps are still there. `fresh`: another builder. `on disk`: another one with its state on disk. */
  readonly builder: 'same' | 'fresh' | 'on disk';
  readonly imports: 'same' | 'none';
}

/** What is known of an attempt beside its failure. */
export interface Attempt {
  /** Counts from 1. */
  readonly number: number;
  readonly hasImports: boolean;
  readonly stateInMemory: boolean;
  /** Another builder was already started because of an earlier failure. */
  readonly isFresh: boolean;
  /** Seconds that the registry asked for, when it refused because of too many requests. */
  readonly retryAfterSeconds: number | undefined;
}

/**
 * Decides whether a failed attempt is worth another one; undefined when only a person can mend it. It is decided by where the
 * build failed and by the error of that vertex, never by a guess: a RUN that failed would fail again.
 *
 * | failure | next attempt |
 * | --- | --- |
 * | the process of a RUN ended with an error; a Dockerfile, context or option is wrong; 401, 403, 404, 413; an immutable tag | none |
 * | a blob of the imported cache is gone from the registry | at once, on a fresh builder without the import |
 * | the state's memory is full | at once, on a fresh builder with its state on disk |
 * | the state's disk is full | none |
 * | BuildKit ended or does not answer | at once, on a fresh builder, one time |
 * | 408, 429, 5xx, BLOB_UPLOAD_UNKNOWN, a connection that broke, was refused or timed out, a name that did not resolve, silence | after 3, 9, 27 … s, or after what the registry asked for, on the same builder |
 */
export function planRetry(failure: BuildFailure, attempt: Attempt): Retry | undefined {
  const { message, phase } = failure;
  const atOnce = { milliseconds: 0, imports: 'same' } as const;
  if (phase === 'canceled' || failure.exitCode !== undefined || message.includes('did not complete successfully')) {
    return undefined;
  }
  if (isFull(failure)) {
    if (!attempt.stateInMemory) return undefined;
    return { ...atOnce, reason: "the builder's memory is full", builder: 'on disk' };
  }
  if (attempt.hasImports && missingBlob.test(message)) {
    return {
      ...atOnce,
      reason: 'a layer of the imported cache is gone from the registry',
      builder: 'fresh',
      imports: 'none',
    };
  }
  if (phase === 'builder') {
    return attempt.isFresh ? undefined : { ...atOnce, reason: 'BuildKit does not answer any more', builder: 'fresh' };
  }
  const reason = networkPhases.has(phase) ? transientReason(message) : undefined;
  if (reason === undefined) return undefined;
  const asked = (attempt.retryAfterSeconds ?? 0) * 1000;
  return { reason, milliseconds: Math.max(asked, 1000 * 3 ** attempt.number), builder: 'same', imports: 'same' };
}

/** Tells whether the builder's state has no room left. */
export function isFull({ message }: Pick<BuildFailure, 'message'>): boolean {
  return /no space left on device|disk quota exceeded/i.test(message);
}

/** Tells whether the registry refused because of too many requests, and so may say when to come again. */
export function isThrottled({ message }: Pick<BuildFailure, 'message'>): boolean {
  return /\b429\b|toomanyrequests/i.test(message);
}

/** Where BuildKit talks to a registry; an instruction does when the layers that it stands on are fetched. */
const networkPhases: ReadonlySet<string> = new Set([
  'push',
  'export',
  'base',
  'instruction',
  'credentials',
  'context',
  'frontend',
]);

/** containerd's words for a blob that the registry no longer has (CACHE.md section 5). */
const missingBlob =
  /failed to copy: httpReadSeeker|could not fetch content descriptor|failed to (?:load cache key|compute cache key): .*not found/;

/** A sentence's end for each error that goes by itself; the status is the one of containerd's `unexpected status from …`. */
const transients: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [
    /unexpected status(?: code)?(?: from [A-Z]+ request to)? ?\S*: (408|429|5\d\d)\b/,
    ([, status]) => `the registry answered ${status}`,
  ],
  [/toomanyrequests/i, () => 'the registry answered 429'],
  [/blob upload (?:unknown|invalid)|BLOB_UPLOAD_(?:UNKNOWN|INVALID)/i, () => 'the registry lost the upload of a layer'],
  [
    /connection reset by peer|broken pipe|unexpected EOF|: EOF$|http2: |server closed/,
    () => 'the connection to the registry broke',
  ],
  [/connection refused/, () => 'the registry refused the connection'],
  [
    /no such host|server misbehaving|temporary failure in name resolution/i,
    () => "the registry's name did not resolve",
  ],
  [/^the registry said nothing/, () => 'the registry said nothing any more'],
  [
    /i\/o timeout|TLS handshake timeout|deadline exceeded|timeout awaiting/i,
    () => 'the registry did not answer in time',
  ],
];

function transientReason(message: string): string | undefined {
  for (const [pattern, describe] of transients) {
    const match = pattern.exec(message);
    if (match) return describe(match);
  }
  return undefined;
}
