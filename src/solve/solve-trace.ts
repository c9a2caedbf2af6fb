import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createProgress, type Progress, parseStatus, type SolveStatus } from '../trace/progress.ts';
import type { SolveSpec } from './args.ts';
import { followTraceFile } from './trace-file.ts';
import type { WatchedSolve } from './watchdog.ts';

/** The trace of a running solve, which comes on standard error with `rawjson`, and in a file with `plain`. */
export interface SolveTrace extends WatchedSolve {
  /** Takes a line of standard error and returns it as a status; undefined for a line that is for people. */
  hear(line: string): SolveStatus | undefined;
  /** Resolves with the whole build when buildctl has ended. */
  end(): Promise<Progress>;
}

/** Starts the trace of a solve; in the end its file has every status. */
export function openTrace({ progress, files }: Pick<SolveSpec, 'progress' | 'files'>): SolveTrace {
  return progress === 'rawjson' ? writeTrace(files.trace) : followTrace(files.trace);
}

function writeTrace(path: string): SolveTrace {
  const file = createWriteStream(path, { flags: 'a', mode: 0o600 });
  // If the disk is full, the summary lacks its timeline; the build itself reports the lack of room.
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
