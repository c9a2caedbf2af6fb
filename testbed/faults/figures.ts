import { cpus, totalmem } from 'node:os';
import type { RowResult } from './matrix.ts';
import type { SoakResult } from './soak.ts';

/** What the last runs of the two commands found; the page docs/faults.md is made of it. */
export interface Results {
  readonly matrix?: MatrixResult;
  readonly soak?: SoakFigures;
}

export interface MatrixResult extends Machine {
  readonly seconds: number;
  readonly rows: readonly RowResult[];
  /** Tests that passed, each counted once. */
  readonly tests: number;
  /** Runs of properties that these tests had, as fast-check counted them. */
  readonly propertyRuns: number;
}

export interface SoakFigures extends Machine {
  readonly seconds: number;
  readonly seed: number;
  readonly builds: number;
  readonly atOnce: number;
  readonly ends: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<string, number>>;
  readonly problems: number;
  readonly before: SoakResult['before'];
  readonly after: SoakResult['after'];
  readonly memory: SoakResult['memory'];
}

interface Machine {
  readonly date: string;
  readonly machine: string;
}

/** Says when and where something was found. */
export function here(): Machine {
  const gigabytes = Math.round(totalmem() / 1024 ** 3);
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores, ${gigabytes} GiB, Node.js ${process.version}`,
  };
}
