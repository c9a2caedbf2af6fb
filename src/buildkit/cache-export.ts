import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildctlArgs, type SolveSpec } from './buildctl.ts';
import type { Builder } from './builder.ts';
import { parseMetadata } from './metadata.ts';
import { createProgress, type Progress, parseStatus, type Step } from './progress.ts';
import { addressArgs, solveEnvironment } from './solve.ts';

/** A cache export that goes on beside the job's later steps. It is saved for the post step, so it holds plain values only. */
export interface PendingExport {
  readonly reference: string;
  readonly pid: number;
  readonly buildctl: string;
  readonly log: string;
  readonly metadata: string;
}

export type ExportEnd =
  | { readonly kind: 'saved'; readonly manifest: string; readonly milliseconds: number }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Starts a solve that only exports the cache, as a process of its own, and resolves once it no longer needs the workspace:
 * every step was found in the builder and the export proper has begun. A step that would run again means that the workspace
 * changed meanwhile; the export is then ended, because a cache is not worth a second build.
 */
export async function startExport(
  builder: Builder,
  solve: SolveSpec,
  reference: string,
  folder: string,
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
  const child = spawn(builder.buildctl, [...addressArgs(builder), ...buildctlArgs(spec)], {
    detached: true,
    env: solveEnvironment(process.env),
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  child.unref();
  const pending = { reference, pid: child.pid ?? 0, buildctl: builder.buildctl, log, metadata };
  await untilIndependent(pending);
  return pending;
}

/** Waits for an export to end and says what became of it; ends it when the signal comes. */
export async function finishExport(pending: PendingExport, signal: AbortSignal): Promise<ExportEnd> {
  while (await isRunning(pending)) {
    if (signal.aborted) stop(pending);
    await sleep(20);
  }
  const [log, metadata] = await Promise.all([
    readFile(pending.log, 'utf8').catch(() => ''),
    readFile(pending.metadata, 'utf8').catch(() => undefined),
  ]);
  const { progress, text } = readLog(log);
  const manifest = metadata === undefined ? undefined : parseMetadata(metadata).cacheManifest;
  if (manifest !== undefined) return { kind: 'saved', manifest, milliseconds: progress.milliseconds() };
  return { kind: 'failed', reason: failureOf(progress, text) };
}

/** Resolves when the export has begun or the process has ended; ends the process when a step would run again. */
async function untilIndependent(pending: PendingExport): Promise<void> {
  while (await isRunning(pending)) {
    const { progress } = readLog(await readFile(pending.log, 'utf8').catch(() => ''));
    if (ranAgain(progress)) stop(pending);
    if (progress.isExportingCache()) return;
    await sleep(10);
  }
}

function stop(pending: PendingExport): void {
  try {
    process.kill(pending.pid, 'SIGINT');
  } catch {
    // It has ended between the look and the signal.
  }
}

/** A process id is used again after a while; the program behind it tells whether it is still ours. */
async function isRunning({ pid, buildctl }: PendingExport): Promise<boolean> {
  const program = await readlink(`/proc/${pid}/exe`).catch(() => undefined);
  return program === buildctl;
}

function readLog(log: string): { progress: Progress; text: string } {
  const progress = createProgress();
  const text: string[] = [];
  for (const line of log.split('\n')) {
    const status = parseStatus(line);
    if (status) progress.update(status);
    else if (line.trim() !== '') text.push(line);
  }
  return { progress, text: text.join('\n') };
}

/** Returns a step that is not in the builder. The copies that hold a failed build's stages together are no steps of it. */
function ranAgain(progress: Progress): Step | undefined {
  return progress
    .executing()
    .find(({ instruction }) => !/^COPY --from=\d+ --exclude=\*\* \/ \/s\d+\/$/.test(instruction));
}

function failureOf(progress: Progress, text: string): string {
  const again = ranAgain(progress);
  if (again) return `the workspace changed right after the build (${again.instruction} would run again)`;
  return (
    progress.exportError() ??
    text
      .split('\n')
      .at(-1)
      ?.replace(/^error: /, '') ??
    'the export ended without a word'
  );
}
