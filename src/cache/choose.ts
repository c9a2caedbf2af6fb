import type { RegistryAccess } from '../registry/access.ts';
import type { RegistryClient } from '../registry/client.ts';
import type { BuildRequest } from '../request/build-request.ts';
import type { GitContext } from '../request/git-context.ts';
import * as say from '../runner/say.ts';
import { formatReference, type Reference } from '../text/reference.ts';
import { wipReference } from './key.ts';
import { mergeCaches } from './merge-caches.ts';
import { type CachePlan, planCache } from './plan.ts';
import type { ScopePlan } from './scope.ts';
import { type CacheSource, findCacheSource } from './source.ts';

/** The caches of this run. */
export interface CacheChoice {
  /** The one that is imported. */
  readonly cacheSource: CacheSource | undefined;
  /** The `-wip` cache of this run's own scope, with the finished steps of a failed build; it is imported beside the cache. */
  readonly wip: Wip | undefined;
  readonly exportTo: Reference | undefined;
}

export interface Wip {
  /** `all`: the cache to import was merged into it, so that it is imported alone. */
  readonly has: 'its own' | 'all';
  readonly reference: Reference;
  readonly digest: string;
}

/** Nothing is imported or exported. */
export const noCache: CacheChoice = { cacheSource: undefined, wip: undefined, exportTo: undefined };

/** Decides which caches this run reads and writes, looks up the one to import, and logs both with the reason; throws when cancelled. */
export async function chooseCache(
  { cache }: Pick<BuildRequest, 'cache'>,
  scopes: ScopePlan,
  git: GitContext,
  registry: RegistryAccess,
  signal: AbortSignal,
): Promise<CacheChoice> {
  const isKnown = cache.writes === 'where known';
  const planned = planCache(cache, scopes, git);
  const plan = isKnown ? await writeWhereKnown(planned, registry) : planned;
  const [{ cacheSource, explanations, warnings }, left] = await Promise.all([
    findCacheSource(plan.candidates, registry, plan.exportTo !== undefined),
    findWip(plan, registry),
  ]);
  // A look-up that ended because the job was cancelled has not failed.
  signal.throwIfAborted();
  for (const line of [...explanations, ...plan.explanations]) say.info(line);
  for (const notice of plan.notices) say.notice(notice);
  // Where nothing is pushed, a registry that wants a login is no reason for a warning.
  for (const warning of warnings) isKnown ? say.info(warning) : say.warning(warning);
  const wip = left?.digest === cacheSource?.digest ? undefined : left && (await complete(left, cacheSource, registry));
  const caches = mergeWip(cacheSource, wip);
  if (wip) {
    const also = cacheSource === undefined ? '' : 'also ';
    say.info(`Importing ${also}what a failed attempt had finished: ${formatReference(wip.reference)}.`);
  }
  return { ...caches, exportTo: plan.exportTo };
}

/** Decides only which cache this run writes, for a build whose steps are known to be in the builder. */
export async function chooseExport(
  { cache }: Pick<BuildRequest, 'cache'>,
  scopes: ScopePlan,
  git: GitContext,
  registry: RegistryAccess,
): Promise<CacheChoice> {
  const planned = planCache(cache, scopes, git);
  const plan = cache.writes === 'where known' ? await writeWhereKnown(planned, registry) : planned;
  for (const line of plan.explanations) say.info(line);
  for (const notice of plan.notices) say.notice(notice);
  return { ...noCache, exportTo: plan.exportTo };
}

/** Where nothing else is pushed, writes no cache that would create a repository or for which there is no login. */
async function writeWhereKnown(plan: CachePlan, registry: RegistryAccess): Promise<CachePlan> {
  if (plan.exportTo === undefined) return plan;
  const reference = plan.exportTo;
  const obstacle = !(await registry.hasLogin(reference.domain))
    ? `the job has no login for ${reference.domain}`
    : (await registry.hasRepository(reference))
      ? undefined
      : `${reference.name} does not exist yet`;
  if (obstacle === undefined) return plan;
  const line = `No cache is exported: nothing is pushed and ${obstacle}. "cache-ref" names a place for it.`;
  const explanations = plan.explanations.filter((each) => !each.startsWith('Exporting cache to '));
  return { ...plan, exportTo: undefined, explanations: [...explanations, line] };
}

/** Looks up the `-wip` cache beside the cache that this run writes; no other scope's is ever read. */
async function findWip({ candidates, exportTo }: CachePlan, registry: RegistryClient): Promise<Wip | undefined> {
  if (exportTo === undefined || candidates.length === 0) return undefined;
  const reference = wipReference(exportTo);
  const answer = await registry.headManifest(reference);
  return answer.kind === 'found' ? { has: 'its own', reference, digest: answer.digest } : undefined;
}

/** Merges the cache to import into the `-wip` cache; where that fails, both are imported and BuildKit merges them as well as it can. */
async function complete(wip: Wip, cacheSource: CacheSource | undefined, registry: RegistryClient): Promise<Wip> {
  if (cacheSource === undefined) return wip;
  const digest = await mergeCaches(cacheSource.reference, wip.reference, registry).catch(() => undefined);
  return digest === undefined ? wip : { ...wip, has: 'all', digest };
}

/**
 * The `-wip` cache is imported beside the cache, since the latter may have more: it may have been written later, or the change that
 * failed was reverted. The record of a step includes all layers below it, so no stage is a mixture of two caches.
 */
export function mergeWip(
  cacheSource: CacheSource | undefined,
  wip: Wip | undefined,
): Pick<CacheChoice, 'cacheSource' | 'wip'> {
  if (wip === undefined || cacheSource !== undefined) return { cacheSource, wip };
  const { reference, digest } = wip;
  return { cacheSource: { role: 'own', reference, digest }, wip };
}
