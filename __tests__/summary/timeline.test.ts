import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bar, toBars } from '../../src/summary/bars.ts';
import { mergeBars } from '../../src/summary/merge-bars.ts';
import { barLimit, formatTimeline } from '../../src/summary/timeline.ts';
import type { Step } from '../../src/trace/step.ts';
import { step } from '../fixtures/steps.ts';
import { readTrace } from '../fixtures/trace.ts';

/** A step that ran, or was cached, from a second to another. */
const ran = (name: string, from: number, to: number, state: Step['state'] = 'done') =>
  step(name, { state, started: from * 1000, completed: to * 1000, milliseconds: (to - from) * 1000 });

const chartOf = (...steps: readonly Step[]) => formatTimeline(steps)?.split('\n').slice(1);

describe('the timeline', () => {
  test('has a section for each stage and a bar for each step, told apart by what became of it', () => {
    const steps = [
      ran('[app 1/3] FROM docker.io/library/debian:12@sha256:'.concat('0'.repeat(64)), 100, 110),
      ran('[app 2/3] RUN echo a:b; c', 110, 110, 'cached'),
      ran('[app 3/3] RUN tests', 110, 150, 'failed'),
      ran('[linux/arm64 tools 1/1] RUN slow', 112, 151, 'canceled'),
      ran('[never 1/1] RUN x', 0, 0, 'pending'),
    ];
    expect(chartOf(...steps)).toStrictEqual([
      'gantt',
      '    dateFormat YYYY-MM-DD HH:mm:ss.SSS',
      '    axisFormat %-S s',
      '    tickInterval 5second',
      '    todayMarker off',
      '    section app',
      '    1 FROM debian∶12 (10 s) :2000-01-01 00:00:00.000, 2000-01-01 00:00:10.000',
      '    2 RUN echo a∶b; c (cached) :done, 2000-01-01 00:00:10.000, 2000-01-01 00:00:10.204',
      '    3 RUN tests (failed, 40 s) :crit, 2000-01-01 00:00:10.000, 2000-01-01 00:00:50.000',
      '    section tools arm64',
      '    1 RUN slow (canceled, 39 s) :2000-01-01 00:00:12.000, 2000-01-01 00:00:51.000',
    ]);
  });

  test('is none where nothing was started', () => {
    expect(formatTimeline([])).toBeUndefined();
    expect(formatTimeline([ran('[1/1] RUN a', 0, 0, 'pending')])).toBeUndefined();
  });

  test('has a bar to be seen of what failed at once, such as a COPY of a file that is not there', () => {
    const { progress } = readTrace('failed-copy');
    expect(toBars(progress.steps()).filter(({ kind }) => kind === 'failed')).toHaveLength(1);
    const [, start = '', end = ''] = /:crit, (.*), (.*)$/m.exec(formatTimeline(progress.steps()) ?? '') ?? [];
    expect(Date.parse(end) - Date.parse(start)).toBeGreaterThan(0);
    const never = step('[internal] load metadata for missing:1', {
      state: 'failed',
      started: undefined,
      milliseconds: 0,
    });
    expect(toBars([ran('[1/1] RUN a', 0, 10), never]).map(({ kind, start }) => [kind, start])).toStrictEqual([
      ['run', 0],
      ['failed', 10_000],
    ]);
  });

  test('shows a step with pauses where it did its work, and for as long', () => {
    const base = { started: 0, completed: 60_000 };
    const steps = [
      step('[a 1/2] FROM debian:12', { ...base, milliseconds: 1 }),
      step('[b 1/2] FROM node:24', { ...base, milliseconds: 20_000 }),
      ran('[a 2/2] RUN a', 0, 60),
    ];
    const spans = toBars(steps).map(({ label, start, end }) => [label, start, end]);
    expect(spans).toContainEqual(['1 FROM debian:12 (1 ms)', 0, 1]);
    expect(spans).toContainEqual(['1 FROM node:24 (20 s)', 40_000, 60_000]);
  });

  test('shows what BuildKit did besides only where it took long', () => {
    const names = (steps: readonly Step[]) => toBars(steps).map(({ section, label }) => `${section}: ${label}`);
    const build = ran('[1/1] RUN a', 10, 100);
    expect(names([ran('[internal] load build context', 9, 10), build])).toStrictEqual(['build: 1 RUN a (1 min 30 s)']);
    expect(names([ran('[internal] load build context', 0, 10), build])).toStrictEqual([
      'prepare: · load build context (10 s)',
      'build: 1 RUN a (1 min 30 s)',
    ]);
  });

  test('of a recorded build has all its steps and the parts of its exports', () => {
    const { progress } = readTrace('cold');
    const bars = toBars(progress.steps());
    const steps = progress.steps().filter(({ index }) => index !== undefined);
    expect(bars.filter(({ section }) => section !== 'export' && section !== 'prepare')).toHaveLength(steps.length);
    expect(
      bars.filter(({ section }) => section === 'export').map(({ label }) => label.replace(/ \(.*/, '')),
    ).toStrictEqual([
      '· exporting layers',
      '· cache: preparing build cache…',
      '· pushing layers',
      '· cache: sending cache export',
    ]);
  });

  test('writes nothing that Mermaid or Markdown would read, whatever a step is called', () => {
    const name = fc.array(
      fc.oneof(fc.constantFrom(':', ';', '#', '%%', '```', '\n', '<b>', '`', '{', '"'), fc.string({ unit: 'binary' })),
    );
    fc.assert(
      fc.property(name, name, (stage, instruction) => {
        const one = step(`[s 1/2] ${instruction.join('')}`, { stage: stage.join('') });
        const [, , , , , section = '', bar = '', ...more] = chartOf(one) ?? [];
        expect(more).toStrictEqual([]);
        expect(section).toMatch(/^ {4}section [^\n:%<>`]+$/);
        expect(bar).toMatch(/^ {4}1 [^\n:%<>`]*\(1\.0 s\) :2000-01-01 00:00:00\.000, 2000-01-01 00:00:01\.000$/);
        expect(bar.replaceAll(/#\d+;/g, '')).not.toContain('#');
      }),
    );
  });

  test.each([
    [0.9, '100millisecond', '%L ms'],
    [4, '500millisecond', '%-S.%L s'],
    [9, '1second', '%-S s'],
    [59, '5second', '%-S s'],
    [170, '15second', '%-M:%S'],
    [500, '1minute', '%-M:%S'],
    [3000, '5minute', '%-M min'],
    [30_000, '1hour', '%-H h'],
    [80_000, '6hour', '%-H h'],
  ])('of %d s has ticks every %s', (seconds, interval, format) => {
    const lines = chartOf(ran('[1/1] RUN a', 0, seconds)) ?? [];
    expect(lines.slice(2, 4)).toStrictEqual([`    axisFormat ${format}`, `    tickInterval ${interval}`]);
  });

  test('gives two long names of stages different sections', () => {
    const names = ['a-stage-with-a-very-long-name-1', 'a-stage-with-a-very-long-name-2'];
    const lines = chartOf(...names.map((name, index) => ran(`[${name} 1/1] RUN a`, index, index + 1))) ?? [];
    expect(lines.filter((line) => line.includes('section'))).toStrictEqual([
      '    section a-stage-with-a-ve…',
      '    section a-stage-with-… 2',
    ]);
  });
});

describe('of too many bars', () => {
  const bar = (section: string, index: number, length: number, kind: Bar['kind'] = 'run'): Bar => ({
    section,
    label: `${index}`,
    kind,
    start: index,
    end: index + length,
    steps: 1,
  });

  test('cached neighbours become one first, and short ones next; the longest stay', () => {
    const bars = [
      ...[bar('a', 0, 0, 'cached'), bar('a', 1, 0, 'cached'), bar('a', 2, 900)],
      ...[bar('b', 3, 10), bar('b', 4, 20), bar('b', 5, 800)],
    ];
    expect(mergeBars(bars, 5).map(({ label }) => label)).toStrictEqual(['2 cached steps (1 ms)', '2', '3', '4', '5']);
    expect(mergeBars(bars, 4).map(({ label }) => label)).toStrictEqual([
      '2 cached steps (1 ms)',
      '2',
      '2 short steps (21 ms)',
      '5',
    ]);
  });

  test('never more are left than fit, no step is lost and what failed stays', () => {
    const bars = fc.array(
      fc.tuple(
        fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        fc.nat(5000),
        fc.constantFrom('run' as const, 'cached' as const),
      ),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(bars, fc.integer({ min: 6, max: 50 }), fc.nat(), (kinds, limit, failed) => {
        const all = kinds
          .toSorted(([a], [b]) => a.localeCompare(b))
          .map(([section, length, kind], index) =>
            bar(section, index, length, index === failed % kinds.length ? 'failed' : kind),
          );
        const merged = mergeBars(all, limit);
        expect(merged.length).toBeLessThanOrEqual(limit);
        expect(merged.reduce((sum, { steps }) => sum + steps, 0)).toBe(all.length);
        expect(merged.filter(({ kind }) => kind === 'failed')).toStrictEqual(
          all.filter(({ kind }) => kind === 'failed'),
        );
      }),
    );
  });

  test('a build of more stages than fit still fits', () => {
    const stages = Array.from({ length: 100 }, (_, index) => ran(`[stage-${index} 1/1] RUN a`, index, index + 1));
    const lines = formatTimeline(stages)?.split('\n') ?? [];
    expect(lines.filter((line) => / :(done|crit|2000)/.test(line))).toHaveLength(barLimit);
    expect(lines.at(-1)).toMatch(/^ {4}61 short steps \(/);
  });
});
