import { annotate } from '../report/annotate.ts';
import { StepFailure } from '../report/failure.ts';
import * as say from '../runner/say.ts';

/**
 * Runs one of the action's stories to its end: a cancelled job aborts the signal, and an error becomes the step's one
 * `::error::`. The process ends on its own, whatever a story left open.
 */
export async function runStory(story: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const cancel = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    // The runner sends both, 7.5 s apart; the second changes nothing.
    process.on(name, () => cancel.abort(new Error('The job was cancelled.')));
  }
  // Node.js would print what nobody caught as it is, and the runner reads that too.
  process.on('uncaughtException', (error) => {
    fail(error);
    process.exit();
  });
  try {
    await story(cancel.signal);
  } catch (error) {
    fail(error);
  }
  process.exit();
}

/** Prints exactly one `::error::`, on the Dockerfile's line where the failure has one. */
function fail(error: unknown): void {
  say.debug(error instanceof Error ? (error.stack ?? '') : '');
  process.exitCode = 1;
  const annotation = error instanceof StepFailure ? error.annotation : undefined;
  if (annotation) annotate(annotation);
  else say.error(error instanceof Error ? error.message : String(error));
}
