import { describe, expect, test } from 'vitest';
import { firstMiss } from '../../src/trace/cache-miss.ts';
import { countSteps, isFullyCached } from '../../src/trace/counts.ts';
import { createProgress, parseStatus, type Step } from '../../src/trace/progress.ts';
import type { Vertex } from '../../src/trace/trace.ts';
import { log, status, step, vertex } from '../fixtures/steps.ts';
import { readTrace } from '../fixtures/trace.ts';

/** A progress that has heard these vertices, one status each. */
function heard(...vertexes: readonly Vertex[]) {
  const progress = createProgress();
  for (const one of vertexes) progress.update(status({ vertexes: [one] }));
  return progress;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const states = (steps: readonly Step[]) => Object.fromEntries(steps.map(({ name, state }) => [name, state]));

describe('a line of the trace', () => {
  test('is read with its times as milliseconds and its bytes decoded', () => {
    const line = JSON.stringify({
      vertexes: [{ digest: 'sha256:a', name: '[1/2] RUN x', started: '2026-01-02T03:04:05.678901234Z', cached: true }],
      statuses: [{ id: 'pushing layers', vertex: 'sha256:a', current: 5, timestamp: '2026-01-02T03:04:06Z' }],
      logs: [{ vertex: 'sha256:a', stream: 2, data: base64('hi\n'), timestamp: '2026-01-02T03:04:06Z' }],
      warnings: [
        {
          short: base64('Rule: sentence (line 3)'),
          detail: [base64('more')],
          url: 'https://example.com',
          sourceInfo: { filename: 'Dockerfile' },
          range: [{ start: { line: 3 }, end: { line: 4 } }],
        },
      ],
    });
    expect(parseStatus(line)).toStrictEqual({
      vertexes: [
        vertex('[1/2] RUN x', { digest: 'sha256:a', started: Date.UTC(2026, 0, 2, 3, 4, 5, 678), cached: true }),
      ],
      statuses: [
        {
          id: 'pushing layers',
          vertex: 'sha256:a',
          current: 5,
          total: 0,
          timestamp: Date.UTC(2026, 0, 2, 3, 4, 6),
          started: undefined,
          completed: undefined,
        },
      ],
      logs: [{ vertex: 'sha256:a', stream: 2, data: Buffer.from('hi\n'), timestamp: Date.UTC(2026, 0, 2, 3, 4, 6) }],
      warnings: [
        {
          short: 'Rule: sentence (line 3)',
          detail: ['more'],
          url: 'https://example.com',
          file: 'Dockerfile',
          startLine: 3,
          endLine: 4,
        },
      ],
    });
  });

  test.each([
    'error: failed to solve: x',
    '   3 | >>> RUN false',
    '',
    '{',
    '[]',
    'null',
    '{"level":"warning"}',
    '{"vertexes":[],"digest":"x"}',
  ])('that is no status is not taken for one: %s', (line) => {
    expect(parseStatus(line)).toBeUndefined();
  });

  test('with fields of other types than BuildKit writes holds nothing of them', () => {
    expect(parseStatus('{"vertexes":[1,null,{"digest":7,"inputs":"x","started":"soon"}],"logs":{}}')).toStrictEqual(
      status({ vertexes: [vertex('', { digest: '' })] }),
    );
  });
});

describe('a step', () => {
  test('goes from pending over running to done, and its pauses do not count', () => {
    const name = '[app 1/3] FROM debian';
    const progress = heard(vertex(name));
    expect(progress.steps()[0]?.state).toBe('pending');
    progress.update(status({ vertexes: [vertex(name, { started: 100 })] }));
    expect(progress.steps()[0]?.state).toBe('running');
    progress.update(status({ vertexes: [vertex(name, { started: 100, completed: 150 })] }));
    progress.update(status({ vertexes: [vertex(name, { started: 400, completed: 450 })] }));
    progress.update(status({ vertexes: [vertex(name, { started: 420, completed: 500 })] }));
    expect(progress.steps()).toStrictEqual([step(name, { started: 100, completed: 500, milliseconds: 150 })]);
  });

  test('that runs has lasted until the last thing that was heard', () => {
    const progress = heard(vertex('[1/2] RUN a', { started: 100 }), vertex('[2/2] RUN b', { started: 350 }));
    expect(progress.steps().map(({ milliseconds }) => milliseconds)).toStrictEqual([250, 0]);
    expect(progress.milliseconds()).toBe(250);
  });

  test('keeps its state when it is named once more', () => {
    const progress = heard(vertex('[1/1] RUN a', { started: 1, completed: 2, cached: true }), vertex('[1/1] RUN a'));
    expect(states(progress.steps())).toStrictEqual({ '[1/1] RUN a': 'cached' });
  });

  test('that was cached stays so when its layers are fetched for a later one', () => {
    const name = '[2/2] WORKDIR /app';
    const progress = heard(
      vertex(name, { inputs: ['from'], started: 1, completed: 1, cached: true }),
      vertex(name, { started: 5, completed: 1500 }),
    );
    expect(progress.steps()).toStrictEqual([
      step(name, { state: 'cached', started: 1, completed: 1500, milliseconds: 1495, inputs: ['from'] }),
    ]);
  });

  test('is canceled when another one failed, and failed when it did itself', () => {
    const progress = heard(
      vertex('[1/2] RUN a', {
        started: 1,
        completed: 2,
        error: 'process "a" did not complete successfully: exit code: 1',
      }),
      vertex('[2/2] RUN b', { started: 1, completed: 2, error: 'exit code: 137: context canceled: context canceled' }),
    );
    expect(states(progress.steps())).toStrictEqual({ '[1/2] RUN a': 'failed', '[2/2] RUN b': 'canceled' });
  });

  test('of several vertices is one: ADD of a remote file is cached although the server was asked', () => {
    const { progress } = readTrace('remote-file-cached');
    expect(states(progress.steps().filter(({ index }) => index !== undefined))).toStrictEqual({
      '[4/4] COPY <<EOT /etc/motd': 'cached',
      '[3/4] RUN cat /file': 'cached',
      '[2/4] ADD http://127.0.0.1:8765/file /file': 'cached',
      '[1/4] FROM docker.io/library/debian:bookworm-slim@sha256:6c5e7128da9d2f7415b539f94e61a2a397e41010e48c5046cfa4984dc1c5ddb8':
        'done',
    });
  });

  test('is not executing while its cached result is loaded or its server is asked', () => {
    const name = '[2/2] ADD https://example.com/file /';
    const fetch = vertex(name, { digest: 'fetch', started: 1 });
    const progress = heard(fetch, vertex(name, { digest: 'copy', inputs: ['fetch'] }));
    expect(progress.executing()).toStrictEqual([]);
    progress.update(
      status({ vertexes: [vertex(name, { digest: 'copy', inputs: ['fetch'], started: 2, cached: true })] }),
    );
    expect(progress.steps().map(({ state }) => state)).toStrictEqual(['running']);
    expect(progress.executing()).toStrictEqual([]);
    progress.update(status({ vertexes: [vertex(name, { digest: 'copy', inputs: ['fetch'], started: 3 })] }));
    expect(progress.executing().map(({ digest }) => digest)).toStrictEqual(['copy']);
  });

  test('remembers the last lines it printed, however much that was', () => {
    const progress = heard(vertex('[1/1] RUN a', { started: 1 }));
    for (let line = 1; line <= 50_000; line += 1) {
      progress.update(status({ logs: [log('[1/1] RUN a', `line ${line}\n`)] }));
    }
    const [one] = progress.steps();
    const tail = one ? progress.logTail(one) : [];
    expect(tail.slice(-2)).toStrictEqual(['line 49999', 'line 50000']);
    expect(tail.length).toBeLessThan(2000);
  });
});

describe('a recorded build', () => {
  test('that was cold ran all its instructions', () => {
    const steps = readTrace('cold').progress.steps();
    expect(countSteps(steps)).toStrictEqual({ cached: 0, run: 10, total: 10, ratio: 0 });
    expect(isFullyCached(steps)).toBe(false);
  });

  test('that found everything in its cache ran none', () => {
    const { progress } = readTrace('cached');
    expect(countSteps(progress.steps())).toStrictEqual({ cached: 10, run: 0, total: 10, ratio: 1 });
    expect(isFullyCached(progress.steps())).toBe(true);
    expect(firstMiss(progress.steps())).toBeUndefined();
    expect(progress.executing()).toStrictEqual([]);
    expect(progress.isExportingCache()).toBe(true);
  });

  test('with one changed file ran what stands on it', () => {
    const { progress } = readTrace('changed');
    const steps = progress.steps();
    expect(countSteps(steps)).toStrictEqual({ cached: 4, run: 6, total: 10, ratio: 0.4 });
    const miss = firstMiss(steps);
    const run = progress.executing();
    expect(miss?.step.name).toBe('[dependencies 1/2] COPY package.json .');
    expect(miss?.steps).toBe(6);
    expect(miss?.milliseconds).toBe(run.reduce((sum, { milliseconds }) => sum + milliseconds, 0));
  });

  test('that failed tells which step it was, and which ones were never reached', () => {
    const { progress } = readTrace('failed-run');
    expect(states(progress.steps().filter(({ phase }) => phase === 'instruction'))).toStrictEqual({
      '[base 2/2] RUN echo ready': 'done',
      '[other 1/1] RUN for i in 1 2 3 4 5 6 7 8; do echo "working $i"; sleep 0.3; done': 'canceled',
      '[tests 1/1] RUN echo "first test passes" &&     sleep 0.5 && echo "second test fails" >&2 && exit 3': 'failed',
      '[stage-3 1/2] COPY --from=other /etc/hostname a': 'pending',
      '[stage-3 2/2] COPY --from=tests /etc/hostname b': 'pending',
    });
  });

  test('whose cache could not be saved says why, and was good all the same', () => {
    const { progress, words } = readTrace('no-cache-export');
    expect(words).toStrictEqual([]);
    expect(progress.cacheExportError()).toMatch(/connection refused$/);
  });
});

describe('the first miss', () => {
  const cached = (name: string, inputs: readonly string[] = []) => step(name, { state: 'cached', inputs });

  test('is looked for through contexts and base images, and costs only what stands on it', () => {
    const steps = [
      step('[a 1/3] FROM debian'),
      step('[internal] load build context'),
      cached('[a 2/3] RUN tools', ['[a 1/3] FROM debian']),
      step('[a 3/3] COPY . .', { inputs: ['[a 2/3] RUN tools', '[internal] load build context'], started: 50 }),
      step('[b 1/1] RUN other', { inputs: ['[a 2/3] RUN tools'], started: 20, milliseconds: 7 }),
      step('[c 1/2] COPY --from=b', { inputs: ['[b 1/1] RUN other'], started: 60, milliseconds: 3 }),
      step('[c 2/2] COPY --from=a', {
        inputs: ['[c 1/2] COPY --from=b', '[a 3/3] COPY . .'],
        started: 70,
        milliseconds: 5,
      }),
    ];
    expect(firstMiss(steps)).toStrictEqual({ step: steps[4], steps: 3, milliseconds: 15 });
  });

  test('is none where nothing was run', () => {
    expect(firstMiss([cached('[1/1] RUN a')])).toBeUndefined();
  });
});

test('steps of a stage that nothing needed count as nothing', () => {
  const steps = [step('[1/2] RUN a', { state: 'cached' }), step('[2/2] RUN b', { state: 'pending' })];
  expect(countSteps(steps)).toStrictEqual({ cached: 1, run: 0, total: 1, ratio: 1 });
});
