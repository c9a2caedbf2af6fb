import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCommandReader, type WorkflowCommand } from './workflow-commands.ts';

/** One line of a step's output as the process wrote it, with the milliseconds since its start. */
export type Line = { at: number; text: string };

/** Told each line as it comes, and what the runner's log shows for it: undefined for a command that shows nothing. */
export type OnLine = (line: Line, shown: string | undefined) => void;

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
  const child = spawn(process.execPath, [file], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: Line[] = [];
  const shown: string[] = [];
  const reader = createCommandReader();
  const waiting = new Set<(line: Line | undefined) => void>();
  const add = (text: string) => {
    const line = { at: performance.now() - start, text };
    lines.push(line);
    const visible = reader.read(text);
    if (visible !== undefined) shown.push(visible);
    onLine?.(line, visible);
    for (const look of [...waiting]) look(line);
  };
  readLines(child.stdout, add);
  readLines(child.stderr, add);
  const result = ended(child).then(({ exitCode, signal, at }): ProcessResult => {
    for (const look of [...waiting]) look(undefined);
    const { commands, masks } = reader;
    return {
      exitCode,
      signal,
      log: shown.join('\n'),
      lines,
      commands,
      annotations: annotationsOf(commands),
      masks,
      milliseconds: at - start,
    };
  });
  const waitFor = (pattern: RegExp) =>
    new Promise<Line>((resolve, reject) => {
      const known = lines.find((line) => pattern.test(line.text));
      if (known !== undefined) return resolve(known);
      if (hasEnded(child))
        return reject(new Error(`The step ended without a line that matches ${pattern}:\n${shown.join('\n')}`));
      const look = (line: Line | undefined) => {
        if (line !== undefined && !pattern.test(line.text)) return;
        waiting.delete(look);
        line === undefined
          ? reject(new Error(`The step ended without a line that matches ${pattern}:\n${shown.join('\n')}`))
          : resolve(line);
      };
      waiting.add(look);
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

/** The runner's own reader ends a line at \r as well. */
function readLines(stream: NodeJS.ReadableStream, add: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    // A \r at the very end may be the first half of \r\n.
    const parts = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
    rest = parts.pop() ?? '';
    for (const part of parts) add(part);
  });
  stream.on('end', () => {
    if (rest !== '') add(rest.replace(/\r$/, ''));
  });
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
