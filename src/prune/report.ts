import * as core from '@actions/core';
import { StepFailure } from '../report/failure.ts';
import { forShow } from '../report/show.ts';
import * as say from '../runner/say.ts';
import type { Reference } from '../text/reference.ts';
import { formatBytes, formatCount } from '../text/units.ts';
import { formatPruneSummary, type Outcome } from './outcome.ts';
import type { PrunePlan } from './plan.ts';
import type { PruneEnd } from './run-plan.ts';
import { endsAll } from './run-plan.ts';

/** Says what was found, and what was left alone and why. */
export function sayPlan({ caches, mounts, tags, left, mountsNotRead }: PrunePlan, { name }: Reference): void {
  const stale = [formatCount(caches.length, 'stale cache'), formatCount(mounts.length, 'stale cache mount')];
  say.info(`${formatCount(tags.length, 'tag')} in ${name}: ${stale.join(' and ')}.`);
  if (mountsNotRead !== undefined) say.info(`Cache mounts were not looked for. ${mountsNotRead}`);
  for (const { kind, reason } of left) if (kind === 'foreign') say.info(`Left alone: ${reason}`);
  const unread = left.filter(({ kind }) => kind === 'unread');
  if (unread[0] === undefined) return;
  say.warning(`${formatCount(unread.length, 'stale tag')} could not be read and will stay: ${unread[0].reason}`);
}

/** Writes outputs and summary; throws a StepFailure where the registry or GitHub refused, or where there was not time enough (`tooLong`). */
export async function reportPrune(end: PruneEnd, repository: Reference, tooLong: string | undefined): Promise<void> {
  const outcomes = [...end.caches, ...end.mounts];
  setPruneOutputs(outcomes.filter((outcome) => outcome.end.kind === 'deleted').length, end.freedBytes);
  if (outcomes.length > 0) await writeSummary(formatPruneSummary(repository.name, outcomes, end.freedBytes));
  sayUnsupported(end.caches, repository);
  sayFailures(outcomes, tooLong);
  say.info(`Freed ${formatBytes(end.freedBytes)}.`);
}

/** Sets the outputs. */
export function setPruneOutputs(deleted: number, freedBytes: number): void {
  core.setOutput('deleted', String(deleted));
  core.setOutput('freed-bytes', String(freedBytes));
}

async function writeSummary(text: string): Promise<void> {
  if (!process.env.GITHUB_STEP_SUMMARY) return;
  await forShow('The job summary was not written', () => core.summary.addRaw(text).write());
}

function sayUnsupported(caches: readonly Outcome[], { name, domain }: Reference): void {
  if (!caches.some(({ end }) => end.kind === 'unsupported')) return;
  const left = caches.filter(({ end }) => end.kind !== 'deleted').length;
  say.notice(
    `${domain} deletes neither tags nor manifests for this job, so ${formatCount(left, 'stale cache')} of ${name} will stay. Use ${offerOf(domain)}.`,
  );
}

/** One sentence for all: what refuses one refuses most. */
function sayFailures(outcomes: readonly Outcome[], tooLong: string | undefined): void {
  const failures = outcomes.flatMap(({ end }) => (end.kind === 'failed' ? [end] : []));
  const refusal = failures.find(endsAll);
  const stay = outcomes.filter(({ end }) => end.kind === 'failed' || end.kind === 'not-tried').length;
  if (tooLong !== undefined && stay > 0) {
    throw new StepFailure(`${tooLong}: ${formatCount(stay, 'stale cache')} will stay for the next run.`);
  }
  if (refusal !== undefined) throw new StepFailure(`${formatCount(stay, 'stale cache')} will stay: ${refusal.reason}`);
  if (failures[0] === undefined) return;
  say.warning(`${formatCount(stay, 'stale cache')} could not be deleted: ${failures[0].reason}`);
}

/** Says what a registry has in place of deletion by its users: the end of a sentence that begins with "Use". */
export function offerOf(domain: string): string {
  return OFFERS.find(([pattern]) => pattern.test(domain))?.[1] ?? OWN_REGISTRY;
}

const OFFERS: readonly (readonly [RegExp, string])[] = [
  [/\.dkr\.ecr\..+\.amazonaws\.com(\.cn)?$/, 'a lifecycle policy of ECR with the tag prefix cache-'],
  [/^public\.ecr\.aws$/, 'aws ecr-public batch-delete-image'],
  [/\.pkg\.dev$|(^|\.)gcr\.io$/, 'a cleanup policy of Artifact Registry with the tag prefix cache-'],
  [/\.azurecr\.(io|cn|us)$/, 'a task with acr purge --filter REPOSITORY:^cache- --ago 30d'],
  [/^quay\.io$/, 'an auto-prune policy of the repository at quay.io'],
  [/^registry\.gitlab\.com$/, "a cleanup policy of the project's container registry with the pattern cache-.*"],
  [/^docker\.io$/, 'docker/login-action with an access token of Docker Hub that may read, write and delete'],
  [/^ghcr\.io$/, '"github-token", which GitHub\'s packages API needs'],
];

const OWN_REGISTRY = 'its retention rules with the tag prefix cache-, or allow deletion in its configuration';
