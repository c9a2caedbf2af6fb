import * as core from '@actions/core';
import type { BuildReport } from '../report/build-report.ts';
import type { ExportEnd } from '../solve/cache-export.ts';
import { formatDuration } from '../text/units.ts';
import { exportMilliseconds } from '../trace/exports.ts';
import type { Step } from '../trace/progress.ts';
import { formatSummary, type SummaryData } from './summary.ts';

/** What became of the export that went on beside the job's later steps, and where it went. */
export type ToldExport = ExportEnd & { readonly reference: string };

/** Adds this build to the job's summary. It is written by the post step: nobody waits for it, and the cache export is known. */
export async function writeSummary(
  report: BuildReport,
  steps: readonly Step[],
  cacheExport: ToldExport | undefined,
  mountRows: SummaryData['more'],
): Promise<void> {
  await core.summary.addRaw(formatSummary(toSummaryData(report, steps, cacheExport, mountRows))).write();
}

/** Makes the summary's data of what main and post step know. */
export function toSummaryData(
  report: BuildReport,
  steps: readonly Step[],
  cacheExport: ToldExport | undefined,
  mountRows: SummaryData['more'] = [],
): SummaryData {
  const { cacheSource, retries, target, tags, counts } = report;
  const name = report.imageRef?.split('@')[0] ?? tags[0] ?? 'Build';
  return {
    title: target === undefined ? name : `${name} (${target})`,
    failure: report.failure,
    image: report.imageRef,
    digest: report.digest,
    tags,
    platforms: Object.keys(report.facts?.platforms ?? {}).concat(report.facts ? [] : report.platforms),
    size: report.facts?.size,
    cacheSource: cacheSource && { reference: cacheSource.reference, owner: ownerOf(cacheSource) },
    cacheTarget: targetOf(report, steps, cacheExport),
    lastAttempt: report.wip === undefined ? 'succeeded' : 'failed',
    inputs: report.inputs,
    steps,
    milliseconds: report.milliseconds,
    more: [
      ...tellExport(report, cacheExport),
      ...mountRows,
      ...retries.map((reason, index) => [`Attempt ${index + 1}`, reason] as const),
    ],
    // Where nothing was run there is little to see, and a matrix has many of them.
    timeline: counts.run === 0 ? 'closed' : 'open',
  };
}

/** Says whose a cache is to somebody who does not know what this action calls it. */
function ownerOf({ role, reference }: NonNullable<BuildReport['cacheSource']>): string {
  const owners = {
    own: isPullRequestTag(reference) ? 'this pull request’s own' : 'this branch’s own',
    head: 'that of the pull request’s branch',
    base: 'that of the base branch',
    default: 'that of the default branch',
  };
  return owners[role];
}

function isPullRequestTag(reference: string): boolean {
  return /:cache-pr-\d+-[^:/]*$/.test(reference);
}

/** Returns where the cache is, if it is there: a failed build writes none. */
function targetOf(
  report: BuildReport,
  steps: readonly Step[],
  cacheExport: ToldExport | undefined,
): SummaryData['cacheTarget'] {
  const { exportTo, failure } = report;
  if (exportTo === undefined || failure || cacheExport?.kind === 'failed') return undefined;
  const end = cacheExport ? ` in ${formatDuration(cacheExport.milliseconds)}` : describeInline(report, steps);
  return { reference: exportTo, end };
}

/** Tells of an export that failed, and of what a failed build saves beside the cache. */
function tellExport({ failure }: BuildReport, cacheExport: ToldExport | undefined): SummaryData['more'] {
  if (cacheExport?.kind === 'failed') return [['Cache not saved', cacheExport.reason]];
  if (!failure || !cacheExport) return [];
  return [['Finished steps saved to', `${cacheExport.reference} in ${formatDuration(cacheExport.milliseconds)}`]];
}

/** What is known of an export that no process of its own made: it was part of the build, or there was nothing new. */
function describeInline({ counts }: BuildReport, steps: readonly Step[]): string {
  const milliseconds = exportMilliseconds(steps, 'cache');
  if (milliseconds > 0) return ` in ${formatDuration(milliseconds)}`;
  return counts.run === 0 ? ' earlier, nothing is new' : '';
}
