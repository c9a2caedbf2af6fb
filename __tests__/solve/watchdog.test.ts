import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SilenceError, type Watchdog, watchSolve } from '../../src/solve/watchdog.ts';
import type { Step } from '../../src/trace/step.ts';
import { replaceDocker } from '../docker/docker-folder.ts';
import { step } from '../fixtures/steps.ts';

const silence = 300;
const running = { state: 'running', completed: undefined } as const;
const pushing = step('exporting to image', running);
const base = step('[internal] load metadata for docker.io/library/debian:latest', running);
const run = step('[2/2] RUN make', running);

/** The daemon's /proc/1/io, which has moved some bytes further at each look. */
function moving(bytesALook: number): string {
  return `n=$(wc -l < "$(dirname "$0")/calls")\nprintf 'rchar: %s\\nwchar: 4096\\nsyscr: 1\\n' $((n * ${bytesALook}))`;
}

function watch(container: string | undefined, steps: readonly Step[]): Watchdog {
  const watchdog = watchSolve(container, { steps: () => [...steps] }, silence);
  onTestFinished(watchdog.stop);
  return watchdog;
}

describe('watchSolve ends a solve', () => {
  test.for<[string, number, Step[], string]>([
    ['nothing moves in a push', 0, [pushing], 'exporting to image'],
    ['only keep-alives move', 1000, [pushing], 'exporting to image'],
    ['a base image is waited for', 0, [step('[2/2] RUN make'), base], base.name],
    ['no step runs, as while an imported cache is read', 0, [step('[2/2] RUN make')], 'the build'],
    [
      'a transfer stands still, which it names',
      0,
      [{ ...pushing, transfers: [transfer('layer a', 5), transfer('layer b', undefined)] }],
      'exporting to image (layer b)',
    ],
  ])('when %s for as long as it may', async ([, bytes, steps, name]) => {
    const looks = replaceDocker(moving(bytes));
    const start = performance.now();
    const { signal } = watch('builder', steps);
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    expect(performance.now() - start).toBeGreaterThanOrEqual(silence);
    expect(signal.reason).toBeInstanceOf(SilenceError);
    expect(signal.reason.message).toBe(`the registry said nothing for 0.3 s during ${name}`);
    expect(signal.reason.step).toBe(steps.find(({ state }) => state === 'running'));
    expect(new Set(looks())).toStrictEqual(new Set(['exec builder cat /proc/1/io']));
  });
});

describe('watchSolve lets a solve go on', () => {
  test.for<[string, string, Step[]]>([
    ['while the daemon moves bytes', moving(40_000), [pushing]],
    ['while a RUN is at work, however quiet it is', moving(0), [pushing, run]],
    ['when the bytes cannot be read', 'exit 1', [pushing]],
    ['when docker prints something else', 'echo "rchar: many"', [pushing]],
  ])('%s', async ([, script, steps]) => {
    replaceDocker(script);
    const { signal } = watch('builder', steps);
    await sleep(2.5 * silence);
    expect(signal.aborted).toBe(false);
  });

  test.for<[string, string | undefined, (watchdog: Watchdog) => void]>([
    ['without a container of ours', undefined, () => undefined],
    ['once it is stopped', 'builder', (watchdog) => watchdog.stop()],
  ])('%s, and looks at nothing', async ([, container, prepare]) => {
    const looks = replaceDocker(moving(0));
    const watchdog = watch(container, [pushing]);
    prepare(watchdog);
    await sleep(2 * silence);
    expect([watchdog.signal.aborted, looks()]).toStrictEqual([false, []]);
  });
});

function transfer(id: string, completed: number | undefined): Step['transfers'][number] {
  return { id, vertex: pushing.digest, current: 0, total: 10, timestamp: 1, started: 1, completed };
}
