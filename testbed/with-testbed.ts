import { down, isUp, type Testbed, up } from './up.ts';

/**
 * Runs one piece of work on the testbed: brings up what is missing and takes everything down after, in any case, unless it was
 * up before. A signal to stop aborts the work through the AbortSignal; taking down still happens.
 */
export async function withTestbed<T>(
  work: (testbed: Testbed, stopped: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort(signal));
  const wasUp = await isUp();
  try {
    const testbed = await up();
    return stop.signal.aborted ? undefined : await work(testbed, stop.signal);
  } finally {
    if (!wasUp) await down();
  }
}
