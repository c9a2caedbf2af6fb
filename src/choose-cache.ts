import * as core from '@actions/core';
import { type Donor, findDonor } from './cache/donor.ts';
import { wipTag } from './cache/key.ts';
import { type CachePlan, planCache } from './cache/plan.ts';
import type { RegistryClient } from './registry/client.ts';
import { parseReference } from './registry/reference.ts';
import type { BuildRequest } from './request/build-request.ts';
import type { GitContext } from './request/git-context.ts';

/** The caches of this run. */
export interface CacheChoice {
  /** The one that is imported. */
  readonly donor: Donor | undefined;
  /** What a failed attempt of this run's own scope had finished, beside its cache; it is imported too. */
  readonly wip: Wip | undefined;
  readonly exportTo: string | undefined;
}

export interface Wip {
  readonly reference: string;
  readonly digest: string;
}

/** Nothing is imported or exported. */
export const noCache: CacheChoice = { donor: undefined, wip: undefined, exportTo: undefined };

/** Decides which caches this run reads and writes, looks for the one to import, and says in the log which and why; throws when cancelled. */
export async function chooseCache(
  request: BuildRequest,
  git: GitContext,
  registry: RegistryClient,
  signal: AbortSignal,
): Promise<CacheChoice> {
  const plan = planCache(request.cache, git, request.source);
  const [{ donor, explanations, warnings }, left] = await Promise.all([
    findDonor(plan.candidates, { headManifest: (reference) => registry.headManifest(parseReference(reference)) }),
    findWip(plan, registry),
  ]);
  // A look-up that was cancelled with the job is not one that failed.
  signal.throwIfAborted();
  for (const line of [...explanations, ...plan.explanations]) core.info(line);
  for (const notice of plan.notices) core.notice(notice);
  for (const warning of warnings) core.warning(warning);
  const wip = left?.digest === donor?.digest ? undefined : left;
  const caches = mergeWip(donor, wip, plan.exportTo);
  if (wip) {
    const also = caches.donor?.reference === wip.reference ? '' : 'also ';
    core.info(`Importing ${also}what a failed attempt had finished: ${wip.reference}.`);
  }
  return { ...caches, exportTo: plan.exportTo };
}

/** Looks for what a failed attempt left beside the cache that this run writes; only that scope's is ever read. */
async function findWip({ candidates, exportTo }: CachePlan, registry: RegistryClient): Promise<Wip | undefined> {
  if (exportTo === undefined || candidates.length === 0) return undefined;
  const reference = wipTag(exportTo);
  const answer = await registry.headManifest(parseReference(reference));
  return answer.kind === 'found' ? { reference, digest: answer.digest } : undefined;
}

/**
 * Two imports are right where both stem from one scope: whichever record of a step BuildKit takes, it is this scope's. Beside
 * another scope's cache that would be a mixture, so a scope that has nothing but its failed attempt imports that alone.
 */
export function mergeWip(
  donor: Donor | undefined,
  wip: Wip | undefined,
  exportTo: string | undefined,
): Pick<CacheChoice, 'donor' | 'wip'> {
  if (wip === undefined || donor?.reference === exportTo) return { donor, wip };
  return { donor: { ...wip, role: 'own' }, wip };
}
