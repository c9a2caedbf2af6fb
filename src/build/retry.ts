import { isFull } from '../builder/space.ts';
import type { BuildFailure } from '../trace/failure.ts';

/** What the next attempt does differently, and after which wait. */
export interface Retry {
  /** Reads after a comma: "the registry answered 503". */
  readonly reason: string;
  readonly milliseconds: number;
  /**
   * `same`: finished steps are still there. `fresh`: another builder. `on disk`: another one with its state on disk. `patient`:
   * another one with few connections to a registry.
   */
  readonly builder: 'same' | 'fresh' | 'on disk' | 'patient';
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
  /** The caches that it imported, for people. */
  readonly imports: readonly string[];
  readonly stateInMemory: boolean;
  /** Whether the builder's state was found without room after it. */
  readonly isStateFull: boolean;
  /** Another one can take the place of `ours`, once. */
  readonly builder: 'ours' | 'restarted' | 'endpoint';
  /** `given`: the user's configuration says how many connections a registry gets. */
  readonly connections: 'ours' | 'given';
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
 * | what the build took from an imported cache cannot be fetched, checked, unpacked or mounted, or the registry fell silent on it; so, with an import, whatever fails before the process of a RUN and is not known for the Dockerfile's own | at once, on a fresh builder without the import; where it is a failure that goes by itself, after one attempt as in the last row |
 * | a layer of a base image arrived damaged | at once, on a fresh builder, one time |
 * | the registry said nothing while the cache was exported | at once, on the same builder without the export |
 * | BuildKit ended or does not answer | at once, on a fresh builder, one time; an endpoint is asked again after 3 s, one time |
 * | 429, 503 or a connection that broke, for the second time while it was pushed | after the wait of the last row, on a fresh builder with few connections, one time |
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

/** Tells whether the registry refused because of too many requests, and so may say when to come again. */
export function isThrottled({ message }: Pick<BuildFailure, 'message'>): boolean {
  return /\b429\b|toomanyrequests/i.test(message);
}

const atOnce = { milliseconds: 0, builder: 'same', imports: 'same', exports: 'same' } as const;

/** Milliseconds that a registry may ask for; a job that waits longer costs more than the person who starts it again. */
const longestWait = 15 * 60_000;

/** Asks once more where the registry may have recovered by then; a cache is not worth longer waits. */
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
 * Tells whether a failure may be an imported cache's. BuildKit fetches layers when something needs them: an instruction before
 * its process runs, or an export. What an import reads after its manifest belongs to no step.
 */
function isOfImport({ message, phase, step }: BuildFailure): boolean {
  if (phase === 'silence') return step === undefined || ['cache-import', 'instruction'].includes(step.phase);
  if (layerFault.test(message) || refusedMount.test(message)) return true;
  // What ADD fetches from elsewhere is no cache's.
  return phase === 'instruction' && !ownFault.test(message) && !/^ADD /.test(step?.instruction ?? '');
}

/** Tells whether BuildKit could not push a layer by naming the repository where the registry has it already. */
export function isRefusedMount({ message }: Pick<BuildFailure, 'message'>): boolean {
  return refusedMount.test(message);
}

const refusedMount = /unexpected status from POST request to \S*[?&]mount=\S*: 4(?!08|29)\d\d\b/;

/** The words of containerd and BuildKit for a layer that came, but not as it should be. */
const damage =
  /unexpected commit (?:digest|size)|failed size validation|short read: expected|failed to extract layer|mount callback failed|mismatched? (?:image rootfs|diff)|invalid (?:diffID|tar header|checksum digest)|magic number mismatch|zstd: |gzip: /i;

/** Those, and what they say of one that does not come. */
const layerFault = new RegExp(
  `failed to copy: httpReadSeeker|could not fetch content descriptor|${damage.source}`,
  'i',
);

/** What a Dockerfile does wrong before a process runs: files, secrets, agents and users that are not there. */
const ownFault =
  /failed to calculate checksum of ref \S+:? "[^"]*": not found|\bsecret \S+: not found|no SSH key|unset ssh forward key|invalid (?:user|group) index|(?:uid|gid|user|group)\b.*not found|cannot (?:copy to non-directory|copy a directory|replace to directory)|not a directory|is not allowed/i;

/** BuildKit's words in brackets behind our own. */
function toReason(message: string): string {
  const [line = ''] = message.replace(/^(?:failed to (?:compute|load) cache key: )+/, '').split('\n');
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

function tryAgain(failure: BuildFailure, attempt: Attempt): Retry | undefined {
  const { number, retryAfterSeconds = 0 } = attempt;
  if (!networkPhases.has(failure.phase)) return undefined;
  // It may be starting anew; an address where nobody listens stays one.
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

/** A sentence's end for each error that goes by itself; the status is the one of containerd's `unexpected status from …`. */
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
 * Returns the error after which BuildKit stopped repeating a transfer by itself; '' where it did not repeat one. A registry's
 * own sentence hides the status of its answer in the last words, but not in what BuildKit wrote down on the way.
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

/** Where many connections at once may be why: a limit of the registry, or a slow line that they share. */
const crowding = /answered (?:429|503)$|connection to the registry broke$/;
