import { isFull } from '../builder/space.ts';
import type { BuildFailure } from '../trace/failure.ts';

/** The changes for the next attempt, and the wait before it. */
export interface Retry {
  /** Reads after a comma: "the registry answered 503". */
  readonly reason: string;
  readonly milliseconds: number;
  /**
   * `same`: the same builder, which still has the finished steps. `fresh`: a new builder. `on disk`: a new builder with its state on
   * disk. `patient`: a new builder with few connections to a registry.
   */
  readonly builder: 'same' | 'fresh' | 'on disk' | 'patient';
  readonly imports: 'same' | 'none';
  /** Whether a cache that was to be written within the build is still to be written. */
  readonly exports: 'same' | 'none';
}

/** Facts about an attempt beside its failure. */
export interface Attempt {
  /** Number of the attempt, from 1. */
  readonly number: number;
  /** Further attempts that `retries` allows. */
  readonly allowed: number;
  /** Names of the imported caches, for people. */
  readonly imports: readonly string[];
  readonly stateInMemory: boolean;
  /** Whether the builder's state had no room left after the attempt. */
  readonly isStateFull: boolean;
  /** A builder of `ours` can be replaced, once; an endpoint cannot. */
  readonly builder: 'ours' | 'restarted' | 'endpoint';
  /** `given`: the user's configuration sets the number of connections to a registry. */
  readonly connections: 'ours' | 'given';
  /** Seconds that the registry asked for, when it refused because of too many requests. */
  readonly retryAfterSeconds: number | undefined;
}

/**
 * Decides whether to make another attempt after a failed one; undefined when only a person can mend the failure. The step that failed and
 * its error decide: a RUN that failed would fail again. `retries` limits the last row only. The other rows happen once each, even with
 * `retries: 0`, since a cache must never fail a good build.
 *
 * | failure | next attempt |
 * | --- | --- |
 * | the process of a RUN ended with an error; a Dockerfile, context or option is wrong; 401, 403, 404, 413; an immutable tag | none |
 * | the state has no room, and earlier steps of the job have built in it (not decided here) | at once, on the same builder, without what they left, one time |
 * | the state's memory is full, found after any failure for lack of room | at once, on a fresh builder with its state on disk |
 * | the state's disk is full | none |
 * | a layer of an imported cache cannot be fetched, checked, unpacked or mounted, or the registry fell silent on it; with an import also any failure before the process of a RUN that is not known as an error of the Dockerfile | at once, on a fresh builder without the import; where the failure is transient, after one attempt as in the last row |
 * | a layer of a base image arrived damaged | at once, on a fresh builder, one time |
 * | the registry said nothing while the cache was exported | at once, on the same builder without the export |
 * | BuildKit ended or does not answer | at once, on a fresh builder, one time; an endpoint is asked again after 3 s, one time |
 * | 429, 503 or a broken connection, for the second time during a push | after the wait of the last row, on a fresh builder with few connections, one time |
 * | 408, 429, 5xx, BLOB_UPLOAD_UNKNOWN, a connection that broke, was refused or timed out, a name that did not resolve, silence | after 3, 9, 27 … s, or after the time that the registry asked for (15 minutes at most), on the same builder |
 */
export function planRetry(failure: BuildFailure, attempt: Attempt): Retry | undefined {
  const { message, phase } = failure;
  if (phase === 'canceled') return undefined;
  if (attempt.isStateFull || isFull(message)) {
    const reason = "the builder's memory is full";
    return attempt.stateInMemory ? { ...atOnce, reason, builder: 'on disk' } : undefined;
  }
  if (failure.exitCode !== undefined || message.includes('did not complete successfully')) return undefined;
  if (phase === 'silence' && failure.step?.phase === 'cache-export') {
    const reason = 'the registry said nothing while the cache was exported, so it is not saved';
    return { ...atOnce, reason, exports: 'none' };
  }
  if (phase === 'builder' && attempt.builder !== 'endpoint') {
    if (attempt.builder === 'restarted') return undefined;
    return { ...atOnce, reason: 'BuildKit does not answer any more', builder: 'fresh' };
  }
  if (attempt.imports.length > 0 && isOfImport(failure)) return leaveCacheOut(failure, attempt);
  if (damage.test(message) && attempt.number === 1) {
    return { ...atOnce, reason: `a layer arrived damaged (${toReason(message)})`, builder: 'fresh' };
  }
  return attempt.number <= attempt.allowed ? tryAgain(failure, attempt) : undefined;
}

/** Tells whether the registry refused because of too many requests, and so may name the time of the next one. */
export function isThrottled({ message }: Pick<BuildFailure, 'message'>): boolean {
  return /\b429\b|toomanyrequests/i.test(message);
}

const atOnce = { milliseconds: 0, builder: 'same', imports: 'same', exports: 'same' } as const;

/** The longest wait in milliseconds that a registry may ask for; after that it is cheaper to start the job again by hand. */
const longestWait = 15 * 60_000;

/** Repeats an attempt once for a cache, since its registry may have recovered by then; a cache is not worth longer waits. */
function leaveCacheOut(failure: BuildFailure, attempt: Attempt): Retry {
  const isFirst = attempt.number === 1 && attempt.allowed > 0;
  const mayRecover = failure.phase !== 'silence' && !damage.test(failure.message);
  const again = isFirst && mayRecover ? tryAgain(failure, attempt) : undefined;
  if (again !== undefined) return again;
  const what = refusedMount.test(failure.message)
    ? 'the registry refused to take over layers of the imported cache'
    : 'the build could not use the imported cache';
  const reason = `${what} ${attempt.imports.join(' and ')} (${toReason(failure.message)})`;
  return { ...atOnce, reason, builder: 'fresh', imports: 'none' };
}

