import { docker } from '../docker/docker.ts';
import { formatDuration } from '../text/units.ts';
import type { Progress, Step } from '../trace/progress.ts';

/** Watches a solve for the one thing that BuildKit itself never ends: a registry that accepts and then says nothing. */
export interface Watchdog {
  /** Aborted when the solve hangs; the reason is the step that hangs. */
  readonly signal: AbortSignal;
  stop(): void;
}

/** Milliseconds between two looks. */
const interval = 5000;

/**
 * Starts to watch. BuildKit has no response timeout (BUILDCTL.md), and its trace does not tell a slow upload from one that
 * stands still, so the builder's own input and output are looked at: only where nothing but network phases runs, and buildkitd
 * has moved next to nothing for the given milliseconds, the solve hangs. Without a container of ours there is nothing to look
 * at, and nothing is ended.
 */
export function watchSolve(
  container: string | undefined,
  progress: Pick<Progress, 'steps'>,
  silence: number,
): Watchdog {
  const hangs = new AbortController();
  let moved = { bytes: -1, at: Date.now() };
  let looking = false;
  const look = async (name: string) => {
    const running = progress.steps().filter(({ state }) => state === 'running');
    // What an imported cache reads after its manifest belongs to no step, so none may be running.
    const mayHang = running.every(({ phase }) => networkPhases.has(phase));
    const bytes = mayHang ? await readMovedBytes(name) : undefined;
    if (bytes === undefined || Math.abs(bytes - moved.bytes) > idleBytes)
      moved = { bytes: bytes ?? -1, at: Date.now() };
    else if (Date.now() - moved.at >= silence) hangs.abort(new SilenceError(running[0], silence));
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

/** Bytes that an idle daemon moves between two looks: its keep-alives and what it tells buildctl. */
const idleBytes = 32 * 1024;

const networkPhases: ReadonlySet<Step['phase']> = new Set([
  'export',
  'base',
  'frontend',
  'credentials',
  'cache-import',
  'cache-export',
]);

/** Reads what the daemon has read and written so far, sockets included (proc(5), /proc/pid/io). */
async function readMovedBytes(container: string): Promise<number | undefined> {
  const text = await docker('exec', container, 'cat', '/proc/1/io').catch(() => '');
  const [, read, written] = /^rchar: (\d+)\nwchar: (\d+)$/m.exec(text) ?? [];
  return read === undefined ? undefined : Number(read) + Number(written);
}
