import { serveTransfers, transferWord } from '../mounts/transfer-process.ts';
import { runStory } from './run.ts';

/** Runs a story, or the transfers with the Actions cache for which a story starts its own program once more. */
export async function runOrTransfer(story: (signal: AbortSignal) => Promise<void>): Promise<void> {
  if (process.argv[2] === transferWord) serveTransfers();
  else await runStory(story);
}
