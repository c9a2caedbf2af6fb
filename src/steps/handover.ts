import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import type { BuildEnd } from '../build/attempts.ts';
import { type Lease, ownsFolder } from '../builder/lease.ts';
import type { Removal } from '../builder/removal.ts';
import { handoverFile, ownsStepFolder, type StepFolder } from '../builder/step-folder.ts';
import type { KeptMounts } from '../mounts/mount-use.ts';
import { type Reach, toReach } from '../registry/access.ts';
import type { BuildReport } from '../report/build-report.ts';
import type { BuildRequest } from '../request/build-request.ts';
import type { PendingExport } from '../solve/cache-export.ts';
import type { Reference } from '../text/reference.ts';

/** What the main step leaves for the post step. */
export interface Handover {
  readonly pendingExports: readonly PendingExport[];
  /** Further attempts that `retries` allows. */
  readonly retries: number;
  readonly report: BuildReport;
  readonly builder: BuilderLeft;
  /** File that holds the build's trace. */
  readonly trace: string;
  readonly summary: boolean;
  /** Whether what BuildKit wrote is shown. */
  readonly builderLog: boolean;
  /** What a failed attempt left, and the cache that it is to be made equal to. */
  readonly settle: { readonly cache: Reference; readonly wip: Reference } | undefined;
  readonly reach: Reach;
  /** The cache mounts that the build had; undefined where none are kept. */
  readonly mounts: KeptMounts | undefined;
}

/**
 * What became of the builder at the end of the main step. `held`: it is still needed. `removing`: nobody needs it. `left`: it is for other
 * steps of the job to use and to remove.
 */
export type BuilderLeft =
  | { readonly kind: 'held'; readonly lease: Lease }
  | { readonly kind: 'removing'; readonly lease: Lease; readonly removal: Removal }
  | { readonly kind: 'left' };

/** Gathers what the post step needs of a build that ended. */
export function toHandover(
  end: BuildEnd,
  report: BuildReport,
  pendingExports: readonly PendingExport[],
): Omit<Handover, 'mounts' | 'builder'> {
  const { request, cache } = end.job;
  const { exportTo, wip } = cache;
  return {
    pendingExports,
    retries: request.retries,
    report,
    trace: end.solve.files.trace,
    summary: request.report.summary,
    builderLog: wantsLog(request),
    settle: end.kind === 'built' && exportTo && wip ? { cache: exportTo, wip: wip.reference } : undefined,
    reach: toReach(request),
  };
}

/** With --debug the post step shows what BuildKit wrote, as that of docker/setup-buildx-action does. */
export function wantsLog({ builder }: BuildRequest): boolean {
  return builder.flags.some((flag) => /^--debug(?:=true)?$/.test(flag));
}

/** Saves the folder of this step. */
export function saveStepFolder(step: StepFolder): void {
  core.saveState('step', JSON.stringify(step));
}

/** Returns the folder of this step; undefined where it has none, where it is gone, or where the state is not what we saved. */
export async function readStepFolder(): Promise<StepFolder | undefined> {
  const value = parseJson(core.getState('step'));
  return (await ownsStepFolder(value)) ? (value as StepFolder) : undefined;
}

/** Saves a builder of this step, before any of it exists. */
export function saveLease(lease: Lease): void {
  core.saveState('lease', JSON.stringify(lease));
}

/** What is left of a step's builder: the whole lease, or where the folder is gone the key to the builder. */
export type LeftLease =
  | { readonly kind: 'whole'; readonly lease: Lease }
  | ({ readonly kind: 'key' } & Pick<Lease, 'container' | 'key'>);

/** Returns the lease of this step's last builder; undefined when it never got one, or when the state is not what we saved. */
export async function readLease(): Promise<LeftLease | undefined> {
  const value = parseJson(core.getState('lease'));
  if (await ownsFolder(value)) return { kind: 'whole', lease: value as Lease };
  const { container, key } = (value ?? {}) as Partial<Record<keyof Lease, unknown>>;
  const isKey = typeof container === 'string' && typeof key === 'string';
  return isKey ? { kind: 'key', container, key } : undefined;
}

/** Leaves the handover in the step's folder, which only the post step reads. */
export async function saveHandover({ folder }: StepFolder, handover: Handover): Promise<void> {
  await writeFile(join(folder, handoverFile), JSON.stringify(handover), { mode: 0o600 });
}

/** Reads the handover; undefined when the main step did not get to write it. */
export async function readHandover({ folder }: StepFolder): Promise<Handover | undefined> {
  const text = await readFile(join(folder, handoverFile), 'utf8').catch(() => '');
  return parseJson(text) as Handover | undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
