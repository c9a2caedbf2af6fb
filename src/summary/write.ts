import * as core from '@actions/core';
import type { BuildReport } from '../report/build-report.ts';
import type { ExportEnd } from '../solve/cache-export.ts';
import { formatDuration } from '../text/units.ts';
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
    cacheSource: cacheSource && `${cacheSource.reference} (${cacheSource.role})`,
    cacheRef: cacheExport?.kind === 'failed' || report.failure ? undefined : report.exportTo,
    lastAttempt: report.wip === undefined ? 'succeeded' : 'failed',
    steps,
    milliseconds: report.milliseconds,
    more: [
      ...(report.failure && cacheExport?.kind === 'saved'
        ? [['Finished steps saved to', cacheExport.reference] as const]
        : []),
      ...(cacheExport ? [['Cache export', describeExport(cacheExport)] as const] : []),
      ...mountRows,
      ...retries.map((reason, index) => [`Attempt ${index + 1}`, reason] as const),
    ],
    // Where nothing was run there is little to see, and a matrix has many of them.
    timeline: counts.run === 0 ? 'closed' : 'open',
  };
}

function describeExport(end: ExportEnd): string {
  return end.kind === 'saved' ? formatDuration(end.milliseconds) : `failed: ${end.reason}`;
}
