import { realpathSync } from 'node:fs';
import { relative } from 'node:path';
import * as core from '@actions/core';
import type { BuildEnd } from '../build/attempts.ts';
import { imageByDigest, onlyPlatform, readImageFacts } from '../image/facts.ts';
import { openPrinter } from '../log/printer.ts';
import type { BuildRequest } from '../request/build-request.ts';
import * as say from '../runner/say.ts';
import { formatReference } from '../text/reference.ts';
import { formatCount, formatDuration } from '../text/units.ts';
import { countSteps } from '../trace/counts.ts';
import type { VertexWarning } from '../trace/trace.ts';
import { annotate } from './annotate.ts';
import { toAnnotations } from './annotations.ts';
import { describeInputs } from './build-inputs.ts';
import type { BuildReport } from './build-report.ts';
import { StepFailure } from './failure.ts';
import { parseLint } from './lint.ts';
import { toOutputs } from './outputs.ts';
import { forShow } from './show.ts';

/** Gathers what outputs and summary say of a build; asks the registry what the image that was pushed consists of. */
export async function readReport(end: BuildEnd): Promise<BuildReport> {
  const { request, cache, registry } = end.job;
  const metadata = end.kind === 'built' ? end.metadata : undefined;
  const pushed = metadata !== undefined && request.push;
  const { repository } = request;
  const { cacheSource, wip, exportTo } = cache;
  const digest = metadata?.digest;
  const facts =
    pushed && repository !== undefined && digest !== undefined
      ? await forShow('The outputs "platform-digests" and "size" stay empty', () =>
          readImageFacts({ repository, digest }, registry, onlyPlatform(request)),
        )
      : undefined;
  return {
    failure: end.kind === 'failed' ? end.failure : undefined,
    digest,
    imageId: metadata?.imageId,
    metadata: metadata?.text ?? '',
    imageRef: metadata && imageByDigest(request, metadata),
    tags: request.tags.map(formatReference),
    labels: request.labels,
    target: request.target,
    pushed,
    platforms: request.platforms,
    cacheSource: cacheSource && { role: cacheSource.role, reference: formatReference(cacheSource.reference) },
    wip: wip && formatReference(wip.reference),
    exportTo: exportTo && isSaved(end) ? formatReference(exportTo) : undefined,
    counts: countSteps(end.progress.steps()),
    facts,
    inputs: describeInputs(request, process.env.GITHUB_WORKSPACE ?? process.cwd()),
    retries: end.retries,
    milliseconds: performance.now(),
  };
}

/** Tells whether a cache was written within the build, or is to be written after it. */
function isSaved(end: BuildEnd): boolean {
  if (end.kind !== 'built') return false;
  return end.job.request.cache.export === 'post' || end.metadata.cacheManifest !== undefined;
}

/** Tells the workflow and the person what became of the build; throws a StepFailure where the step has to fail. */
export async function reportEnd(end: BuildEnd, report: BuildReport): Promise<void> {
  const { request } = end.job;
  const dockerfile = dockerfileOf(request);
  const { filename } = request.dockerfile;
  if (end.kind === 'answered') {
    reportAnswer(request, end.answer, dockerfile);
    return;
  }
  const failure = end.kind === 'failed' ? end.failure : undefined;
  const annotations = toAnnotations(
    failure,
    request.report.checks ? end.progress.warnings() : [],
    dockerfile,
    filename,
  );
  for (const annotation of annotations) if (annotation.level === 'warning') annotate(annotation);
  if (failure)
    throw new StepFailure(
      failure.message,
      annotations.find(({ level }) => level === 'error'),
    );
  await writeOutputs(toOutputs(report), core.setOutput);
  say.info(describe(report));
}

/** Sets the outputs, the digest first: without it the step fails, and all others are not worth that. */
export async function writeOutputs(
  { digest = '', ...others }: Readonly<Record<string, string>>,
  set: (name: string, value: string) => void,
): Promise<void> {
  set('digest', digest);
  await forShow('Not every output was set', () => {
    for (const [name, value] of Object.entries(others)) set(name, value);
  });
}

function reportAnswer(request: BuildRequest, answer: string, dockerfile: string | undefined): void {
  const printer = openPrinter();
  printer.foreign(answer.trimEnd().split('\n'));
  printer.obey();
  if (request.call !== 'check') return;
  const violations: VertexWarning[] = parseLint(answer);
  const { filename } = request.dockerfile;
  for (const annotation of toAnnotations(undefined, violations, dockerfile, filename)) annotate(annotation);
  if (violations.length > 0) {
    throw new StepFailure(`"call: check" found ${formatCount(violations.length, 'violation')} in the Dockerfile.`);
  }
  say.info('The check found no violation.');
}

function describe({ imageRef, digest, pushed, counts, milliseconds }: BuildReport): string {
  const what = `${pushed ? 'Pushed' : 'Built'} ${imageRef ?? digest ?? 'the outputs'}`;
  return `${what} in ${formatDuration(milliseconds)}: ${counts.cached} of ${formatCount(counts.total, 'step')} cached.`;
}

/** Annotations name files relative to the workspace; a Dockerfile that lies elsewhere has no place there. */
function dockerfileOf({ dockerfile }: BuildRequest): string | undefined {
  if (dockerfile.real === undefined) return undefined;
  // The file has its real path, and a workspace may be reached through a link.
  const path = relative(realPathOf(process.env.GITHUB_WORKSPACE ?? process.cwd()), dockerfile.real);
  return path.startsWith('..') ? undefined : path;
}

/** Returns a folder's real path, or the one that is known where the folder is gone since. */
function realPathOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
