import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLog } from '../../src/log/log.ts';
import type { SolveStatus, Vertex, VertexLog, VertexStatus } from '../../src/trace/trace.ts';
import { log, status, vertex } from '../fixtures/steps.ts';
import { readTrace } from '../fixtures/trace.ts';
import { obey } from './runner.ts';

const token = 'b9c2d7';
const a = '[a 1/1] RUN a';
const b = '[b 1/1] RUN b';

type Event = Vertex | VertexLog | VertexStatus | number;

/** Tells a log what happens, one status each; a number is so many seconds without news. Returns what it printed. */
function printed(events: readonly Event[], words: readonly string[] = []): string {
  let text = '';
  let now = 0;
  const one = createLog({ write: (more) => (text += more), now: () => now, token });
  for (const event of events) {
    if (typeof event === 'number') {
      for (let second = 0; second < event; second += 1) {
        now += 1000;
        one.tick();
      }
    } else one.update(toStatus(event));
  }
  one.end(words);
  return text;
}

function toStatus(event: Vertex | VertexLog | VertexStatus): SolveStatus {
  if ('data' in event) return status({ logs: [event] });
  return 'id' in event ? status({ statuses: [event] }) : status({ vertexes: [event] });
}

function replayed(trace: string): string {
  const { statuses, words } = readTrace(trace);
  let text = '';
  const one = createLog({ write: (more) => (text += more), now: () => 0, token });
  for (const each of statuses) one.update(each);
  one.end(words);
  return text;
}

