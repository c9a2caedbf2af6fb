import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { type Order, type Outcome, transferWord } from './transfer-process.ts';

/** Moves archives between a folder and the Actions cache. Each function rejects with a sentence when it fails or takes too long. */
export interface Transfers {
  /** Finds the newest entry whose key begins with one of the prefixes, in their order. */
  find(file: string, prefixes: readonly string[], milliseconds: number): Promise<string | undefined>;
  /** Puts an entry's archive into the folder: one regular file of at most that many bytes. */
  fetch(file: string, key: string, limit: number, milliseconds: number): Promise<void>;
  save(file: string, key: string, milliseconds: number): Promise<void>;
  /** Ends all transfers. */
  stop(): void;
}

/** The service did not answer in time; a further request would probably take as long. */
export class SilentServiceError extends Error {
  override readonly name = 'SilentServiceError';
}

export interface TransferPlace {
  /** Folder of the archives. */
  readonly folder: string;
  /** Folder for temporary files, which the toolkit leaves behind. */
  readonly temp: string;
  /** The program that `serveTransfers` runs in: the running one, as a rule. */
  readonly program?: string | undefined;
}

/** Opens transfers; their process starts with the first one. */
export function openTransfers({ folder, temp, program = process.argv[1] ?? '' }: TransferPlace): Transfers {
  const waiting = new Map<number, (outcome: Outcome) => void>();
  let child: ChildProcess | undefined;
  let count = 0;
  let stopped = false;

  const start = () => {
    mkdirSync(temp, { recursive: true });
    const env = { ...process.env, GITHUB_WORKSPACE: folder, RUNNER_TEMP: temp };
    const started = fork(program, [transferWord], { cwd: temp, env, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    const end = () => {
      for (const [number, tell] of waiting) tell({ number, kind: 'failed', reason: 'the transfers were ended' });
      if (child === started) child = undefined;
    };
    started.on('message', (outcome: Outcome) => waiting.get(outcome.number)?.(outcome));
    started.on('error', end).on('exit', end);
    return started;
  };

  const order = async (what: OrderText, milliseconds: number): Promise<string | undefined> => {
    if (stopped) throw new Error('the transfers were ended');
    child ??= start();
    count += 1;
    const number = count;
    const outcome = await new Promise<Outcome>((resolve, reject) => {
      const late = new SilentServiceError(`the Actions cache did not answer within ${milliseconds / 1000} s`);
      const timer = setTimeout(() => reject(late), milliseconds);
      waiting.set(number, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      child?.send({ ...what, number } as Order);
    }).finally(() => waiting.delete(number));
    if (outcome.kind === 'failed') throw new Error(outcome.reason.replace(/\.$/, ''));
    return outcome.key;
  };

  return {
    find: (file, prefixes, milliseconds) => order({ kind: 'find', file, prefixes }, milliseconds),
    async fetch(file, key, limit, milliseconds) {
      const fetched = await order({ kind: 'fetch', file, key, limit }, milliseconds);
      if (fetched === undefined) throw new Error('the entry is gone');
    },
    async save(file, key, milliseconds) {
      if ((await order({ kind: 'save', file, key }, milliseconds)) === undefined) throw new Error('it was refused');
    },
    stop() {
      stopped = true;
      child?.kill('SIGKILL');
    },
  };
}

type OrderText = Order extends infer Each ? (Each extends Order ? Omit<Each, 'number'> : never) : never;
