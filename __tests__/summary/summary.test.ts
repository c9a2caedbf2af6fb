import { describe, expect, test } from 'vitest';
import { formatSummary, type SummaryData } from '../../src/summary/summary.ts';
import { parseFailure } from '../../src/trace/failure.ts';
import { step } from '../fixtures/steps.ts';
import { readTrace } from '../fixtures/trace.ts';

const nothing: SummaryData = {
  title: 'ghcr.io/o/app',
  failure: undefined,
  image: undefined,
  digest: undefined,
  tags: [],
  platforms: [],
  size: undefined,
  cacheSource: undefined,
  cacheTarget: undefined,
  lastAttempt: 'succeeded',
  steps: [],
  milliseconds: 1000,
  inputs: [],
  more: [],
  timeline: 'open',
};
const digest = `sha256:${'5'.repeat(64)}`;

/** The summary without the chart, which has tests of its own. */
const withoutChart = (data: Partial<SummaryData>) =>
  formatSummary({ ...nothing, ...data }).replace(/<details( open)?><summary>Timeline[\s\S]*?<\/details>/, 'TIMELINE$1');

describe('the summary', () => {
  test('of a build with everything in it', () => {
    const cached = step('[deps 1/3] FROM debian:12');
    const steps = [
      cached,
      step('[deps 2/3] COPY package.json .', { inputs: ['[deps 1/3] FROM debian:12'], milliseconds: 50 }),
      step('[deps 3/3] RUN npm ci', { inputs: ['[deps 2/3] COPY package.json .'], milliseconds: 41_000 }),
      step('[tools 1/1] RUN make', { state: 'cached', milliseconds: 2000 }),
      step('exporting to image', { milliseconds: 1500 }),
      step('exporting cache to registry', { milliseconds: 2500 }),
    ];
    const summary = withoutChart({
      steps,
      image: `ghcr.io/o/app@${digest}`,
      digest,
      tags: ['ghcr.io/o/app:v1', 'ghcr.io/o/app:latest'],
      platforms: ['linux/amd64', 'linux/arm64'],
      size: 48_000_000,
      cacheSource: { reference: 'ghcr.io/o/app:cache-b-2', owner: 'that of the default branch' },
      cacheTarget: { reference: 'ghcr.io/o/app:cache-b-1', end: ' in 2.5 s' },
      inputs: [
        ['Context', ['.']],
        ['Build arguments', ['VERSION', 'COLOUR']],
      ],
      milliseconds: 45_000,
      more: [['Attempts', '2']],
    });
    expect(summary).toBe(`### ✅ ghcr.io/o/app built in 45 s, 1 of 3 steps cached

\`COPY package.json .\` changed: 2 steps had to run, 41 s

| **Image** | \`ghcr.io/o/app@${digest}\` |
| :--- | :--- |
| **Tags** | \`ghcr.io/o/app:v1\`<br>\`ghcr.io/o/app:latest\` |
| **Platforms** | \`linux/amd64\`, \`linux/arm64\` |
| **Size** | 48.0 MB compressed, exported in 1.5 s |
| **Cache read from** | \`ghcr.io/o/app:cache-b-2\`, that of the default branch |
| **Cache saved to** | \`ghcr.io/o/app:cache-b-1\` in 2.5 s |
| **Attempts** | 2 |

TIMELINE open

<details><summary>Slowest steps</summary>

| Time | Stage | Step |
| --- | --- | --- |
| 41 s | deps | \`RUN npm ci\` |
| 2.0 s | tools | \`RUN make\` (cached; this is the time to pull and unpack its layers) |
| 1.0 s | deps | \`FROM debian:12\` |

</details>

<details><summary>Build inputs</summary>

| **Context** | \`.\` |
| :--- | :--- |
| **Build arguments** | \`VERSION\`<br>\`COLOUR\` |

</details>

`);
  });

  test('of a build of which nothing is known is short', () => {
    expect(withoutChart({})).toBe('### ✅ ghcr.io/o/app built in 1.0 s\n\n');
  });

  test('of a build after a failed one does not say that the step changed which had failed', () => {
    const { progress } = readTrace('changed');
    expect(withoutChart({ steps: progress.steps(), lastAttempt: 'failed' })).toMatch(
      /^`COPY package.json .` failed before, or changed: 6 steps had to run, [\d.]+ s$/m,
    );
  });

  test('of a cold build blames no step', () => {
    expect(withoutChart({ steps: readTrace('cold').progress.steps() })).not.toContain('changed:');
  });

  test('of a recorded build names the step that broke the cache', () => {
    const { progress } = readTrace('changed');
    expect(withoutChart({ steps: progress.steps() })).toMatch(
      /^`COPY package.json .` changed: 6 steps had to run, [\d.]+ s$/m,
    );
  });

  test('of a failed build says what failed, in code that the output cannot end', () => {
    const { progress, words } = readTrace('hostile');
    const failure = parseFailure(words.join('\n'), progress);
    const [heading, , name, , ...rest] = withoutChart({
      steps: progress.steps(),
      failure: { ...failure, logTail: ['```', '</details>', '\u001b[31mred'] },
    }).split('\n');
    expect(heading).toBe('### ❌ ghcr.io/o/app failed after 1.0 s, 0 of 4 steps cached');
    expect(name).toBe('``[5/5] RUN echo "::error::##\\[error]:;#%\\`" && cat /hostile.bin && exit 1``');
    expect(rest.slice(0, 4)).toStrictEqual(['````text', '```', '</details>', 'red']);
    expect(rest[5]).toBe('````');
  });

  test('is folded where many jobs write one', () => {
    const steps = [step('[1/1] RUN a')];
    expect(withoutChart({ steps, timeline: 'closed' })).toContain('TIMELINE\n');
  });

  test('stays far below the megabyte that GitHub takes, whatever a build has', () => {
    const long = 'x|`'.repeat(10_000);
    const steps = Array.from({ length: 2000 }, (_, index) =>
      step(`[stage-${index} 1/1] RUN ${long}`, { started: index }),
    );
    const summary = formatSummary({
      ...nothing,
      title: long,
      steps,
      tags: Array.from({ length: 10_000 }, (_, index) => `ghcr.io/o/app:${index}`),
      failure: {
        message: `${long}\n`.repeat(100),
        phase: 'instruction',
        step: steps[0],
        dockerfile: undefined,
        exitCode: 1,
        logTail: Array.from({ length: 1000 }, () => long),
      },
      more: [['Attempts', long]],
      cacheSource: { reference: long, owner: 'that of the base branch' },
      inputs: [['Labels', Array.from({ length: 10_000 }, () => long)]],
    });
    expect(summary).toContain('<br>and 9980 more |');
    expect(Buffer.byteLength(summary)).toBeLessThan(100_000);
  });
});
