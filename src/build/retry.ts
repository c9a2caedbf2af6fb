import { isFull } from '../builder/space.ts';
import type { BuildFailure } from '../trace/failure.ts';

/** What the next attempt does differently, and after which wait. */
export interface Retry {
  /** Reads after a comma: "the registry answered 503". */
  readonly reason: string;
  readonly milliseconds: number;
  /** `same`: finished steps are still there. `fresh`: another builder. `on disk`: another one with its state on disk. */
  readonly builder: 'same' | 'fresh' | 'on disk';
  readonly imports: 'same' | 'none';
  /** Whether a cache that is written within the build still is. */
  readonly exports: 'same' | 'none';
}

/** What is known of an attempt beside its failure. */
export interface Attempt {
  /** Counts from 1. */
  readonly number: number;
  /** Further attempts that `retries` allows. */
  readonly allowed: number;
  readonly hasImports: boolean;
  readonly stateInMemory: boolean;
  /** Whether the builder's state was found without room after it. */
  readonly isStateFull: boolean;
  /** Another one can take the place of `ours`, once. */
  readonly builder: 'ours' | 'restarted' | 'endpoint';
  /** Seconds that the registry asked for, when it refused because of too many requests. */
  readonly retryAfterSeconds: number | undefined;
}

/**
 * Decides whether a failed attempt is worth another one; undefined when only a person can mend it. It is decided by where the
 * build failed and by the error of that vertex, never by a guess: a RUN that failed would fail again. `retries` limits the last
 * row alone: the others happen once each, and a cache must never cost a good build.
 *
 * | failure | next attempt |
 * | --- | --- |
 * | the process of a RUN ended with an error; a Dockerfile, context or option is wrong; 401, 403, 404, 413; an immutable tag | none |
 * | the state's memory is full, found so after whatever failed for want of room | at once, on a fresh builder with its state on disk |
 * | the state's disk is full | none |
 * | a blob of the imported cache is gone from the registry, or the registry said nothing while the cache or a layer of it was fetched | at once, on a fresh builder without the import |
 * | the registry said nothing while the cache was exported | at once, on the same builder without the export |
 * | BuildKit ended or does not answer | at once, on a fresh builder, one time; an endpoint is asked again as a registry is |
 * | 408, 429, 5xx, BLOB_UPLOAD_UNKNOWN, a connection that broke, was refused or timed out, a name that did not resolve, silence | after 3, 9, 27 … s, or after what the registry asked for (15 minutes at most), on the same builder |
 */
export function planRetry(failure: BuildFailure, attempt: Attempt): Retry | undefined {
  const { message, phase } = failure;
  if (phase === 'canceled') return undefined;
  if (attempt.isStateFull || isFull(message)) {
    const reason = "the builder's memory is full";
    return attempt.stateInMemory ? { ...atOnce, reason, builder: 'on disk' } : undefined;
  }
  if (failure.exitCode !== undefined || message.includes('did not complete successfully')) return undefined;
  const withoutCache = leaveCacheOut(failure, attempt);
  if (withoutCache !== undefined) return withoutCache;
  if (phase === 'builder' && attempt.builder !== 'endpoint') {
    if (attempt.builder === 'restarted') return undefined;
    return { ...atOnce, reason: 'BuildKit does not answer any more', builder: 'fresh' };
  }
  return attempt.number <= attempt.allowed ? tryAgain(failure, attempt) : undefined;
}

/** Tells whether the registry refused because of too many requests, and so may say when to come again. */
export function isThrottled({ message }: Pick<BuildFailure, 'message'>): boolean {
  return /\b429\b|toomanyrequests/i.test(message);
}

const atOnce = { milliseconds: 0, builder: 'same', imports: 'same', exports: 'same' } as const;

/** Milliseconds that a registry may ask for; a job that waits longer costs more than the person who starts it again. */
const longestWait = 15 * 60_000;

/** The cache's own faults: they cost the cache, and not the build. */
function leaveCacheOut({ message, phase, step }: BuildFailure, { hasImports }: Attempt): Retry | undefined {
  const isSilent = phase === 'silence';
  if (isSilent && step?.phase === 'cache-export') {
    return {
      ...atOnce,
      reason: 'the registry said nothing while the cache was exported, so it is not saved',
      exports: 'none',
    };
  }
  if (!hasImports) return undefined;
  const without = { ...atOnce, builder: 'fresh', imports: 'none' } as const;
  if (missingBlob.test(message)) {
    return { ...without, reason: 'a layer of the imported cache is gone from the registry' };
  }
  if (isSilent && isOfImport(step)) {
    return { ...without, reason: 'the registry said nothing while the cache was imported' };
  }
  return undefined;
}

/** What an import reads after its manifest belongs to no step, and its layers to the instructions that made them. */
function isOfImport(step: BuildFailure['step']): boolean {
  return step === undefined || step.phase === 'cache-import' || step.phase === 'instruction';
}

function tryAgain(failure: BuildFailure, { number, retryAfterSeconds = 0 }: Attempt): Retry | undefined {
  if (!networkPhases.has(failure.phase)) return undefined;
  const reason =
    failure.phase === 'silence'
      ? 'the registry said nothing any more'
      : (reasonIn(failure.message) ?? reasonIn(lastGivenUp(failure)));
  const asked = retryAfterSeconds * 1000;
  if (reason === undefined || asked > longestWait) return undefined;
  return { ...atOnce, reason, milliseconds: Math.max(asked, 1000 * 3 ** number) };
}

/** Where BuildKit talks to a registry, or buildctl to an endpoint; an instruction does when the layers that it stands on are fetched. */
const networkPhases: ReadonlySet<string> = new Set([
  'builder',
  'push',
  'silence',
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
  [
    /i\/o timeout|TLS handshake timeout|deadline exceeded|timeout awaiting/i,
    () => 'the registry did not answer in time',
  ],
];

function reasonIn(message: string): string | undefined {
  for (const [pattern, describe] of transients) {
    const match = pattern.exec(message);
    if (match) return describe(match);
  }
  return undefined;
}

/**
 * Returns the error after which BuildKit stopped repeating a transfer by itself; '' where it did not repeat one. A registry's
 * own sentence hides the status of its answer in the last words, but not in what BuildKit wrote down on the way.
 */
function lastGivenUp({ phase, message, logTail }: BuildFailure): string {
  const isTransfer = phase === 'push' || phase === 'export';
  if (!isTransfer || /\b(denied|unauthorized|unexpected status)\b/i.test(message)) return '';
  const last = logTail.slice(
    Math.max(
      0,
      logTail.findLastIndex((line) => line.startsWith('error: ')),
    ),
  );
  return last.some((line) => line.startsWith('retrying in ')) ? '' : last.join('\n');
}
