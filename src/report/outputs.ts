import type { BuildReport } from './build-report.ts';

/** Returns every output of action.yml with its value; what a build does not have is ''. */
export function toOutputs(report: BuildReport): Readonly<Record<string, string>> {
  const { counts } = report;
  return {
    digest: report.digest ?? '',
    imageid: report.imageId ?? '',
    metadata: report.metadata,
    'image-ref': report.imageRef ?? '',
    tags: report.tags.join('\n'),
    labels: report.labels.map(([name, value]) => `${name}=${value}`).join('\n'),
    version: new Map(report.labels).get('org.opencontainers.image.version') ?? '',
    pushed: String(report.pushed),
    'cache-source': report.cacheSource?.role ?? 'none',
    'cache-ref': report.exportTo ?? '',
    'cached-steps': String(counts.cached),
    'total-steps': String(counts.total),
    'cache-hit-ratio': counts.ratio.toFixed(2),
    'platform-digests': JSON.stringify(report.facts?.platforms ?? {}),
    size: report.facts === undefined ? '' : String(report.facts.size),
  };
}
