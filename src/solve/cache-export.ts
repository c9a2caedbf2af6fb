import { closeSync, openSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Builder } from '../builder/builder.ts';
import { isRunning, sendSignal, startInBackground } from '../docker/background.ts';
import { parseMetadata } from '../image/metadata.ts';
import { type BuildFailure, parseFailure } from '../trace/failure.ts';
import type { Progress, Step } from '../trace/progress.ts';
import { buildctlArgs, type SolveSpec } from './args.ts';
import type { CacheTarget, TargetKind } from './cache-targets.ts';
import { addressArgs } from './run.ts';
import { followTraceFile, type TraceFile } from './trace-file.ts';
import { type SilenceError, watchSolve } from './watchdog.ts';

/** A cache export that goes on beside the job's later steps. It is saved for the post step, so it holds plain values only. */
export type PendingExport = Pick<CacheTarget, 'name'> & TargetKind & ExportProcess;

interface ExportProcess {
  readonly pid: number;
  readonly buildctl: string;
  /** Arguments of buildctl, which start the same export again. */
  readonly args: readonly string[];
  readonly log: string;
  readonly metadata: string;
  readonly container: string | undefined;
  /** Milliseconds that the registry may be silent. */
  readonly networkTimeout: number;
}

export type ExportEnd =
  | {
      readonly kind: 'saved';
      /** Digest of the cache's manifest; undefined where the cache is not in a registry. */
      readonly manifest: string | undefined;
      readonly milliseconds: number;
    }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      /** BuildKit's message; undefined where this action ended the export. */
      readonly failure: BuildFailure | undefined;
    };

/**
 * Starts a solve that only exports a cache, in a process of its own, and resolves once it no longer needs the workspace: every step was
 * found in the builder, and the export itself has begun. If a RUN would have to run again, the workspace has changed meanwhile; the
 * export is then ended, because a cache is not worth a second build.
 */
export async function startExport(
  builder: Builder,
  solve: SolveSpec,
  target: CacheTarget,
  file: string,
  signal: AbortSignal,
): Promise<PendingExport> {
  const metadata = `${file}.json`;
  const { attributes, ...named } = target;
  const spec: SolveSpec = {
    ...solve,
    outputs: 'nothing',
    exports: [attributes],
    progress: 'rawjson',
    files: { ...solve.files, metadata },
  };
  const { container, buildctl } = builder;
  const args = [...addressArgs(builder), ...buildctlArgs(spec)];
  const { networkTimeout } = solve.request;
  const plan = { ...named, buildctl, args, log: `${file}.log`, metadata, container, networkTimeout };
  return untilExporting({ ...plan, pid: startProcess(plan) }, signal);
}

/** Starts an export again that has ended. */
export async function repeatExport(pending: PendingExport, signal: AbortSignal): Promise<PendingExport> {
  await rm(pending.metadata, { force: true });
  return untilExporting({ ...pending, pid: startProcess(pending) }, signal);
}

/** Waits for an export to end and returns its result; ends it when it is cancelled or the registry falls silent. */
export async function finishExport(pending: PendingExport, signal: AbortSignal): Promise<ExportEnd> {
  const { log, silence } = await watchExport(pending, signal, () => false);
  const progress = await log.read();
  const manifest = await readManifest(pending.metadata);
  if (manifest !== undefined || isSaved(progress, log.text())) {
    return { kind: 'saved', manifest, milliseconds: progress.milliseconds() };
  }
  const again = ranAgain(progress);
  if (silence || again || signal.aborted) {
    const changed = again && `the workspace changed right after the build (${again.instruction} would run again)`;
    return { kind: 'failed', reason: changed ?? silence?.message ?? 'it was cancelled', failure: undefined };
  }
  const failure = parseFailure(progress.cacheExportError() ?? log.text(), progress);
  return { kind: 'failed', reason: failure.message, failure };
}

function startProcess({ buildctl, args, log }: Omit<ExportProcess, 'pid'>): number {
  const output = openSync(log, 'w');
  const pid = startInBackground(buildctl, args, {
    env: process.env,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  return pid;
}

async function untilExporting(pending: PendingExport, signal: AbortSignal): Promise<PendingExport> {
  await watchExport(pending, signal, (progress) => {
    if (ranAgain(progress)) sendSignal(pending.pid, 'SIGINT');
    return progress.isExportingCache();
  });
  return pending;
}

/** Milliseconds between two looks at whether an export's process has ended. */
const look = 10;

/** Milliseconds between two signals to a process that is to end: at several at once buildctl ends without a clean-up. */
const patience = 200;

/**
 * Waits until an export's process has ended, or until `isEnough` accepts its log so far. Resolves with the log, and with the reason if
 * this action ended the export.
 */
async function watchExport(
  pending: PendingExport,
  signal: AbortSignal,
  isEnough: (progress: Progress) => boolean,
): Promise<{ log: TraceFile; silence: SilenceError | undefined }> {
  const log = followTraceFile(pending.log);
  const watchdog = watchSolve(pending.container, log, pending.networkTimeout);
  const ends = AbortSignal.any([signal, watchdog.signal]);
  while ((await isRunning(pending.pid, pending.metadata)) && !isEnough(await log.read())) {
    if (ends.aborted) sendSignal(pending.pid, 'SIGINT');
    await sleep(ends.aborted ? patience : look);
  }
  watchdog.stop();
  return { log, silence: watchdog.signal.aborted ? (watchdog.signal.reason as SilenceError) : undefined };
}

/** Returns the digest of the exported cache; undefined where none was exported, or where the file is not as expected. */
async function readManifest(metadata: string): Promise<string | undefined> {
  try {
    return parseMetadata(await readFile(metadata, 'utf8')).cacheManifest;
  } catch {
    return undefined;
  }
}

/**
 * Returns a RUN whose result is not in the builder, which means that a file or step below it has changed. Other instructions may run
 * again without such a change: the merge of layers of `COPY --link`, and the copies that join the stages of a failed build.
 */
function ranAgain(progress: Progress): Step | undefined {
  return progress.executing().find(({ instruction }) => instruction.startsWith('RUN '));
}

/** Not every kind of cache has a manifest. */
function isSaved(progress: Progress, text: string): boolean {
  const exports = progress.steps().filter(({ phase }) => phase === 'cache-export');
  return exports.length > 0 && exports.every(({ state }) => state === 'done') && !/^error: /m.test(text);
}
