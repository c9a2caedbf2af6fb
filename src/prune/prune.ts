import { readGitContext } from '../request/git-context.ts';
import { forgetInputs } from '../runner/environment.ts';
import * as say from '../runner/say.ts';
import { readPruneInputs } from './inputs.ts';
import { toOccasion } from './occasion.ts';
import { openWay } from './open-way.ts';
import { formatOutcome, type Outcome } from './outcome.ts';
import { planPrune } from './plan.ts';
import { reportPrune, sayPlan, setPruneOutputs } from './report.ts';
import { parsePruneRequest } from './request.ts';
import { runPlan, toDryRun } from './run-plan.ts';
import { openSources } from './sources.ts';

/** The whole step: decides by the event whose caches are stale, reads every list whole, and only then deletes, and tells what went. */
export async function prune(signal: AbortSignal): Promise<void> {
  const inputs = readPruneInputs();
  forgetInputs();
  const git = await readGitContext(process.env, process.env.GITHUB_WORKSPACE ?? process.cwd());
  const request = parsePruneRequest(inputs);
  const occasion = toOccasion(git);
  if (occasion.kind === 'nothing') {
    say.info(`Nothing to prune: ${occasion.why}.`);
    setPruneOutputs(0, 0);
    return;
  }
  const sources = openSources(request, git, signal);
  const plan = await beforeDeletion(() => planPrune(request, occasion, sources));
  sayPlan(plan, request.repository);
  const tell = (outcome: Outcome): void => say.info(formatOutcome(outcome));
  if (request.dryRun) return reportPrune(toDryRun(plan, tell), request.repository);
  const way = await beforeDeletion(() => openWay(request, plan, sources));
  await reportPrune(await runPlan(plan, way, sources, signal, tell), request.repository);
}

/** What fails here has deleted nothing, and says so. */
async function beforeDeletion<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)} Nothing was deleted.`, { cause: error });
  }
}
