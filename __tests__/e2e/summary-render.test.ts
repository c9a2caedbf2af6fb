import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toBars } from '../../src/summary/bars.ts';
import { formatSummary } from '../../src/summary/summary.ts';
import { barLimit } from '../../src/summary/timeline.ts';
import type { Step } from '../../src/trace/step.ts';
import { step } from '../fixtures/steps.ts';
import { readTrace } from '../fixtures/trace.ts';

const executablePath = '/usr/bin/chromium';
/** The pictures stay here, to be looked at. */
const pictures = join(tmpdir(), 'summary-render');
/** About the width that GitHub gives a job's summary. */
const width = 900;

let browser: Browser;
let page: Page;

beforeAll(async () => {
  if (!existsSync(executablePath)) {
    spawnSync('apt-get', ['update'], { stdio: 'inherit' });
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], {
      stdio: 'inherit',
    });
  }
  mkdirSync(pictures, { recursive: true });
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  page = await browser.newPage({ viewport: { width, height: 100 } });
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js') });
  await page.addScriptTag({ path: join(import.meta.dirname, 'draw-chart.js') });
});

afterAll(() => browser.close());

interface Picture {
  readonly bars: { readonly cached: number; readonly run: number; readonly failed: number };
  readonly labels: readonly string[];
  readonly sections: readonly string[];
  /** Labels that reach beyond the picture's edges. */
  readonly cut: readonly string[];
  /** Labels that stand across a section's name. */
  readonly overlapping: readonly string[];
  /** The least of all text on the page: WCAG's ratio. */
  readonly contrast: number;
}

/** Takes the chart out of the summary that these steps make, and has Mermaid draw it. */
async function draw(name: string, steps: readonly Step[], theme: 'default' | 'dark' = 'default'): Promise<Picture> {
  const inPage = (options: { chart: string; theme: string }) =>
    (globalThis as unknown as Drawing).drawChart(options.chart, options.theme);
  const picture = await page.evaluate(inPage, { chart: chartOf(steps), theme });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  return picture;
}

interface Drawing {
  /** Of draw-chart.js; rejects where Mermaid finds a syntax error. */
  drawChart(chart: string, theme: string): Promise<Picture>;
}

function chartOf(steps: readonly Step[]): string {
  const summary = formatSummary({
    title: 'app',
    failure: undefined,
    image: undefined,
    digest: undefined,
    tags: [],
    platforms: [],
    size: undefined,
    cacheSource: undefined,
    cacheTarget: undefined,
    lastAttempt: 'succeeded',
    steps,
    milliseconds: 0,
    inputs: [],
    more: [],
    timeline: 'open',
  });
  return /^```mermaid\n([\s\S]*?)\n```$/m.exec(summary)?.[1] ?? '';
}

const count = (steps: readonly Step[], kind: string) => toBars(steps).filter((bar) => bar.kind === kind).length;
/** A colon is written as a sign that looks alike. */
const shown = (label: string) => label.replaceAll(':', '∶');

describe('Mermaid draws the timeline', () => {
  test.each(['cold', 'cached', 'changed', 'failed-run', 'hostile', 'platforms', 'remote-file'])(
    'of the recorded build %s with a bar for each step',
    async (name) => {
      const steps = readTrace(name).progress.steps();
      const picture = await draw(name, steps);
      expect(picture.bars).toStrictEqual({
        cached: count(steps, 'cached'),
        run: count(steps, 'run'),
        failed: count(steps, 'failed'),
      });
      expect(picture.labels.toSorted()).toStrictEqual(
        toBars(steps)
          .map(({ label }) => shown(label))
          .toSorted(),
      );
      expect(picture.cut).toStrictEqual([]);
    },
  );

  test.for(['default', 'dark'] as const)('with text that can be read on the page of the theme %s', async (theme) => {
    const { bars, contrast } = await draw(theme, readTrace('changed').progress.steps(), theme);
    expect(bars.run).toBeGreaterThan(0);
    expect(contrast).toBeGreaterThan(4.5);
  });

  test.for(['changed', 'failed-run', 'platforms'])(
    'of %s on a phone, and no label covers the name of a stage',
    async (name) => {
      await page.setViewportSize({ width: 420, height: 100 });
      try {
        const { cut, overlapping } = await draw(`phone-${name}`, readTrace(name).progress.steps(), 'dark');
        expect([...cut, ...overlapping]).toStrictEqual([]);
      } finally {
        await page.setViewportSize({ width, height: 100 });
      }
    },
  );

  test('of 200 steps with no more bars than one can take in', async () => {
    const steps = manySteps();
    const { bars, sections, cut } = await draw('many', steps);
    expect(bars.cached + bars.run + bars.failed).toBeLessThanOrEqual(barLimit);
    expect(bars.failed).toBe(1);
    expect(sections).toHaveLength(new Set(steps.map(({ stage }) => stage)).size);
    expect(cut).toStrictEqual([]);
  });

  test('of a hundred stages', async () => {
    const steps = Array.from({ length: 100 }, (_, index) =>
      ran(`[stage-${index} 1/1] RUN make`, index * 100, 1000 + index * 50),
    );
    const { bars } = await draw('stages', steps);
    expect(bars).toStrictEqual({ cached: 0, run: barLimit, failed: 0 });
  });

  test.each([
    'RUN a: b; c # d %% e %{init} "f" `g` <b>h</b> {i} [j] (k) \\l',
    'RUN #35; &amp; #lt; &lt;i&gt;',
    'RUN style x:y#z; classDef a:b#c;',
    'RUN ```\n```mermaid',
    'title x',
    'section x',
    'gantt',
    'click a call b()',
    'RUN ünïcödé 日本語 🐳',
    'accDescr { x }',
    '%%{init: {"theme":"dark"}}%%',
    '<script>document.title = "run"</script><img src=x onerror=alert(1)>',
  ])('of a step called %j, and shows the name', async (name) => {
    const steps = [ran(`[build 1/2] ${name}`, 0, 900), ran('[build 2/2] RUN next', 900, 1000)];
    const { bars, labels } = await draw('name', steps);
    expect(bars).toStrictEqual({ cached: 0, run: 2, failed: 0 });
    expect(labels).toStrictEqual(toBars(steps).map(({ label }) => shown(label)));
  });
});

function ran(name: string, from: number, length: number, state: Step['state'] = 'done'): Step {
  return step(name, { state, started: from, completed: from + length, milliseconds: length });
}

/** Eight stages of 25 steps each, cached at first, some of them long, one failed. */
function manySteps(): Step[] {
  let at = 0;
  return Array.from({ length: 200 }, (_, index) => {
    const stage = Math.floor(index / 25);
    const number = (index % 25) + 1;
    const isCached = stage < 3 && number < 12;
    const length = isCached ? 0 : ((index * 7919) % 900) * (number % 9 === 0 ? 30 : 1);
    at += stage % 2 === 0 ? length / 3 : length;
    const state = isCached ? 'cached' : index === 170 ? 'failed' : 'done';
    const name = `[stage-${stage}-of-the-application ${number}/25] RUN make target-${index} CFLAGS="-O2 -g" && make clean`;
    return ran(name, at, length, state);
  });
}
