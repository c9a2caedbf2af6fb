import type { BuildEnd } from '../build/attempts.ts';
import { cacheConfigOf, toManifest } from '../text/manifest.ts';
import { formatReference, type Reference } from '../text/reference.ts';
import { countSteps } from '../trace/counts.ts';
import type { Step } from '../trace/progress.ts';

/** Bytes of configuration above which BuildKit imports a cache no more (docs/buildkit.md). */
const largestConfig = 1024 * 1024;

/**
 * Returns a sentence for each cache that did not do what it is for, none of which fails a build: an import that failed, a cacheSource
 * that is no cache, an export within the build that was not written.
 */
export async function cacheWarnings(end: BuildEnd): Promise<string[]> {
  const failed = end.progress.steps().filter(({ phase, state }) => phase === 'cache-import' && state === 'failed');
  const doubts = failed.length > 0 || countSteps(end.progress.steps()).cached > 0 ? [] : await doubtSource(end);
  const folders = end.progress.steps().flatMap((step) => warnOfFolder(step));
  return [...failed.flatMap((step) => warnOfImport(step)), ...doubts, ...warnOfInlineExport(end), ...folders];
}

/**
 * Returns a sentence where nothing at all came from the cache that this run writes itself: builds that cannot be told apart may be
 * taking turns in it.
 */
export function noticeOfNoHit({ job, progress }: BuildEnd): string[] {
  const { request, cache } = job;
  const { cached, total } = countSteps(progress.steps());
  if (cache.cacheSource?.role !== 'own' || cached > 0 || total < 2 || request.noCache) return [];
  return [
    `None of the ${total} steps came from the cache ${formatReference(cache.cacheSource.reference)}. If several builds take turns in it, such as those of a matrix over "build-args", give each a "cache-key" of its own.`,
  ];
}

/** Returns a sentence where a cache that was just written is too large ever to be imported. */
export function warnOfSize(reference: Reference, manifest: Uint8Array): string[] {
  const size = cacheConfigOf(toManifest(manifest))?.size ?? 0;
  if (size <= largestConfig) return [];
  return [
    `The cache ${formatReference(reference)} cannot be imported again, its configuration has ${size} bytes and BuildKit reads 1 MiB: ${smaller}.`,
  ];
}

const smaller = 'write cache-mode: min, or build fewer stages at once with "target"';

function warnOfImport({ instruction, error = '' }: Step): string[] {
  const reference = instruction.replace(/^importing cache manifest from /, '');
  // A cache of the user's own that is not there yet; ours was seen before it was imported.
  if (/not found/.test(error)) return [];
  const advice = /too large/.test(error) ? `: ${smaller}` : '';
  return [`A cache could not be imported, the build went on without it (${reference}): ${error}${advice}`];
}

/** Where nothing was cached anyway one more look costs nothing. BuildKit passes over what is no cache without a word. */
async function doubtSource({ job }: BuildEnd): Promise<string[]> {
  const { cache, registry } = job;
  if (cache.cacheSource === undefined) return [];
  const { reference } = cache.cacheSource;
  const answer = await registry.getManifest(reference);
  if (answer.kind !== 'found' || cacheConfigOf(toManifest(answer.bytes)) !== undefined) return [];
  return [
    `${formatReference(reference)} is no cache of BuildKit's, so nothing was imported from it: the next export takes its place, or write another "cache-ref".`,
  ];
}

function warnOfInlineExport(end: BuildEnd): string[] {
  const { request, cache } = end.job;
  if (end.kind !== 'built' || request.cache.export !== 'inline' || cache.exportTo === undefined) return [];
  if (end.metadata.cacheManifest !== undefined) return [];
  const reason = end.progress.cacheExportError() ?? 'BuildKit does not say why';
  return [`The cache was not saved to ${formatReference(cache.exportTo)}: ${reason}.`];
}

/** Of the caches of `cache-to` only those in folders are written within the build, beside what is part of its image. */
function warnOfFolder({ instruction, phase, state, error }: Step): string[] {
  if (phase !== 'cache-export' || state !== 'failed' || !/client directory/.test(instruction)) return [];
  return [`A cache of "cache-to" was not saved to its folder: ${error ?? 'BuildKit does not say why'}.`];
}
