import { type FSWatcher, watch } from 'node:fs';
import { constants, mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { askEnd, spool } from './hook-script.ts';

/** Answers the questions of a builder's hooks. */
export interface SpoolHandler {
  /** Takes a question and resolves with the words of the answer. */
  answer(text: string): Promise<readonly string[]>;
  /** Takes a hook's report of what it did (`parseFilled`). */
  done(text: string): void;
}

/** Extensions of the files that belong to one RUN; archives have others. */
const handed: ReadonlySet<string> = new Set([spool.ask, spool.answer, spool.done]);

/** Answers the questions that hooks put into a folder that the builder sees, until it is closed. */
export async function openSpool(folder: string, handler: SpoolHandler): Promise<{ close(): Promise<void> }> {
  await mkdir(folder, { recursive: true });
  // Files of hooks that were killed with an earlier solve.
  const left = (await readdir(folder)).filter((name) => handed.has(extname(name)));
  for (const name of left) if (name.endsWith(spool.done)) await takeDone(join(folder, name), handler);
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
  const answered = new Set<string>();
  const look = async () => {
    for (const name of await readdir(folder).catch(() => [])) {
      if (name.endsWith(spool.done)) await takeDone(join(folder, name), handler);
      if (!name.endsWith(spool.ask) || answered.has(name)) continue;
      const text = await readFile(join(folder, name), 'utf8').catch(() => '');
      if (!text.endsWith(askEnd) || answered.has(name)) continue;
      answered.add(name);
      void answerAsk(join(folder, name), text.slice(0, -askEnd.length), handler);
    }
  };
  const stop = watchFolder(folder, look);
  await writeFile(join(folder, spool.open), '');
  return {
    async close() {
      stop();
      // A hook may have reported a filling a moment ago.
      await look();
      await rm(join(folder, spool.open), { force: true });
    },
  };
}

/** Calls `look` when a folder has changed; every 10 ms where the system offers no more watches. */
function watchFolder(folder: string, look: () => Promise<void>): () => void {
  const timers: NodeJS.Timeout[] = [];
  let watcher: FSWatcher | undefined;
  try {
    watcher = watch(folder, () => void look());
    watcher.on('error', () => timers.push(setInterval(look, 10)));
  } catch {
    timers.push(setInterval(look, 10));
  }
  return () => {
    watcher?.close();
    for (const timer of timers) clearInterval(timer);
  };
}

async function answerAsk(file: string, text: string, handler: SpoolHandler): Promise<void> {
  // The question contains the environment of the RUN, with its secrets.
  await rm(file, { force: true });
  const words = await handler.answer(text).catch(() => []);
  await writeAnswer(file.slice(0, -spool.ask.length) + spool.answer, words);
}

/** Writes into the hook's pipe, without waiting: when the build was cancelled, no hook reads it any more. */
async function writeAnswer(pipe: string, words: readonly string[]): Promise<void> {
  try {
    const file = await open(pipe, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    await file.write(`${words.join(' ')}\n`);
    await file.close();
  } catch {
    // The hook was killed.
  }
  await rm(pipe, { force: true });
}

async function takeDone(file: string, handler: SpoolHandler): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  await rm(file, { force: true });
  handler.done(text);
}