const started = (name: string, at = 0) => vertex(name, { started: at });
const done = (name: string, at: number, from = 0) => vertex(name, { started: from, completed: at });
const group = (title: string, ...lines: readonly string[]) => [
  `::group::${title}`,
  `::stop-commands::${token}`,
  ...lines,
  `::${token}::`,
  '::endgroup::',
];
const text = (...lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

describe('the log', () => {
  test('streams the step in front as it comes, in a group of its own with its seconds after it', () => {
    let shown = '';
    const one = createLog({ write: (more) => (shown += more), now: () => 0, token });
    one.update(toStatus(started(a)));
    expect(shown).toBe('');
    one.update(toStatus(log(a, 'first\nsec')));
    expect(shown).toBe(text(`::group::${a}`, `::stop-commands::${token}`, 'first'));
    one.update(toStatus(log(a, 'ond\nthird')));
    one.update(toStatus(done(a, 12_300)));
    one.end();
    expect(shown).toBe(text(...group(a, 'first', 'second', 'third'), 'done in 12 s'));
  });

  test('keeps what runs beside the front and prints it whole when the front ends', () => {
    const events = [
      started(a),
      started(b, 1),
      log(a, 'a1\n'),
      log(b, 'b1\n'),
      log(a, 'a2\n'),
      log(b, 'b2\n'),
      done(b, 2001, 1),
      log(a, 'a3\n'),
      done(a, 3000),
    ];
    expect(printed(events)).toBe(
      text(...group(a, 'a1', 'a2', 'a3'), 'done in 3.0 s', ...group(b, 'b1', 'b2'), 'done in 2.0 s'),
    );
  });

  test('brings to the front what started first of all that waits, and goes on streaming it', () => {
    const c = '[c 1/1] RUN c';
    const events = [
      ...[started(a), started(c, 2), started(b, 1), log(a, 'a1\n'), log(c, 'c1\n'), log(b, 'b1\n')],
      ...[done(a, 1000), log(c, 'c2\n'), log(b, 'b2\n'), done(b, 1001, 1), done(c, 1002, 2)],
    ];
    expect(printed(events)).toBe(
      text(
        ...[...group(a, 'a1'), 'done in 1.0 s'],
        ...[...group(b, 'b1', 'b2'), 'done in 1.0 s'],
        ...[...group(c, 'c1', 'c2'), 'done in 1.0 s'],
      ),
    );
  });

  test('says cached and quiet steps in one line each, after the group in front', () => {
    const events = [
      started(a),
      log(a, 'a1\n'),
      vertex('[c 1/2] COPY . .', { started: 1, completed: 1, cached: true }),
      done('[c 2/2] RUN true', 1500, 1000),
      done(a, 2000),
      vertex('[d 1/1] RUN d', { started: 1, completed: 1, cached: true }),
    ];
    expect(printed(events)).toBe(
      text(
        ...[...group(a, 'a1'), 'done in 2.0 s'],
        'CACHED [c 1/2] COPY . .',
        '[c 2/2] RUN true · done in 0.5 s',
        'CACHED [d 1/1] RUN d',
      ),
    );
  });

  test('shows the failed step last and open, then what buildctl says', () => {
    const error = 'process "b" did not complete successfully: exit code: 1';
    const events = [
      ...[started(a), started(b), log(a, 'a1\n'), log(b, 'b1\n'), log(b, 'b2')],
      vertex(b, { started: 0, completed: 1000, error }),
      vertex(a, { started: 0, completed: 1100, error: 'context canceled' }),
    ];
    expect(printed(events, [`error: failed to solve: ${error}`])).toBe(
      text(
        ...[...group(a, 'a1'), 'canceled after 1.1 s'],
        `\u001b[31m${b} · failed after 1.0 s\u001b[0m`,
        ...[`::stop-commands::${token}`, 'b1', 'b2', `error: failed to solve: ${error}`, `::${token}::`],
      ),
    );
  });

  test('shows what a failed step printed once: where it was in front, its group has it', () => {
    const lines = Array.from({ length: 100 }, (_, index) => `line ${index}`);
    const shown = printed([
      started(a),
      log(a, text(...lines)),
      vertex(a, { started: 0, completed: 1000, error: 'exit code: 1' }),
    ]);
    expect(shown).toBe(
      text(
        ...[...group(a, ...lines), 'failed after 1.0 s'],
        `\u001b[31m${a} · failed after 1.0 s, all of its output is in the group above\u001b[0m`,
      ),
    );
  });

  test('says of a cached step whose layer cannot be fetched that it was cached, not that it ran', () => {
    const cached = vertex(a, { inputs: [b], started: 0, completed: 0, cached: true });
    const fetched = vertex(a, { started: 1000, completed: 3000, error: 'unexpected status 404' });
    expect(printed([cached, fetched])).toBe(
      text(`CACHED ${a}`, `\u001b[31m${a} · cached, but fetching its layer failed after 2.0 s\u001b[0m`),
    );
  });

  test('shows of a line that writes over itself what a terminal would', () => {
    const progress = Array.from({ length: 100 }, (_, index) => `(Reading database ... ${index + 1}%\r`).join('');
    expect(printed([started(a), log(a, `${progress}(Reading database ... 9999 files.)\n`), done(a, 1000)])).toBe(
      text(...group(a, '(Reading database ... 9999 files.)'), 'done in 1.0 s'),
    );
  });

  test('says every thirty silent seconds what still runs, and shows a line that has no end yet', () => {
    expect(printed([started(a), log(a, 'Continue? [y/N] '), started(b), 75])).toBe(
      text(
        `::group::${a}`,
        `::stop-commands::${token}`,
        'Continue? [y/N] ',
        `${a} · still running after 30 s`,
        `${b} · still running after 30 s`,
        `${a} · still running after 1 min 0 s`,
        `${b} · still running after 1 min 0 s`,
        `::${token}::`,
        '::endgroup::',
        'interrupted after 0 ms',
      ),
    );
  });

  test("counts a step's time from its own start, not from when BuildKit named it", () => {
    expect(printed([vertex(a), 60, started(a, 60_000), 30])).toBe(text(`${a} · still running after 30 s`));
  });

  test('names three of many silent steps', () => {
    const names = ['a', 'b', 'c', 'd', 'e'].map((name) => `[${name} 1/1] RUN ${name}`);
    expect(printed([...names.map((name) => started(name)), 30])).toBe(
      text(...names.slice(0, 3).map((name) => `${name} · still running after 30 s`), '… and 2 more run beside them'),
    );
  });

  test('says how far a silent transfer has come', () => {
    const from = '[a 1/1] FROM debian:12';
    const layer = { vertex: from, id: 'sha256:0', current: 12_000_000, total: 48_000_000, timestamp: 5, started: 1 };
    expect(printed([started(from), { ...layer, completed: undefined }, 30])).toBe(
      text(
        `${from} · still running after 30 s, 12 MB of 48 MB`.replace('12 MB', '12.0 MB').replace('48 MB', '48.0 MB'),
      ),
    );
  });

  test('leaves out the oldest lines of a step beside the front that prints without end', () => {
    const many = Array.from({ length: 1000 }, () => log(b, `${'x'.repeat(2000)}\n`));
    const shown = printed([started(a), log(a, 'a1\n'), started(b), ...many, done(a, 1000), done(b, 1000)]);
    expect(shown.length).toBeLessThan(1_100_000);
    expect(shown).toMatch(/^… [\d,]+ earlier lines \([\d.]+ (kB|MB)\) left out: "progress: plain" prints them$/m);
  });
});

describe('a recorded build', () => {
  /** Figures of the clock, of sizes and of digests differ in each recording. */
  const steady = (shown: string) =>
    shown
      .replaceAll(/(in|after) [\d.]+ (ms|s)$/gm, '$1 N s')
      .replaceAll(/localhost:\d+/g, 'REGISTRY')
      .replaceAll(/sha256:[0-9a-f]{12,}/g, 'sha256:N');

  test('with one changed file reads as it went', () => {
    const lines = steady(replayed('changed')).trimEnd().split('\n');
    expect(lines.filter((line) => !line.startsWith('exporting to image · exporting'))).toStrictEqual([
      'importing cache manifest from REGISTRY/traces/cache:main · done in N s',
      '[internal] load build context · sent 186 B in N s',
      'CACHED [base 2/3] RUN echo base tools && sleep 0.4',
      'CACHED [base 3/3] WORKDIR /app',
      '[base 3/3] WORKDIR /app · cached layers pulled: 32.3 MB in N s',
      '[base 3/3] WORKDIR /app · cached layers unpacked in N s',
      '[dependencies 1/2] COPY package.json . · done in N s',
      ...group(
        '[dependencies 2/2] RUN for i in 1 2 3 4 5 6; do echo "resolving package $i"; sleep 0.1; done; head -c 3000000 /dev/uran…',
        ...[1, 2, 3, 4, 5, 6].map((index) => `resolving package ${index}`),
      ),
      'done in N s',
      'CACHED [assets 1/2] COPY assets assets',
      'CACHED [assets 2/2] RUN for i in 1 2 3 4 5; do echo "compiling asset $i"; sleep 0.12; done; cp -r assets built',
      '[stage-3 1/4] COPY --from=dependencies /app/node_modules . · done in N s',
      '[stage-3 2/4] COPY --link --from=assets /app/built public · done in N s',
      '[stage-3 3/4] COPY app.txt . · done in N s',
      ...group('[stage-3 4/4] RUN echo check && test -s app.txt', 'check'),
      'done in N s',
      'exporting to image · pushing layers in N s',
      'exporting to image · pushing manifest for REGISTRY/traces/app:v2@sha256:N in N s',
    ]);
  });

  test('without a cache to read says so in one line', () => {
    expect(steady(replayed('no-import')).split('\n')[0]).toBe(
      'importing cache manifest from REGISTRY/traces/nothing:cache · failed: failed to configure registry cache importer: REGISTRY/traces/nothing:cache: not found',
    );
  });

  test('that prints commands, controls and a line of a megabyte is shown, not obeyed', () => {
    const shown = replayed('hostile');
    expect(shown).toContain(
      text(
        '::set-output name=digest::evil',
        '##\\[add-mask]a',
        '  ::add-mask::b',
        '::add-mask::c',
        '␇bell␛]0;title␇␛[2J\u001b[31mred\u001b[0m',
        '::stop-commands::x',
        '::endgroup::',
        '\\u2028::debug::d\\x85::warning::e',
      ),
    );
    expect(shown).toMatch(/^x{4096} … \([\d,]+ more characters\)$/m);
    expectOnlyGroups(shown);
  });
});

test('nothing that a build names or prints is obeyed by a runner', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '::',
      '##[',
      ']',
      '\n',
      '\r',
      '\r\n',
      ' ',
      '\u2028',
      '\u200b',
      '\u0085',
      '\u001b[0m',
      '%0A',
      token.slice(1),
    ),
    fc.constantFrom(
      '::add-mask::x',
      '::set-output name=a::b',
      '##[error]x',
      '::endgroup::',
      '::group::g',
      '::stop-commands::x',
    ),
    fc.string({ unit: 'binary', maxLength: 5 }),
  );
  const words = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
  const name = fc.oneof(
    words,
    words.map((rest) => `[a 1/2] RUN ${rest}`),
    fc.constantFrom(a, b),
  );
  const event = fc.oneof(
    fc.record({ kind: fc.constant('vertex' as const), name, cached: fc.boolean(), end: fc.constantFrom(undefined, 5) }),
    fc.record({ kind: fc.constant('failed' as const), name, error: words }),
    fc.record({ kind: fc.constant('log' as const), name, data: words, stream: fc.constantFrom(1, 2) }),
    fc.record({ kind: fc.constant('status' as const), name, id: words }),
    fc.record({ kind: fc.constant('tick' as const) }),
  );
  fc.assert(
    fc.property(
      fc.array(name, { minLength: 1, maxLength: 4 }),
      fc.array(event, { maxLength: 30 }),
      fc.array(words),
      (names, events, last) => {
        const known = names.map((one) => started(one));
        const told = events.flatMap((one, index): Event[] => {
          const of = names[index % names.length] ?? '';
          if (one.kind === 'tick') return [31];
          if (one.kind === 'log') return [log(of, one.data, one.stream)];
          if (one.kind === 'failed') return [vertex(of, { started: 0, completed: 5, error: one.error })];
          if (one.kind === 'vertex') return [vertex(one.name, { started: 0, completed: one.end, cached: one.cached })];
          const transfer = {
            vertex: of,
            id: one.id,
            current: 1e9,
            total: 1e9,
            timestamp: 5,
            started: 1,
            completed: 900,
          };
          return [transfer];
        });
        const shown = printed([...known, ...told], last);
        expectOnlyGroups(shown);
        // As a reader that does not see characters of no width would have it.
        expectOnlyGroups(shown.replaceAll(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, ''));
      },
    ),
    { numRuns: 1000 },
  );
}, 60_000);

/** The runner obeys the marks of our groups and the stops, each closed again, and nothing else. */
function expectOnlyGroups(shown: string): void {
  const { obeyed, isStopped } = obey(shown);
  const names = obeyed.map(({ name }) => name);
  expect(isStopped).toBe(false);
  expect(names.filter((name) => !['group', 'endgroup', 'stop-commands'].includes(name))).toStrictEqual([]);
  expect(
    new Set(obeyed.filter(({ name }) => name === 'stop-commands').map(({ value }) => value)).size,
  ).toBeLessThanOrEqual(1);
  const marks = names.filter((name) => name !== 'stop-commands');
  expect(marks).toStrictEqual(marks.map((_, index) => (index % 2 === 0 ? 'group' : 'endgroup')));
}
