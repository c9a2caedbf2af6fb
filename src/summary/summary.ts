import { codeBlock, codeSpan, folded, listing, plain, table } from '../text/markdown.ts';
import { formatBytes, formatCount, formatDuration } from '../text/units.ts';
import { shorten } from '../text/visible.ts';
import { firstMiss } from '../trace/cache-miss.ts';
import { countSteps } from '../trace/counts.ts';
import { exportMilliseconds } from '../trace/exports.ts';
import type { BuildFailure } from '../trace/failure.ts';
import type { Step } from '../trace/step.ts';
import { toOneLine } from '../trace/step-lines.ts';
import { chartLegend } from './chart-style.ts';
import { formatTimeline } from './timeline.ts';

/** What the job's summary says of one build. */
export interface SummaryData {
  /** What tells this build from others of the job: the image, the target. */
  readonly title: string;
  /** Undefined: it succeeded. */
  readonly failure: BuildFailure | undefined;
  /** Repository and digest (`ghcr.io/o/app@sha256:…`), or a local name. */
  readonly image: string | undefined;
  readonly digest: string | undefined;
  readonly tags: readonly string[];
  readonly platforms: readonly string[];
  /** Compressed bytes of the image as the registry holds it. */
  readonly size: number | undefined;
  /** `failed`: what it had finished was imported, so the first step that ran may be the one that had failed. */
  readonly lastAttempt: 'succeeded' | 'failed';
  /** Which cache was imported, and whose that is in words. */
  readonly cacheSource: { readonly reference: string; readonly owner: string } | undefined;
  /** Where the cache is saved, and how that went in words. */
  readonly cacheTarget: { readonly reference: string; readonly end: string } | undefined;
  readonly steps: readonly Step[];
  /** Of the whole action, up to the digest. */
  readonly milliseconds: number;
  /** What the build was made with: a name and its values. */
  readonly inputs: readonly (readonly [name: string, values: readonly string[]])[];
  /** Further rows of the table: attempts, cache mounts. */
  readonly more: readonly (readonly [label: string, text: string])[];
  /** Whether the timeline is to be seen at once; closed where many jobs write a summary. */
  readonly timeline: 'open' | 'closed';
}

/** Tags that are listed, slowest steps, lines of a failed step, and characters of a name: what keeps a summary below GitHub's 1 MiB. */
const listedTags = 20;
const slowest = 5;
const tailLines = 30;
const nameLimit = 200;

/** Writes the job's summary of one build in GitHub's Markdown. Nothing that comes from the build can end a cell, a fence or the chart. */
export function formatSummary(data: SummaryData): string {
  const timeline = formatTimeline(data.steps);
  return [
    `### ${heading(data)}`,
    ...(data.failure ? [failureOf(data.failure)] : []),
    ...costOf(data),
    ...listed(rowsOf(data)),
    ...(timeline === undefined
      ? []
      : [folded('Timeline', `\`\`\`mermaid\n${timeline}\n\`\`\`\n\n${chartLegend}`, data.timeline)]),
    ...slowestSteps(data.steps),
    ...inputsOf(data),
    '',
  ].join('\n\n');
}

function heading({ title, failure, steps, milliseconds }: SummaryData): string {
  const { cached, total } = countSteps(steps);
  const end = failure ? `failed after ${formatDuration(milliseconds)}` : `built in ${formatDuration(milliseconds)}`;
  const counts = total > 0 ? `, ${cached} of ${formatCount(total, 'step')} cached` : '';
  return `${failure ? '❌' : '✅'} ${plain(shorten(title, nameLimit))} ${end}${counts}`;
}

type Row = readonly [name: string, value: string];

function rowsOf(data: SummaryData): Row[] {
  const { image, digest, cacheSource, cacheTarget } = data;
  const tags = data.tags.slice(0, listedTags).map(code);
  const moreTags = data.tags.length - tags.length;
  const isInImage = digest !== undefined && image?.endsWith(digest);
  const rows: [string, string | undefined][] = [
    ['Image', image && codeSpan(image)],
    ['Digest', isInImage ? undefined : digest && code(digest)],
    ['Tags', [...tags, ...(moreTags > 0 ? [`and ${moreTags} more`] : [])].join('<br>')],
    ['Platforms', data.platforms.map(code).join(', ')],
    ['Size', sizeOf(data)],
    ['Cache read from', cacheSource && `${code(cacheSource.reference)}, ${plain(cacheSource.owner)}`],
    ['Cache saved to', cacheTarget && `${code(cacheTarget.reference)}${plain(shorten(cacheTarget.end, nameLimit))}`],
    ...data.more.map(([label, text]): [string, string] => [plain(label), plain(shorten(text, nameLimit))]),
  ];
  return rows.flatMap(([label, text]) => (text === undefined || text === '' ? [] : [[label, text] as const]));
}

function sizeOf({ size, steps }: SummaryData): string | undefined {
  const exported = exportMilliseconds(steps, 'image');
  if (size === undefined) return undefined;
  return `${formatBytes(size)} compressed${exported > 0 ? `, exported in ${formatDuration(exported)}` : ''}`;
}

function listed(rows: readonly Row[]): string[] {
  return rows.length === 0 ? [] : [listing(rows)];
}

function inputsOf({ inputs }: SummaryData): string[] {
  const rows = inputs.map(([name, values]): Row => {
    const shown = values.slice(0, listedTags).map(code);
    const more = values.length > shown.length ? [`and ${values.length - shown.length} more`] : [];
    return [plain(name), [...shown, ...more].join('<br>')];
  });
  return listed(rows).map((list) => folded('Build inputs', list, 'closed'));
}

/** Says what broke the cache; where nothing was cached, nothing was there to break. */
function costOf({ steps, lastAttempt, failure }: SummaryData): string[] {
  const miss = firstMiss(steps);
  if (miss === undefined || countSteps(steps).cached === 0) return [];
  // Of a step that failed at once there is no more to say.
  if (miss.steps === 1 && miss.step.digest === failure?.step?.digest) return [];
  const why = lastAttempt === 'failed' ? 'failed before, or changed' : 'changed';
  const cost = `${formatCount(miss.steps, 'step')} had to run, ${formatDuration(miss.milliseconds)}`;
  return [`${code(miss.step.instruction)} ${why}: ${cost}`];
}

function slowestSteps(steps: readonly Step[]): string[] {
  const slow = steps
    .filter(({ index, milliseconds }) => index !== undefined && milliseconds >= 100)
    .toSorted((a, b) => b.milliseconds - a.milliseconds)
    .slice(0, slowest)
    .map((step) => [
      formatDuration(step.milliseconds),
      plain(step.stage ?? ''),
      `${code(step.instruction)}${step.state === 'cached' ? ' (cached; this is the time to pull and unpack its layers)' : ''}`,
    ]);
  if (slow.length === 0) return [];
  return [folded('Slowest steps', table([['Time', 'Stage', 'Step'], ...slow]), 'closed')];
}

function failureOf({ message, step, logTail }: BuildFailure): string {
  const tail = logTail.slice(-tailLines).map((line) => shorten(line, nameLimit * 2));
  const lines = [
    ...tail,
    ...message
      .split('\n')
      .slice(0, tailLines)
      .map((line) => shorten(line, nameLimit * 5)),
  ];
  const what = step === undefined ? '' : `${code(step.name)}\n\n`;
  return `${what}${codeBlock(lines, 'text')}`;
}

function code(text: string): string {
  return codeSpan(shorten(toOneLine(text), nameLimit));
}
