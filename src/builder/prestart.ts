import { existsSync, readdirSync } from 'node:fs';
import { access, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, sendSignal } from '../docker/background.ts';
import { DockerError, dockerInBackground } from '../docker/docker.ts';
import type { BuilderRequest } from '../request/build-request.ts';
import * as say from '../runner/say.ts';
import { certificateFiles, toBuildkitdConfig } from '../text/buildkitd-config.ts';
import { shared } from './boot.ts';
import type { Builder } from './builder.ts';
import type { Lease } from './lease.ts';
import { keepAlive, letGo } from './life.ts';
import { BuilderError, untilReady } from './ready.ts';
import { removeBuilder, removeLate } from './removal.ts';
import { planStart, type SharedStart, toBuilder, toStarting, writeShared } from './shared.ts';
import { startBuilder } from './start.ts';
import { beginStateFile, stillFits } from './state.ts';

/**
 * A builder that the pre step started, to be ready when the build begins. The main step takes it over if it would have started one
 * with the same arguments and files, and otherwise replaces it by its own.
 */
export interface Prestarted {
  /** Process id of the shell that waits for docker. */
  readonly pid: number;
  /** Size of its state in bytes. */
  readonly size: number;
  /** Its arguments and files as one text, for comparing. */
  readonly start: string;
}

/** A file in the lease's folder that exists until the builder is taken over or removed. */
const prestartedFile = 'prestarted.json';

/** Tells whether a builder can be started before the job's first step, when the workspace has no files yet. */
export function canPrestart({ endpoint, configFile, config = '' }: BuilderRequest): boolean {
  // The certificates that a configuration names may be files of the workspace too.
  return endpoint === undefined && configFile === undefined && certificateFiles(toBuildkitdConfig(config)).length === 0;
}

/** Tells whether a lease's builder waits to be taken over. */
export function isWaiting({ folder }: Pick<Lease, 'folder'>): boolean {
  return existsSync(join(folder, prestartedFile));
}

/** Tells whether another step of this job has such a builder waiting: one idle builder is enough. */
export function hasPrestarted(temp: string): boolean {
  return readdirSync(temp).some((name) => name.startsWith('buildkit-') && isWaiting({ folder: join(temp, name) }));
}

/** Begins to start a lease's builder, and to pull its image where that is missing, without waiting for either. */
export async function prestart(request: BuilderRequest, lease: Lease, runtime: string | undefined): Promise<void> {
  const start = planStart(request, lease, runtime);
  writeShared(start);
  const pid = dockerInBackground(start.run(request.image), join(start.folder, shared.started));
  beginStateFile(request.state, start.folder, start.size);
  await keepAlive(lease);
  const prestarted: Prestarted = { pid, size: start.size, start: describe(start, request) };
  await writeFile(join(lease.folder, prestartedFile), JSON.stringify(prestarted), { mode: 0o600 });
}

/** Takes over the builder that the pre step started for this lease, or starts one, as `startBuilder` does. */
export async function takeOver(
  request: BuilderRequest,
  lease: Lease,
  signal: AbortSignal,
  runtime: string | undefined,
): Promise<Builder> {
  const prestarted = await claimPrestarted(lease);
  if (prestarted === undefined) {
    // A pre step that was killed may have started the container already.
    await removeBuilder(lease);
    return startBuilder(request, lease, signal, runtime);
  }
  const start = planStart(request, lease, runtime, prestarted.size);
  const isSame = prestarted.start === describe(start, request);
  const fits = isSame && stillFits(request.state, prestarted.size, start.folder);
  if (fits && (await isUp(prestarted, start, lease, request, signal))) return toBuilder(start, lease);
  const why = fits ? 'did not come up' : 'is not the one that this build needs';
  say.info(`The builder that was started before the job's first step ${why}: starting another one.`);
  await dropPrestarted(prestarted, lease);
  return startBuilder(request, lease, signal, runtime);
}

/** Claims the builder that waits to be taken over, so that no other step does; undefined when there is none. */
export async function claimPrestarted({ folder }: Lease): Promise<Prestarted | undefined> {
  const file = join(folder, prestartedFile);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  await rm(file, { force: true });
  return toPrestarted(text);
}

/** Undefined for a file that was not written completely. */
function toPrestarted(text = ''): Prestarted | undefined {
  try {
    return JSON.parse(text) as Prestarted;
  } catch {
    return undefined;
  }
}

/**
 * Removes such a builder. A docker command that still starts it gets a moment to finish and is then ended; a container that Docker
 * may make even after that is removed by a process in the background.
 */
export async function dropPrestarted({ pid }: Prestarted, lease: Lease): Promise<void> {
  const late = Date.now() + nearlyThrough;
  while (Date.now() < late && (await isRunning(pid, lease.container))) await sleep(5);
  if (await isRunning(pid, lease.container)) {
    // Shell and docker are a group of their own.
    sendSignal(-pid, 'SIGKILL');
    removeLate(lease.container);
    await letGo(lease);
    await rm(join(lease.folder, 'shared'), { recursive: true, force: true });
  } else {
    await removeBuilder(lease);
  }
}

/** Milliseconds: the post step of a job whose inputs were refused ends within a second. */
const nearlyThrough = 500;

function describe({ files, run }: SharedStart, { image }: BuilderRequest): string {
  return JSON.stringify([files, run(image)]);
}

/**
 * Waits for docker, for as long as a registry may be silent, and for the daemon. Returns false where either failed: the builder
 * that is then started by the main step gives the reason.
 */
async function isUp(
  { pid }: Prestarted,
  start: SharedStart,
  lease: Lease,
  { networkTimeout }: BuilderRequest,
  signal: AbortSignal,
): Promise<boolean> {
  const late = Date.now() + networkTimeout;
  while (await isRunning(pid, lease.container)) {
    signal.throwIfAborted();
    if (Date.now() > late) return false;
    await sleep(5);
  }
  try {
    await access(join(start.folder, shared.started));
    await untilReady(toStarting(start, lease), signal);
    return true;
  } catch (error) {
    signal.throwIfAborted();
    const isKnown = error instanceof DockerError || error instanceof BuilderError || isMissing(error);
    if (!isKnown) throw error;
    return false;
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
