import * as core from '@actions/core';
import { type Donor, findDonor } from './cache/donor.ts';
import { planCache } from './cache/plan.ts';
import type { RegistryClient } from './registry/client.ts';
import { parseReference } from './registry/reference.ts';
import type { BuildRequest } from './request/build-request.ts';
import type { GitContext } from './request/git-context.ts';

/** The caches of this run. */
export interface CacheChoice {
  /** The one that is imported. */
  readonly donor: Donor | undefined;
  readonly exportTo: string | undefined;
}

/** Decides which caches this run reads and writes, looks for the one to import, and says in the log which and why. */
export async function chooseCache(
  request: BuildRequest,
  git: GitContext,
  registry: RegistryClient,
): Promise<CacheChoice> {
  const plan = planCache(request.cache, git, request.source);
  const { donor, explanations, warnings } = await findDonor(plan.candidates, {
    headManifest: (reference) => registry.headManifest(parseReference(reference)),
  });
  for (const line of [...explanations, ...plan.explanations]) core.info(line);
  for (const notice of plan.notices) core.notice(notice);
  for (const warning of warnings) core.warning(warning);
  return { donor, exportTo: plan.exportTo };
}
