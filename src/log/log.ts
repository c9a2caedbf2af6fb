import { formatBytes, formatDuration } from '../text/units.ts';
import { createProgress } from '../trace/progress.ts';
import type { Step } from '../trace/step.ts';
import { stepEnd, stepTitle, sumTransfers } from '../trace/step-lines.ts';
import type { SolveStatus } from '../trace/trace.ts';
import { createGroups } from './groups.ts';
import { createPrinter } from './printer.ts';
import { createStatusLines } from './status-lines.ts';

export interface LogOptions {
  readonly write: (text: string) => void;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Resumes the runner's commands after the build's own output; nothing that the build sees may hold it. */
  readonly token: string;
}

/** The log of one solve, as it goes on. */
export interface Log {
  update(status: SolveStatus): void;
  /** Says what still runs when nothing was printed for 30 s; to be called about once a second. */
  tick(): void;
  /** Prints what is still kept, the failed steps last and open, then what buildctl itself had to say. */
  end(words?: readonly string[]): void;
}

/** Milliseconds without a line after which the log names the steps that have been running for at least as long. */
const silence = 30_000;

/** Running steps that such a line names. */
const namedSteps = 3;

/**
 * Starts the log of one solve. One step at a time is in front and streams its output into its own group; cached steps,
 * transfers and quick steps are a line each; steps beside the front follow as whole groups (at most 1 MB of each is kept).
 */
export function createLog({ write, now, token }: LogOptions): Log {
  const progress = createProgress();
  const statusLines = createStatusLines();
  const failed = new Map<string, { step: Step; unseen: string[] }>();
  const firstRun = new Map<string, number>();
  let lastWrite = now();
  const printer = createPrinter((text) => {
    lastWrite = now();
    write(text);
  }, token);
  const groups = createGroups(printer);

  const settle = (step: Step) => {
    if (step.state === 'running' && !firstRun.has(step.id)) firstRun.set(step.id, now());
    if (isFatal(step)) {
      failed.set(step.id, { step, unseen: [...(failed.get(step.id)?.unseen ?? []), ...groups.withhold(step)] });
      return;
    }
    const isPrinted = step.state !== 'running' && groups.close(step);
    for (const line of statusLines.of(step, isPrinted)) groups.say(line);
  };

  return {
    update(status) {
      progress.update(status);
      for (const log of status.logs) {
        const step = progress.stepOf(log.vertex);
        if (step) groups.output(step, log.stream, log.data);
      }
      const touched = [
        ...status.vertexes.map(({ digest }) => digest),
        ...[...status.statuses, ...status.logs].map(({ vertex }) => vertex),
      ];
      const steps = new Map(touched.map((vertex) => progress.stepOf(vertex)).map((step) => [step?.id, step]));
      for (const step of steps.values()) if (step) settle(step);
    },
    tick() {
      if (now() - lastWrite < silence) return;
      groups.flush();
      const time = (step: Step) => now() - (firstRun.get(step.id) ?? now());
      const running = progress.steps().filter((step) => step.state === 'running' && time(step) >= silence);
      const front = groups.front();
      const named = running.toSorted((a, b) => Number(b.id === front?.id) - Number(a.id === front?.id));
      for (const step of named.slice(0, namedSteps)) printer.line(stillRunning(step, time(step)));
      if (named.length > namedSteps) printer.line(`… and ${named.length - namedSteps} more run beside them`);
    },
    end(words = []) {
      groups.end();
      for (const { step, unseen } of failed.values()) {
        // What was streamed is not shown again: its last lines are part of the error that the step ends with.
        const isAbove = unseen.length === 0 && progress.logTail(step).length > 0;
        const where = isAbove ? ', all of its output is in the group above' : '';
        printer.line(`\x1b[31m${stepTitle(step)} · ${stepEnd(step)}${where}\x1b[0m`);
        printer.foreign(unseen);
      }
      printer.foreign(words);
      printer.obey();
    },
  };
}

/** A failure of these is not the build's: without the import it only takes longer, and credentials fail with what needs them. */
function isFatal(step: Step): boolean {
  return step.state === 'failed' && !['cache-import', 'cache-export', 'credentials'].includes(step.phase);
}

function stillRunning(step: Step, milliseconds: number): string {
  const moved = sumTransfers(step.transfers.filter(({ completed }) => completed === undefined));
  const amount = moved && moved.total > 0 ? `, ${formatBytes(moved.bytes)} of ${formatBytes(moved.total)}` : '';
  return `${stepTitle(step)} · still running after ${formatDuration(milliseconds)}${amount}`;
}
