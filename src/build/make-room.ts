import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Builder } from '../builder/builder.ts';
import { nameOf, othersThat } from '../builder/claims.ts';
import type { Lease } from '../builder/lease.ts';
import { readSpace, type Space } from '../builder/space.ts';
import { handoverFile, type StepFolder } from '../builder/step-folder.ts';
import { isRunning } from '../docker/background.ts';
import { runChild } from '../docker/child.ts';
import * as say from '../runner/say.ts';
import type { PendingExport } from '../solve/cache-export.ts';
import { addressArgs } from '../solve/run.ts';
import { formatBytes } from '../text/units.ts';

/** Milliseconds for which a step waits for the exports of others, which need what they export. */
const patience = 5 * 60_000;

/**
 * Removes from a builder what earlier steps of the job built and nobody uses, if less than half of its room is free, so that no step fails
 * because of what others have left. What was used last stays longest, so that layers which several images share are kept.
 */
export async function makeRoom(builder: Builder, { folder }: Lease): Promise<void> {
  const space = await readSpace(builder.container, folder);
  if (space === undefined || freeOf(space) > sizeOf(space) / 2) return;
  await prune(builder, ['--keep-storage', String(Math.floor(sizeOf(space) / 4 / 1e6))]);
  const freed = freeOf((await readSpace(builder.container, folder)) ?? space) - freeOf(space);
  if (freed > 0)
    say.info(`Removed ${formatBytes(freed)} from the builder that earlier steps of this job had left there.`);
}

/**
 * Removes from a builder all that can be built again, after a step that found no room there. What other steps export cannot be removed
 * before that has ended.
 */
export async function clearRoom(builder: Builder, lease: Lease, step: StepFolder, signal: AbortSignal): Promise<void> {
  const late = Date.now() + patience;
  while (Date.now() < late && (await othersExport(lease, step))) await sleep(200, undefined, { signal });
  await prune(builder, ['--all']);
}

async function prune(builder: Builder, args: readonly string[]): Promise<void> {
  // Where that fails, the build says what is missing.
  await runChild(builder.buildctl, [...addressArgs(builder), 'prune', ...args], { env: process.env }).catch(
    () => undefined,
  );
}

async function othersExport(lease: Lease, step: StepFolder): Promise<boolean> {
  const others = await othersThat(lease, nameOf(step), 'in use');
  const pending = await Promise.all(others.map((name) => readPending(join(dirname(step.folder), name))));
  const running = await Promise.all(pending.flat().map(({ pid, metadata }) => isRunning(pid, metadata)));
  return running.includes(true);
}

async function readPending(folder: string): Promise<readonly PendingExport[]> {
  try {
    const handover = JSON.parse(await readFile(join(folder, handoverFile), 'utf8')) as {
      pendingExports: readonly PendingExport[];
    };
    return handover.pendingExports;
  } catch {
    return [];
  }
}

/** The state cannot have more than the disk below it. */
function freeOf({ state, disk }: Space): number {
  return Math.min(state.free, disk.free + (state.size - state.free));
}

function sizeOf({ state }: Space): number {
  return state.size;
}
