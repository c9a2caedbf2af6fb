import { InputError, shown } from '../request/input-error.ts';
import { isBoolean, parseDuration } from '../request/scalars.ts';
import { lowerRepository, parseReference, type Reference } from '../text/reference.ts';
import type { PruneInputs } from './inputs.ts';

/** What the workflow asked for, checked. */
export interface PruneRequest {
  /** Where the caches are; has neither tag nor digest. */
  readonly repository: Reference;
  /** Milliseconds; undefined: age alone is no reason to go. */
  readonly olderThan: number | undefined;
  /** Names of branches, `pr-N` or whole tags, with `*` for anything. */
  readonly keep: readonly string[];
  readonly dryRun: boolean;
  /** Milliseconds that all of it may take. */
  readonly timeout: number;
  /** Undefined: GitHub cannot be asked. */
  readonly githubToken: string | undefined;
}

/** Checks the inputs; throws an InputError for the first mistake. */
export function parsePruneRequest(inputs: PruneInputs): PruneRequest {
  return {
    repository: parseRepository(inputs.repository),
    olderThan: parseAge(inputs.olderThan),
    keep: inputs.keep.split(/[,\n]/).flatMap((entry) => entry.trim() || []),
    dryRun: parseDryRun(inputs.dryRun),
    timeout: parseDuration('timeout', inputs.timeout || '30m') ?? Number.NaN,
    githubToken: inputs.githubToken || undefined,
  };
}

function parseRepository(text: string): Reference {
  if (text === '') {
    throw new InputError(
      '"repository" is empty: write the one that holds the caches, like repository: ghcr.io/owner/app.',
    );
  }
  const reference = parseWhole(text);
  const { name, tag, digest } = reference;
  if (tag === undefined && digest === undefined) return reference;
  const got = `"repository" must be a repository without a ${digest === undefined ? 'tag' : 'digest'}: got ${text}`;
  // localhost:5000 is read as a repository with a tag, but nobody means that.
  if (!name.includes('/') && /^\d+$/.test(tag ?? '')) throw new InputError(`${got}, write repository: ${text}/NAME.`);
  throw new InputError(
    `${got}, write repository: ${name}. A cache at one fixed tag belongs to no branch and is never pruned.`,
  );
}

function parseWhole(text: string): Reference {
  try {
    return parseReference(lowerRepository(text));
  } catch (error) {
    throw new InputError(`"repository": ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parseAge(text: string): number | undefined {
  if (text === '') return undefined;
  const [, count, unit = ''] = /^(\d{1,5})([hdw])$/.exec(text) ?? [];
  const age = Number(count) * (HOURS[unit] ?? Number.NaN) * 3_600_000;
  if (age > 0) return age;
  throw new InputError(`"older-than" must be hours, days or weeks, like 12h, 30d or 8w: got ${shown(text)}.`);
}

const HOURS: Readonly<Record<string, number>> = { h: 1, d: 24, w: 168 };

function parseDryRun(text: string): boolean {
  if (text === '') return false;
  if (!isBoolean(text)) throw new InputError(`"dry-run" must be true or false: got ${shown(text)}.`);
  return text.toLowerCase() === 'true';
}
