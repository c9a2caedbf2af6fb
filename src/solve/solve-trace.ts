import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createProgress, type Progress, parseStatus, type SolveStatus } from '../trace/progress.ts';
import type { SolveSpec } from './args.ts';
import { followTraceFile } from './trace-file.ts';
import type { WatchedSolve } from './watchdog.ts';

/** The trace of a running solve, whichever way it comes: with `rawjson` on standard error, with `plain` in its file. */
export interface SolveTrace extends WatchedSolve {
  /** Takes a line of standard error; returns the status that it is, undefined when it is for people. */
  hear(line: string): SolveStatus | undefined;
  /** Resolves with all that was heard, once buildctl has ended. */
  end(): Promise<Progress>;
}

/** Starts the trace of a solve; its file holds every status in the end. */
export function openTrace({ progress, files }: Pick<SolveSpec, 'progress' | 'files'>): SolveTrace {
  return progress === 'rawjson' ? writeTrace(files.trace) : followTrace(files.trace);
}

function writeTrace(path: string): SolveTrace {
  const file = createWriteStream(path, { flags: 'a', mode: 0o600 });
  // A full disk costs the summary its timeline; the build itself tells what it had no room for.
  file.on('error', () => undefined);
  const progress = createProgress();
  let bytes = 0;
  return {
    progress,
    bytes: () => bytes,
    hear(line) {
      const status = parseStatus(line);
      if (status === undefined) return undefined;
      file.write(`${line}\n`);
      bytes += line.length + 1;
      progress.update(status);
      return status;
    },
    async end() {
      await finished(file.end()).catch(() => undefined);
      return progress;
    },
  };
}

function followTrace(path: string): SolveTrace {
  const file = followTraceFile(path);
  return { ...file, hear: () => undefined, end: file.read };
}
