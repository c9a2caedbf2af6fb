import { codeSpan, plain, table } from '../text/markdown.ts';
import { formatBytes, formatCount, formatNumber } from '../text/units.ts';
import { toPlainText } from '../text/visible.ts';
import type { Deletion } from './deletion-api.ts';

/** A cache that is stale. */
export interface StaleItem {
  /** A tag of the registry, or a key of the Actions cache. */
  readonly name: string;
  readonly bytes: number;
  readonly why: string;
}

/** What became of it. */
export interface Outcome extends StaleItem {
  readonly end: Deletion | { readonly kind: 'not-tried' } | { readonly kind: 'dry-run' };
}

/** Writes one line for the log. */
export function formatOutcome({ name, bytes, why, end }: Outcome): string {
  // A key of the Actions cache and a branch may be called anything.
  const what = toPlainText(`${name} (${formatBytes(bytes)}): ${why}`);
  if (end.kind === 'deleted') return `Deleted ${what}.`;
  if (end.kind === 'dry-run') return `Would delete ${what}.`;
  if (end.kind === 'not-tried') return `Not tried: ${what}.`;
  return `Not deleted: ${what}, but ${reasonOf(end)}`;
}

/** Writes the job's summary of a run in GitHub's Markdown. */
export function formatPruneSummary(repository: string, outcomes: readonly Outcome[], freed: number): string {
  const rows = outcomes
    .slice(0, MOST_ROWS)
    .map((outcome) => [
      codeSpan(outcome.name),
      formatBytes(outcome.bytes),
      plain(outcome.why),
      plain(formatEnd(outcome)),
    ]);
  const more = outcomes.length - rows.length;
  return [
    `### ${heading(repository, outcomes, freed)}`,
    table([['Cache', 'Size', 'Why', ''], ...rows]),
    ...(more > 0 ? [`and ${formatNumber(more)} more, see the log`] : []),
    '',
  ].join('\n\n');
}

/** GitHub takes 1 MiB of a step's summary; a row is at most some 500 bytes. */
const MOST_ROWS = 1000;

function heading(repository: string, outcomes: readonly Outcome[], freed: number): string {
  const of = `of ${codeSpan(repository)}`;
  if (outcomes.some(({ end }) => end.kind === 'dry-run')) {
    return `Dry run: ${formatCount(outcomes.length, 'stale cache')} ${of}`;
  }
  const deleted = outcomes.filter(({ end }) => end.kind === 'deleted').length;
  const some = deleted === outcomes.length ? '' : `${formatNumber(deleted)} of `;
  return `Deleted ${some}${formatCount(outcomes.length, 'stale cache')} ${of}, freed ${formatBytes(freed)}`;
}

function formatEnd({ end }: Outcome): string {
  if (end.kind === 'deleted') return end.frees ? 'deleted' : 'deleted, its manifest stays';
  if (end.kind === 'dry-run') return 'would be deleted';
  return end.kind === 'not-tried' ? 'not tried' : `not deleted: ${reasonOf(end)}`;
}

function reasonOf({ reason }: { readonly reason: string }): string {
  return reason.endsWith('.') ? reason : `${reason}.`;
}
