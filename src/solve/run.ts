import { rm } from 'node:fs/promises';
import type { Builder } from '../builder/builder.ts';
import { runChild } from '../docker/child.ts';
import { type ImageLoad, openLoad } from '../docker/load.ts';
import type { BuildRequest } from '../request/build-request.ts';
import { formatDuration } from '../text/units.ts';
import type { Progress, SolveStatus } from '../trace/progress.ts';
import { buildctlArgs, loads, type SolveSpec } from './args.ts';
import { openTrace } from './solve-trace.ts';
import { type Watchdog, type WatchedSolve, watchSolve } from './watchdog.ts';

/** Receives the progress of a running solve. */
export interface SolveWatch {
  readonly onStatus?: (status: SolveStatus) => void;
  /** Called after each status with the whole solve so far. */
  readonly onProgress?: (progress: Pick<Progress, 'steps'>) => void;
  /** A line of plain progress. */
  readonly onPlainLine?: (line: string) => void;
}

export interface SolveEnd {
  readonly success: boolean;
  /** Lines of buildctl outside of the trace: at a failure the Dockerfile's excerpt and `error: failed to solve: …`. */
  readonly text: string;
  /** Answer to a subrequest (`call`). */
  readonly answer: string;
  readonly progress: Progress;
  /** The reason if this action ended the solve: the registry's silence, or `timeout`. */
  readonly interruption: Error | undefined;
  /** Id of the image that was loaded into Docker. */
  readonly loadedId: string | undefined;
}

/**
 * Runs one `buildctl build`, with the `docker load` that reads its archive, and resolves when it has ended, also if it failed. Rejects when
 * buildctl cannot start, and with a DockerError when Docker does not take the image.
 */
export async function runSolve(
  builder: Builder,
  solve: SolveSpec,
  watch: SolveWatch,
  signal: AbortSignal,
): Promise<SolveEnd> {
  await rm(solve.files.trace, { force: true });
  const trace = openTrace(solve);
  const text: string[] = [];
  const onLine = (line: string) => {
    const status = trace.hear(line);
    if (status) {
      watch.onStatus?.(status);
      return watch.onProgress?.(trace.progress);
    }
    text.push(line);
    if (text.length > 2 * keptLines) text.splice(0, keptLines);
    if (solve.progress === 'plain') watch.onPlainLine?.(line);
  };
  const args = [...addressArgs(builder), ...buildctlArgs(solve)];
  const limits = startLimits(solve.request, builder, trace);
  const load = loads(solve) ? openLoad(signal) : undefined;
  const ends = AbortSignal.any([signal, limits.signal, ...(load ? [load.refused] : [])]);
  const options = { env: process.env, signal: ends, onLine, ...(load ? { output: load.archive } : {}) };
  const child = await runChild(builder.buildctl, args, options);
  limits.stop();
  const loadedId = load && (await endLoad(load, child.code === 0));
  return {
    success: child.code === 0,
    text: text.join('\n'),
    answer: child.stdout,
    progress: await trace.end(),
    interruption: limits.signal.aborted ? (limits.signal.reason as Error) : undefined,
    loadedId,
  };
}

/** A failure of the solve itself says more than that Docker then got half an archive. */
async function endLoad(load: ImageLoad, isWhole: boolean): Promise<string | undefined> {
  if (isWhole || load.refused.aborted) return load.end();
  return load.end().catch(() => undefined);
}

/** Ends a solve at the registry's silence, or after the time that `timeout` allows. */
function startLimits({ timeout, networkTimeout }: BuildRequest, builder: Builder, trace: WatchedSolve): Watchdog {
  const watchdog = watchSolve(builder.container, trace, networkTimeout);
  if (timeout === undefined) return watchdog;
  const late = new AbortController();
  const sentence = `The build took longer than "timeout" allows (${formatDuration(timeout)}).`;
  const timer = setTimeout(() => late.abort(new Error(sentence)), timeout);
  return {
    signal: AbortSignal.any([watchdog.signal, late.signal]),
    stop() {
      clearTimeout(timer);
      watchdog.stop();
    },
  };
}

/** Number of last lines outside of the trace that are kept: the Dockerfile's excerpt and the error come last. */
const keptLines = 1000;

/** Returns buildctl's flags for the address of BuildKit. */
export function addressArgs(builder: Builder): string[] {
  return ['--addr', builder.address, ...(builder.tlsFolder === undefined ? [] : ['--tlsdir', builder.tlsFolder])];
}
