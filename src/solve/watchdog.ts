import { formatDuration } from '../text/units.ts';
import type { Progress, Step } from '../trace/progress.ts';
import { readDaemonOutput } from './daemon-io.ts';
import { createQuietMeter } from './quiet.ts';

/** Watches a solve for the one failure that BuildKit itself never ends: a registry that accepts a connection and then is silent. */
export interface Watchdog {
  /** Aborted when the solve hangs; the reason is a SilenceError. */
  readonly signal: AbortSignal;
  stop(): void;
}

/** A solve according to its trace. */
export interface WatchedSolve {
  readonly progress: Pick<Progress, 'steps'>;
  /** Number of bytes of the trace so far. */
  bytes(): number;
  /** Updates both, where they are read from a file. */
  read?(): Promise<unknown>;
}

/** Milliseconds between two looks. */
const interval = 5000;

/**
 * Starts to watch. BuildKit has no response timeout, and its trace does not show whether an upload is slow or stands still, so the bytes
 * that the daemon itself writes are counted. A solve hangs only if all running steps are transfers from or to a registry, and next to
 * nothing was written in the given milliseconds. At an endpoint the daemon cannot be seen, so no solve is ended.
 */
export function watchSolve(container: string | undefined, solve: WatchedSolve, silence: number): Watchdog {
  const hangs = new AbortController();
  const meter = createQuietMeter(silence);
  let looking = false;
  let ended = 0;
  const look = async (name: string) => {
    await solve.read?.();
    const steps = solve.progress.steps();
    const running = steps.filter(({ state }) => state === 'running');
    // BuildKit's reads of an imported cache after its manifest belong to no step, so no step may be running then.
    const output = running.every(waitsForRegistry) ? await readDaemonOutput(name) : undefined;
    if (output === undefined) return meter.forget();
    // A registry that takes seconds to answer moves few bytes in many small requests: that one is over is an answer.
    const endedBefore = ended;
    ended = countEnded(steps);
    if (ended !== endedBefore) meter.forget();
    const seen = { ...output, at: Date.now(), told: solve.bytes(), transferred: sumTransferred(steps) };
    if (meter.add(seen)) hangs.abort(new SilenceError(running.find(isFetching) ?? running[0], silence));
  };
  const timer = setInterval(
    () => {
      if (container === undefined || looking) return;
      looking = true;
      void look(container).finally(() => {
        looking = false;
      });
    },
    Math.min(interval, silence / 3),
  );
  timer.unref();
  return { signal: hangs.signal, stop: () => clearInterval(timer) };
}

/** A solve was ended because nothing moved any more. */
export class SilenceError extends Error {
  override readonly name = 'SilenceError';
  readonly step: Step | undefined;

  constructor(step: Step | undefined, silence: number) {
    const transfer = step?.transfers.find(({ completed }) => completed === undefined)?.id;
    const part = transfer === undefined ? '' : ` (${transfer})`;
    super(`the registry said nothing for ${formatDuration(silence)} during ${step?.name ?? 'the build'}${part}`);
    this.step = step;
  }
}

const registryPhases: ReadonlySet<Step['phase']> = new Set([
  'export',
  'base',
  'frontend',
  'credentials',
  'cache-import',
  'cache-export',
]);

/**
 * Tells whether a running step can only be waiting for a registry. A cached instruction is running only while its layer is fetched for a
 * later one. An instruction that is executed may be silent for any time, and so may the process that lists an image's packages.
 */
function waitsForRegistry(step: Step): boolean {
  if (step.phase === 'instruction') return !step.isExecuted;
  return registryPhases.has(step.phase) && !/ generating sbom /.test(step.name);
}

function isFetching({ transfers }: Step): boolean {
  return transfers.some(({ completed, total }) => completed === undefined && total > 0);
}

function countEnded(steps: readonly Step[]): number {
  const transfers = steps.flatMap((step) => step.transfers);
  return [...steps, ...transfers].filter(({ completed }) => completed !== undefined).length;
}

function sumTransferred(steps: readonly Step[]): number {
  return steps.flatMap(({ transfers }) => transfers).reduce((sum, { current }) => sum + current, 0);
}
