/*
 * The room `prune/`: the second action, which removes stale caches. Read this file first: it is the whole step, in this order:
 *
 * 1. inputs.ts and request.ts read what the workflow asks for, trigger.ts what the event is about.
 * 2. plan.ts decides what is stale: it reads the tags (read-cache.ts, cache-tag.ts) and the mounts (mount-entries.ts), asks GitHub which
 *    branches and pull requests are alive (alive.ts), and applies rules.ts and keep.ts.
 * 3. choose-deletion-api.ts finds the API that this registry deletes by: packages.ts, docker-hub.ts or oci.ts.
 * 4. run-plan.ts deletes, outcome.ts and report.ts tell what was deleted.
 */

import { readGitContext } from '../request/git-context.ts';
import { forgetInputs } from '../runner/environment.ts';
import * as say from '../runner/say.ts';
import { formatDuration } from '../text/units.ts';
import { chooseDeletionApi } from './choose-deletion-api.ts';
import { readPruneInputs } from './inputs.ts';
import { formatOutcome, type Outcome } from './outcome.ts';
import { planPrune } from './plan.ts';
import { reportPrune, sayPlan, setPruneOutputs } from './report.ts';
import { type PruneRequest, parsePruneRequest } from './request.ts';
import type { Ends } from './run-plan.ts';
import { runPlan, toDryRun } from './run-plan.ts';
import { openSources } from './sources.ts';
import { toTrigger } from './trigger.ts';

/** The whole step: decides by the event whose caches are stale, reads every list whole, and only then deletes, and tells what went. */
export async function prune(signal: AbortSignal): Promise<void> {
  const inputs = readPruneInputs();
  forgetInputs();
  const git = await readGitContext(process.env, process.env.GITHUB_WORKSPACE ?? process.cwd());
  const request = parsePruneRequest(inputs);
  const trigger = toTrigger(git);
  if (trigger.kind === 'nothing') {
    say.info(`Nothing to prune: ${trigger.why}.`);
    setPruneOutputs(0, 0);
    return;
  }
  const ends: Ends = { cancel: signal, late: AbortSignal.timeout(request.timeout) };
  const sources = openSources(request, git, AbortSignal.any([signal, ends.late]));
  const beforeDeletion = <T>(read: () => Promise<T>): Promise<T> =>
    read().catch((error: unknown) => {
      throw explain(error, request, ends);
    });
  const plan = await beforeDeletion(() => planPrune(request, trigger, sources));
  sayPlan(plan, request.repository);
  const tell = (outcome: Outcome): void => say.info(formatOutcome(outcome));
  if (request.dryRun) return reportPrune(toDryRun(plan, tell), request.repository, undefined);
  const deletionApi = await beforeDeletion(() => chooseDeletionApi(request, plan, sources));
  const end = await runPlan(plan, deletionApi, sources, ends, tell);
  await reportPrune(end, request.repository, ends.late.aborted ? tooLong(request) : undefined);
}

/** What fails before the first deletion has deleted nothing, and says so. */
function explain(error: unknown, request: PruneRequest, { cancel, late }: Ends): Error {
  const said = error instanceof Error ? error.message : String(error);
  const sentence = late.aborted && !cancel.aborted ? `${tooLong(request)}.` : said;
  return new Error(`${sentence} Nothing was deleted.`, { cause: error });
}

function tooLong({ timeout }: PruneRequest): string {
  return `Pruning took longer than "timeout" allows (${formatDuration(timeout)})`;
}