/**
 * Tells whether an imported cache may be the reason for a failure. BuildKit fetches layers when they are needed: by an instruction before
 * its process runs, or by an export. Its reads of an imported cache after the manifest belong to no step.
 */
function isOfImport({ message, phase, step }: BuildFailure): boolean {
  if (phase === 'silence') return step === undefined || ['cache-import', 'instruction'].includes(step.phase);
  if (layerFault.test(message) || refusedMount.test(message)) return true;
  // A file that ADD fetches by a URL does not come from a cache.
  return phase === 'instruction' && !ownFault.test(message) && !/^ADD /.test(step?.instruction ?? '');
}

/** Tells whether BuildKit failed to push a layer by reference to another repository of the registry that has it already. */
export function isRefusedMount({ message }: Pick<BuildFailure, 'message'>): boolean {
  return refusedMount.test(message);
}

const refusedMount = /unexpected status from POST request to \S*[?&]mount=\S*: 4(?!08|29)\d\d\b/;

/** Messages of containerd and BuildKit about a layer that arrived damaged. */
const damage =
  /unexpected commit (?:digest|size)|failed to verify layer|failed size validation|short read: expected|failed to extract layer|mount callback failed|mismatched? (?:image rootfs|diff)|invalid (?:diffID|tar header|checksum digest)|magic number mismatch|zstd: |gzip: /i;

/** Messages about a damaged layer, or one that cannot be fetched. */
const layerFault = new RegExp(
  `failed to copy: httpReadSeeker|could not fetch content descriptor|${damage.source}`,
  'i',
);

/** Messages about errors of a Dockerfile before a process runs: missing files, secrets, agents and users. */
const ownFault =
  /failed to calculate checksum of ref \S+:? "[^"]*": not found|\bsecret \S+: not found|no SSH key|unset ssh forward key|invalid (?:user|group) index|(?:uid|gid|user|group)\b.*not found|cannot (?:copy to non-directory|copy a directory|replace to directory)|not a directory|is not allowed/i;

/** BuildKit's words in brackets behind our own. */
function toReason(message: string): string {
  const [line = ''] = message.replace(/^(?:failed to (?:compute|load) cache key: )+/, '').split('\n');
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

function tryAgain(failure: BuildFailure, attempt: Attempt): Retry | undefined {
  const { number, retryAfterSeconds = 0 } = attempt;
  if (!retriablePhases.has(failure.phase)) return undefined;
  // The endpoint may be restarting. Where nothing listens at the address, a further attempt after that does not help.
  if (failure.phase === 'builder') {
    return number > 1 ? undefined : { ...atOnce, reason: 'BuildKit at "endpoint" does not answer', milliseconds: 3000 };
  }
  const reason =
    failure.phase === 'silence'
      ? 'the registry said nothing any more'
      : (reasonIn(failure.message) ?? reasonIn(lastGivenUp(failure)));
  const asked = retryAfterSeconds * 1000;
  if (reason === undefined || asked > longestWait) return undefined;
  const mayBePatient = number > 1 && attempt.builder === 'ours' && attempt.connections === 'ours';
  const isCrowded = mayBePatient && isPush(failure.phase) && crowding.test(reason);
  return {
    ...atOnce,
    reason,
    milliseconds: Math.max(asked, 1000 * 3 ** number),
    builder: isCrowded ? 'patient' : 'same',
  };
}

/**
 * Phases in which BuildKit talks to a registry, or buildctl to an endpoint; an instruction does while the layers below it are
 * fetched.
 */
const retriablePhases: ReadonlySet<string> = new Set([
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

/** The end of a sentence for each transient error; the status is that of containerd's `unexpected status from …`. */
const transients: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [
    /unexpected status(?: code)?(?: from [A-Z]+ request to)? ?\S*: (408|429|5\d\d)\b/,
    ([, status]) => `the registry answered ${status}`,
  ],
  [/toomanyrequests/i, () => 'the registry answered 429'],
  [/blob upload (?:unknown|invalid)|BLOB_UPLOAD_(?:UNKNOWN|INVALID)/i, () => 'the registry lost the upload of a layer'],
  [
    /connection reset by peer|broken pipe|closed network connection|unexpected EOF|: EOF$|http2: |server closed/,
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
 * Returns the error of the last repetition of a transfer that BuildKit made by itself; '' where it made none. The final message may have
 * only the registry's own sentence without the status, which BuildKit's log of the repetitions has.
 */
function lastGivenUp({ phase, message, logTail }: BuildFailure): string {
  if (!isPush(phase) || /\b(denied|unauthorized|unexpected status)\b/i.test(message)) return '';
  const last = logTail.slice(
    Math.max(
      0,
      logTail.findLastIndex((line) => line.startsWith('error: ')),
    ),
  );
  return last.some((line) => line.startsWith('retrying in ')) ? '' : last.join('\n');
}

function isPush(phase: BuildFailure['phase']): boolean {
  return phase === 'push' || phase === 'export';
}

/** Errors that may come from many connections at once: a limit of the registry, or a slow line that they share. */
const crowding = /answered (?:429|503)$|connection to the registry broke$/;
