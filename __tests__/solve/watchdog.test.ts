import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SilenceError, type Watchdog, type WatchedSolve, watchSolve } from '../../src/solve/watchdog.ts';
import type { Step } from '../../src/trace/step.ts';
import { replaceDocker } from '../docker/docker-folder.ts';
import { step } from '../fixtures/steps.ts';

const silence = 300;
const running = { state: 'running', completed: undefined } as const;
const pushing = step('exporting to image', running);
const base = step('[internal] load metadata for docker.io/library/debian:latest', running);
const run = step('[2/2] RUN make', running);
const fetching = step('[2/3] RUN make', { ...running, isExecuted: false });
const sbom = step('[linux/amd64] generating sbom using docker.io/docker/buildkit-syft-scanner:stable-1', running);

/** What the daemon wrote, which is some bytes more at each look. */
function moving(bytesALook: number): string {
  return `${countLooks}\nprintf 'rchar: 4096\\nwchar: %s\\nsyscr: 1\\n' $((n * ${bytesALook}))`;
}

const countLooks = 'n=$(grep -c ^exec "$(dirname "$0")/calls")';

/** A daemon that wrote 200,000 bytes into a connection, of which the other end has taken some more at each look. */
const draining = `${countLooks}
printf 'wchar: 200000\\n'
echo 'lrwx------ 1 root root 64 Nov 27 06:00 9 -> socket:[2002]'
echo '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode'
printf '   3: 0107C90A:9C40 0207C90A:1388 01 %08X:00000000 01:00000014 00000000     0        0 2002 2 0 20 4 30 10 -1\\n' $((200000 - n * 5000))
printf '   4: 0107C90A:9C41 0207C90A:1388 01 %08X:00000000 01:00000014 00000000     0        0 9999 2 0 20 4 30 10 -1\\n' $((100000 + n * 90000))`;

function watch(container: string | undefined, steps: readonly Step[], more: Partial<WatchedSolve> = {}): Watchdog {
  const solve = { progress: { steps: () => [...steps] }, bytes: () => 0, ...more };
  const watchdog = watchSolve(container, solve, silence);
  onTestFinished(watchdog.stop);
  return watchdog;
}

describe('watchSolve ends a solve', () => {
  test.for<[string, number, Step[], string]>([
    ['nothing moves in a push', 0, [pushing], 'exporting to image'],
    ['only keep-alives move', 20, [pushing], 'exporting to image'],
    ['a cached layer is fetched for a RUN', 0, [fetching, step('[3/3] RUN test', { state: 'pending' })], fetching.name],
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
    expect(looks().filter((line) => line.startsWith('exec builder sh -c')).length).toBeGreaterThan(1);
  });

  test('though the daemon writes much, when that is what it tells buildctl', async () => {
    replaceDocker(moving(5000));
    let looks = 0;
    const bytes = () => {
      looks += 1;
      return looks * 7000;
    };
    const { signal } = watch('builder', [pushing], { bytes });
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    expect(signal.reason).toBeInstanceOf(SilenceError);
  });
});

describe('watchSolve lets a solve go on', () => {
  test.for<[string, string, Step[]]>([
    ['while the daemon moves bytes', moving(400), [pushing]],
    ['while the other end takes what the daemon wrote long ago', draining, [pushing]],
    ['while an SBOM is made, however quiet that is', moving(0), [sbom]],
    ['while a RUN is at work, however quiet it is', moving(0), [pushing, run]],
    ['when the bytes cannot be read', 'exit 1', [pushing]],
    ['when docker prints something else', 'echo "rchar: many"', [pushing]],
  ])('%s', async ([, script, steps]) => {
    replaceDocker(script);
    const { signal } = watch('builder', steps);
    await sleep(2.5 * silence);
    expect(signal.aborted).toBe(false);
  });

  test('while its trace says that a download goes on', async () => {
    replaceDocker(moving(0));
    let looks = 0;
    const steps = () => {
      looks += 1;
      return [{ ...base, transfers: [{ ...transfer('layer', undefined), current: looks * 400 }] }];
    };
    const { signal } = watch('builder', [], { progress: { steps } });
    await sleep(2.5 * silence);
    expect(signal.aborted).toBe(false);
  });

  test('while one thing after the other ends, however few bytes each of them is', async () => {
    replaceDocker(moving(0));
    let looks = 0;
    const steps = () => {
      looks += 1;
      const done = Array.from({ length: Math.floor(looks / 2) }, (_, index) => transfer(`manifest ${index}`, 5));
      return [{ ...pushing, transfers: done }];
    };
    const { signal } = watch('builder', [], { progress: { steps } });
    await sleep(2.5 * silence);
    expect(signal.aborted).toBe(false);
  });

  test('whose trace comes in a file, which is read before each look', async () => {
    replaceDocker(moving(0));
    const steps: Step[] = [];
    const { signal } = watch('builder', [], {
      progress: { steps: () => steps },
      read: async () => steps.splice(0, 1, run),
    });
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
