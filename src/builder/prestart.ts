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
 * A builder that the pre step started, beside whatever the job does before its build. The main step takes it over where it would
 * have started the very same one, and puts its own in its place where it would not.
 */
export interface Prestarted {
  /** Of the shell that waits for docker. */
  readonly pid: number;
  /** Bytes that its state may fill. */
  readonly size: number;
  /** Everything that it was started with. */
  readonly start: string;
}

/** Lies in the lease's folder until somebody takes the builder over, or removes it. */
const prestartedFile = 'prestarted.json';

/** Tells whether a builder can be started before the job's first step: a file of the workspace is not there yet. */
export function canPrestart({ endpoint, configFile, config = '' }: BuilderRequest): boolean {
  // Nor are the certificates that a configuration names.
  return endpoint === undefined && configFile === undefined && certificateFiles(toBuildkitdConfig(config)).length === 0;
}

/** Tells whether another step of this job has such a builder waiting: one is enough to be idle. */
export function hasPrestarted(temp: string): boolean {
  return readdirSync(temp).some((name) => name.startsWith('buildkit-') && existsSync(join(temp, name, prestartedFile)));
}

/** Begins to start a lease's builder, with a pull of its image where that is missing; waits for neither. */
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
    // A pre step that was cut off may have come as far as the container.
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

/** Returns the builder that waits for somebody to take it over, and ends the waiting; undefined when there is none. */
export async function claimPrestarted({ folder }: Lease): Promise<Prestarted | undefined> {
  const file = join(folder, prestartedFile);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  await rm(file, { force: true });
  return toPrestarted(text);
}

/** Undefined for what was not written to its end. */
function toPrestarted(text = ''): Prestarted | undefined {
  try {
    return JSON.parse(text) as Prestarted;
  } catch {
    return undefined;
  }
}

/**
 * Removes such a builder. Docker, which may still be at work for it, is nearly through; where it is not, it is ended, and what
 * may come into being yet is removed by a process that nobody waits for.
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

/** Waits for docker, as long as a registry may say nothing, and for the daemon; false where either failed, which a start of our own explains. */
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
