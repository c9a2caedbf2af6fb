import { randomUUID } from 'node:crypto';
import type { SolveWatch } from '../solve/run.ts';
import { createLog, type Log } from './log.ts';
import { createPrinter } from './printer.ts';

/** Shows a solve in the step's log while it runs. */
export interface Follower extends SolveWatch {
  /** Shows what was kept back, then the last words of a solve that failed. */
  end(words?: readonly string[]): void;
}

/** Starts to show a solve: as groups of steps (`auto`), or as BuildKit's own plain progress. */
export function followSolve(progress: 'auto' | 'plain'): Follower {
  const write = (text: string) => process.stdout.write(text);
  return progress === 'auto'
    ? followSteps(createLog({ write, now: () => performance.now(), token: randomUUID() }))
    : followPlain(write);
}

function followSteps(log: Log): Follower {
  const ticking = setInterval(() => log.tick(), 1000);
  return {
    onStatus: (status) => log.update(status),
    end(words) {
      clearInterval(ticking);
      log.end(words);
    },
  };
}

/** Plain lines come whole and in BuildKit's order; only that the runner obeys none of them is ours to see to. */
function followPlain(write: (text: string) => void): Follower {
  const printer = createPrinter(write, randomUUID());
  return {
    onPlainLine: (line) => printer.foreign([line]),
    end: () => printer.obey(),
  };
}
