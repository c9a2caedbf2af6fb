import { formatDuration } from '../text/units.ts';
import type { Progress, Step } from '../trace/progress.ts';
import { readDaemonOutput } from './daemon-io.ts';
import { createQuietMeter } from './quiet.ts';

/** Watches a solve for the one thing that BuildKit itself never ends: a registry that accepts and then says nothing. */
export interface Watchdog {
  /** Aborted when the solve hangs; the reason is a SilenceError. */
  readonly signal: AbortSignal;
  stop(): void;
}

/** A solve as far as its trace tells. */
export interface WatchedSolve {
  readonly progress: Pick<Progress, 'steps'>;
  /** Bytes of the trace that came so far. */
  bytes(): number;
  /** Brings both up to date, where they do not come by themselves. */
  read?(): Promise<unknown>;
}

/** Milliseconds between two looks. */
const interval = 5000;

/**
 * Starts to watch. BuildKit has no response timeout, and its trace does not tell a slow upload from one that stands still, so
 * what the daemon itself writes is looked at: only where nothing is at work but transfers from and to a registry, and next to
 * nothing moved in the given milliseconds, the solve hangs. Without a container of ours there is nothing to look at, and nothing
 * is ended.
 */
export function watchSolve(container: string | undefined, solve: WatchedSolve, silence: number): Watchdog {
  const hangs = new AbortController();
  const meter = createQuietMeter(silence);
  let looking = false;
  const look = async (name: string) => {
    await solve.read?.();
    const steps = solve.progress.steps();
    const running = steps.filter(({ state }) => state === 'running');
    // What an imported cache reads after its manifest belongs to no step, so none may be running.
    const output = running.every(waitsForRegistry) ? await readDaemonOutput(name) : undefined;
    if (output === undefined) return meter.forget();
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

/** A solve that was ended because nothing came any more. */
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

const networkPhases: ReadonlySet<Step['phase']> = new Set([
  'export',
  'base',
  'frontend',
  'credentials',
  'cache-import',
  'cache-export',
]);

/**
 * Tells whether a running step can be waiting for nothing but a registry. An instruction that is cached runs only while its layer
 * is fetched for a later one; one that is executed may be as quiet as it likes, and so may the process that lists what is in an
 * image.
 */
function waitsForRegistry(step: Step): boolean {
  if (step.phase === 'instruction') return !step.isExecuted;
  return networkPhases.has(step.phase) && !/ generating sbom /.test(step.name);
}

function isFetching({ transfers }: Step): boolean {
  return transfers.some(({ completed, total }) => completed === undefined && total > 0);
}

function sumTransferred(steps: readonly Step[]): number {
  return steps.flatMap(({ transfers }) => transfers).reduce((sum, { current }) => sum + current, 0);
}
