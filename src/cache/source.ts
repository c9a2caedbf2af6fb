import { formatReference, type Reference } from '../text/reference.ts';
import type { Candidate } from './plan.ts';
import type { Role } from './scope.ts';

/** The part of a registry client that the look-up of the cache source needs. */
export interface ManifestProbe {
  headManifest(reference: Reference): Promise<ManifestAnswer>;
}

/**
 * `failed`: the registry did not say whether the manifest exists (401, 403, 5xx, no answer in time). `hidden`: it took the login
 * and refused the manifest, which is what many answer for a repository that is not there yet.
 */
export type ManifestAnswer =
  | { readonly kind: 'found'; readonly digest: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly reason: string; readonly cause?: 'late' | 'hidden' };

/** The one cache that a build imports. */
export interface CacheSource {
  readonly role: Role;
  readonly reference: Reference;
  /** Undefined where the registry did not answer in time whether it exists. */
  readonly digest: string | undefined;
}

export interface CacheSourceSearch {
  readonly cacheSource: CacheSource | undefined;
  /** Lines for the log. */
  readonly explanations: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Asks the registry for all candidates at once and chooses the first in order that exists, as soon as that is certain. Where none is
 * known to exist, it chooses the first about which the registry did not answer in time.
 *
 * Where the registry may only have hidden a cache, a run that writes one finds that out by writing; for one that does not it is a warning.
 *
 * Only one is chosen, because BuildKit merges several imports, and from which of them a step comes is partly chance.
 */
export async function findCacheSource(
  candidates: readonly Candidate[],
  client: ManifestProbe,
  writesOne: boolean,
): Promise<CacheSourceSearch> {
  const probes = candidates.map((candidate) => ({ candidate, answer: ask(candidate, client) }));
  const passed: PassedOver[] = [];
  for (const { candidate, answer: pending } of probes) {
    const answer = await pending;
    if (answer.kind === 'found') {
      const cacheSource = { role: candidate.role, reference: candidate.reference, digest: answer.digest };
      return {
        cacheSource,
        explanations: [explainSource(candidate, passed)],
        warnings: warn(passed, 'goes on with another one'),
      };
    }
    passed.push({ candidate, answer });
  }
  const late = passed.find(({ answer }) => answer.kind === 'failed' && answer.cause === 'late')?.candidate;
  if (late !== undefined) {
    // BuildKit waits longer for the answer, and the build goes on if it finds no cache.
    return {
      cacheSource: { role: late.role, reference: late.reference, digest: undefined },
      explanations: [explainSource(late, passed)],
      warnings: warn(passed, `tries to import that of ${late.name} all the same`),
    };
  }
  const warnings = warn(passed, 'goes on without a cache');
  const isHidden = passed.some(({ answer }) => answer.kind === 'failed' && answer.cause === 'hidden');
  if (!isHidden || writesOne) return { cacheSource: undefined, explanations: explainNone(passed), warnings };
  const doubts = explainNone(passed).map((line) => `${line} ${hiddenAdvice}`);
  return { cacheSource: undefined, explanations: [], warnings: [...doubts, ...warnings] };
}

const hiddenAdvice = 'If there is one, every such build begins without it: give the login the right to read it.';

interface PassedOver {
  readonly candidate: Candidate;
  readonly answer: Exclude<ManifestAnswer, { kind: 'found' }>;
}

async function ask({ reference }: Candidate, client: ManifestProbe): Promise<ManifestAnswer> {
  try {
    return await client.headManifest(reference);
  } catch (error) {
    // A rejection of a probe that is not awaited any more must not end the process.
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

function explainSource({ reference, name }: Candidate, passed: readonly PassedOver[]): string {
  const reasons = passed.map(({ candidate, answer }) =>
    isNone(answer) ? `${candidate.name} has none yet` : `${candidate.name} could not be looked up`,
  );
  return `Importing cache from ${formatReference(reference)} (${name})${reasons.length > 0 ? `: ${reasons.join(', ')}` : ''}.`;
}

function explainNone(passed: readonly PassedOver[]): readonly string[] {
  const missing = passed.filter(({ answer }) => isNone(answer));
  if (missing.length === 0) return [];
  const names = missing.map(({ candidate }) => candidate.name).join(', ');
  const reasons = new Set(missing.flatMap(({ answer }) => (answer.kind === 'failed' ? [answer.reason] : [])));
  const doubt = reasons.size === 0 ? '.' : `, or the login may not read it: ${[...reasons].join(' ')}`;
  return [`No cache to import: there is none yet of ${names}${doubt}`];
}

function isNone(answer: PassedOver['answer']): boolean {
  return answer.kind === 'missing' || answer.cause === 'hidden';
}

function warn(passed: readonly PassedOver[], consequence: string): readonly string[] {
  const failed = passed.flatMap(({ candidate, answer }) =>
    answer.kind === 'failed' && !isNone(answer) ? [{ name: candidate.name, reason: answer.reason }] : [],
  );
  if (failed.length === 0) return [];
  const names = failed.map(({ name }) => name);
  // A registry that is down fails every probe with the same message.
  const reasons = new Set(failed.map(({ reason }) => reason));
  return [
    `The cache of ${names.join(', ')} could not be looked up, the build ${consequence}: ${[...reasons].join(' ')}`,
  ];
}
