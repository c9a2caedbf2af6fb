import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Builder } from '../builder/builder.ts';
import { isRunning, sendSignal, startInBackground } from '../docker/background.ts';
import { parseMetadata } from '../image/metadata.ts';
import type { Progress, Step } from '../trace/progress.ts';
import { buildctlArgs, type SolveSpec } from './args.ts';
import { addressArgs } from './run.ts';
import { followTraceFile, type TraceFile } from './trace-file.ts';
import { type SilenceError, watchSolve } from './watchdog.ts';

/** A cache export that goes on beside the job's later steps. It is saved for the post step, so it holds plain values only. */
export interface PendingExport {
  readonly reference: string;
  readonly pid: number;
  readonly buildctl: string;
  readonly log: string;
  readonly metadata: string;
  readonly container: string | undefined;
  /** Milliseconds that the registry may say nothing. */
  readonly networkTimeout: number;
}

export type ExportEnd =
  | { readonly kind: 'saved'; readonly manifest: string; readonly milliseconds: number }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Starts a solve that only exports the cache, as a process of its own, and resolves once it no longer needs the workspace:
 * every step was found in the builder and the export proper has begun. A RUN that would run again means that the workspace
 * changed meanwhile; the export is then ended, because a cache is not worth a second build.
 */
export async function startExport(
  builder: Builder,
  solve: SolveSpec,
  reference: string,
  folder: string,
  signal: AbortSignal,
): Promise<PendingExport> {
  const log = join(folder, 'export.log');
  const metadata = join(folder, 'export.json');
  const spec: SolveSpec = {
    ...solve,
    outputs: 'nothing',
    exportTo: reference,
    progress: 'rawjson',
    files: { ...solve.files, metadata },
  };
  const output = openSync(log, 'w');
  const pid = startInBackground(builder.buildctl, [...addressArgs(builder), ...buildctlArgs(spec)], {
    env: process.env,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const { container, buildctl } = builder;
  const { networkTimeout } = solve.request;
  const pending = { reference, pid, buildctl, log, metadata, container, networkTimeout };
  await watchExport(pending, signal, (progress) => {
    if (ranAgain(progress)) sendSignal(pending.pid, 'SIGINT');
    return progress.isExportingCache();
  });
  return pending;
}

/** Waits for an export to end and says what became of it; ends it when the signal comes or the registry says nothing more. */
export async function finishExport(pending: PendingExport, signal: AbortSignal): Promise<ExportEnd> {
  const { log, silence } = await watchExport(pending, signal, () => false);
  const progress = await log.read();
  const manifest = await readManifest(pending.metadata);
  if (manifest !== undefined) return { kind: 'saved', manifest, milliseconds: progress.milliseconds() };
  return { kind: 'failed', reason: silence?.message ?? failureOf(progress, log.text()) };
}

/** Milliseconds between two looks at whether an export's process has ended. */
const look = 10;

/** Milliseconds between two signals to a process that is to end: buildctl takes some at once for one that means it. */
const patience = 200;

/**
 * Waits until an export's process has ended, or `isEnough` of what it did. Resolves with its log, and why it was ended from here,
 * if it was.
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

/** Returns the digest of the exported cache; undefined where none was exported, or where the file is not what it should be. */
async function readManifest(metadata: string): Promise<string | undefined> {
  try {
    return parseMetadata(await readFile(metadata, 'utf8')).cacheManifest;
  } catch {
    return undefined;
  }
}

/**
 * Returns a RUN that is not in the builder, so that something that it stands on has changed. Other instructions are made anew
 * without that: what joins the layers of `COPY --link`, and the copies that hold a failed build's stages together.
 */
function ranAgain(progress: Progress): Step | undefined {
  return progress.executing().find(({ instruction }) => instruction.startsWith('RUN '));
}

function failureOf(progress: Progress, text: string): string {
  const again = ranAgain(progress);
  if (again) return `the workspace changed right after the build (${again.instruction} would run again)`;
  return (
    progress.cacheExportError() ??
    text
      .split('\n')
      .at(-1)
      ?.replace(/^error: /, '') ??
    'the export ended without a word'
  );
}
