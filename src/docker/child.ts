import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

export interface ChildOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the child: SIGINT first, which buildctl and docker answer by cancelling, then SIGKILL. */
  readonly signal?: AbortSignal;
  /** Receives each line of standard error as it comes, without its end. */
  readonly onLine?: (line: string) => void;
  /** Becomes the child's standard input. */
  readonly input?: Readable;
  /** Receives standard output, which the result then lacks. */
  readonly output?: Writable;
}

export interface ChildResult {
  /** Exit code, or undefined when a signal ended the child. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Milliseconds between the polite signal and SIGKILL; the runner itself kills 10 s after the cancel (docs/buildkit.md). */
const graceMilliseconds = 2000;

/** What a caller keeps of standard error: enough for an error's excerpt, and no build can fill the memory with it. */
const keptCharacters = 256 * 1024;

/**
 * Runs a command that may take long and resolves when it has ended. `@actions/exec` can neither signal nor abort its child,
 * and a cancelled job must not leave a build behind. Rejects when the command cannot be started.
 */
export function runChild(command: string, args: readonly string[], options: ChildOptions = {}): Promise<ChildResult> {
  return new Promise((resolve, reject) => {
    const { input, output } = options;
    const stdio: ('pipe' | 'ignore')[] = [input ? 'pipe' : 'ignore', 'pipe', 'pipe'];
    const child = spawn(command, args, { env: options.env, stdio }) as ChildProcessByStdio<
      Writable | null,
      Readable,
      Readable
    >;
    let stdout = '';
    let stderr = '';
    if (input && child.stdin) feed(input, child.stdin);
    if (output) child.stdout.pipe(output);
    else {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout = (stdout + text).slice(-keptCharacters);
      });
    }
    readLines(child.stderr, (line) => {
      if (options.onLine) options.onLine(line);
      else stderr = `${stderr}${line}\n`.slice(-keptCharacters);
    });

    let killing: NodeJS.Timeout | undefined;
    const interrupt = () => {
      child.kill('SIGINT');
      // Nobody may read any more, and a child whose output is not read to its end never counts as ended.
      if (output)
        child.stdout
          .unpipe(output)
          .on('end', () => output.end())
          .resume();
      killing = setTimeout(() => child.kill('SIGKILL'), graceMilliseconds);
    };
    if (options.signal?.aborted) interrupt();
    options.signal?.addEventListener('abort', interrupt, { once: true });

    const settle = () => {
      clearTimeout(killing);
      options.signal?.removeEventListener('abort', interrupt);
    };
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('close', (code) => {
      settle();
      resolve({ code: code ?? undefined, stdout, stderr });
    });
  });
}

/** Whoever writes `input` is not held up by a child that ended before it had read everything. */
function feed(input: Readable, stdin: Writable): void {
  // The error is that of a closed pipe.
  stdin.on('error', () => undefined);
  stdin.on('close', () => input.unpipe(stdin).resume());
  input.pipe(stdin);
}

/** Cuts a stream into lines; a last line without an end counts too. */
function readLines(stream: Readable, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  stream.on('end', () => {
    if (rest !== '') onLine(rest);
  });
}
