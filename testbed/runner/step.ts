import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { readLines } from './read-lines.ts';
import { createTranscript, type Line, type OnLine } from './transcript.ts';
import type { WorkflowCommand } from './workflow-commands.ts';

export type Annotation = { level: 'error' | 'warning' | 'notice'; message: string; properties: Record<string, string> };

export type ProcessResult = {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  /** What the runner's log shows: commands obeyed, masked values as `***`. */
  log: string;
  /** The output as written, `::add-mask::` lines included. */
  lines: Line[];
  /** Every workflow command that the runner would have obeyed. */
  commands: WorkflowCommand[];
  annotations: Annotation[];
  masks: string[];
  /** From the start of the process to its end. */
  milliseconds: number;
};

export type StepProcess = {
  pid: number;
  result: Promise<ProcessResult>;
  /** Sends one signal to the process itself. */
  signal(name: NodeJS.Signals): void;
  /** Cancels as the runner does: SIGINT, SIGTERM after 7.5 s, SIGKILL 2.5 s later. */
  cancel(): Promise<void>;
  /** Returns once a line of output matches, with that line; throws when the process ends before. */
  waitFor(pattern: RegExp): Promise<Line>;
};

/** Starts a Node.js program as a runner starts an action's, reads its output by lines and obeys its workflow commands. */
export function startProcess(file: string, env: NodeJS.ProcessEnv, cwd: string, onLine?: OnLine): StepProcess {
  const start = performance.now();
  const { add, close, log, waitFor, ...said } = createTranscript(onLine);
  const child = spawn(process.execPath, [file], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  readLines(child.stdout, add);
  readLines(child.stderr, add);
  const result = ended(child).then(({ at, ...ending }): ProcessResult => {
    close();
    return { ...ending, ...said, log: log(), annotations: annotationsOf(said.commands), milliseconds: at - start };
  });
  return { pid: child.pid ?? 0, result, signal: (name) => child.kill(name), cancel: () => cancel(child), waitFor };
}

async function cancel(child: ChildProcess): Promise<void> {
  const sequence = [
    ['SIGINT', 7_500],
    ['SIGTERM', 2_500],
    ['SIGKILL', 0],
  ] as const;
  const exit = hasEnded(child) ? Promise.resolve() : new Promise((resolve) => child.once('exit', resolve));
  for (const [signal, wait] of sequence) {
    if (hasEnded(child)) return;
    child.kill(signal);
    await Promise.race([exit, sleep(wait, undefined, { ref: false })]);
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

type Ending = { exitCode: number | null; signal: NodeJS.Signals | null; at: number };

/** A child that outlives the action may hold its output open, and the runner does not wait for it for long. */
function ended(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode, signal) => {
      const ending = { exitCode, signal, at: performance.now() };
      const late = setTimeout(() => resolve(ending), 5_000);
      child.once('close', () => {
        clearTimeout(late);
        resolve(ending);
      });
    });
  });
}

function annotationsOf(commands: readonly WorkflowCommand[]): Annotation[] {
  return commands.flatMap(({ name, properties, value }) =>
    name === 'error' || name === 'warning' || name === 'notice' ? [{ level: name, message: value, properties }] : [],
  );
}
