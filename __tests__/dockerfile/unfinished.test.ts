import { describe, expect, test } from 'vitest';
import { type CutRequest, cutUnfinished } from '../../src/dockerfile/unfinished.ts';
import type { Step } from '../../src/trace/progress.ts';
import { step } from '../fixtures/steps.ts';
import { failedExample } from '../fixtures/unfinished/build.ts';

const build: CutRequest = { target: undefined, buildArgs: [], noCache: false, noCacheFilters: [] };
const failed = { state: 'failed' } as const;
const pending = { state: 'pending', started: undefined, completed: undefined } as const;
const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

/** The lines of the cut; undefined when there is nothing to keep. */
function cutLines(lines: readonly string[], steps: readonly Step[], request: Partial<CutRequest> = {}) {
  return cutUnfinished(text(lines), steps, { ...build, ...request })
    ?.trimEnd()
    .split('\n');
}

describe('the six-stage example that failed in a real BuildKit', () => {
  test('is cut before the RUN that failed and the one that was canceled', () => {
    expect(cutUnfinished(failedExample.dockerfile, failedExample.steps, build)).toBe(failedExample.cut);
  });

  test('loses a stage that no-cache names, and what reads it', () => {
    const request = { ...build, noCacheFilters: ['TOOLS'] };
    expect(cutUnfinished(failedExample.dockerfile, failedExample.steps, request)).toBe(
      failedExample.cut
        .replace(/^FROM base AS Tools$.*(?=^FROM base AS slow$)/ms, 'FROM scratch\nFROM scratch\n')
        .replace('COPY --from=3 --exclude=** / /s3/', 'COPY --from=1 --exclude=** / /s1/'),
    );
  });

  test('ends before it reads a stage that no-cache names', () => {
    const request = { ...build, noCacheFilters: [''] };
    expect(cutUnfinished(failedExample.dockerfile, failedExample.steps, request)).toBe(
      failedExample.cut
        .replace(/^FROM \$.*(?=^FROM base AS Tools$)/ms, 'FROM scratch\n')
        .replace(/^FROM tools.*(?=^FROM base AS slow$)/ms, 'FROM scratch\n')
        .replace('COPY --from=3 --exclude=** / /s3/', 'COPY --from=2 --exclude=** / /s2/'),
    );
  });

  test('is lost whole with no-cache, and where the target is none of its stages', () => {
    const requests = [
      { ...build, noCache: true },
      { ...build, target: 'nothing' },
    ];
    expect(
      requests.map((request) => cutUnfinished(failedExample.dockerfile, failedExample.steps, request)),
    ).toStrictEqual([undefined, undefined]);
  });
});

describe('of two platforms of which one is farther', () => {
  const on = (platform: string, names: readonly string[], last: Partial<Step>) =>
    names.map((name, index) => step(`[${platform} ${name}`, index === names.length - 1 ? last : {}));
  const amd64 = (...names: string[]) => on('linux/amd64', names, {});
  const arm = (...names: string[]) => on('linux/arm/v7', names, failed);
  const ends = (...copies: [string[], string[]]) => [
    ...['FROM scratch AS cut-end-linux-amd64', ...copies[0]],
    ...['FROM scratch AS cut-end-linux-armv7', ...copies[1]],
  ];
  const chosen = 'FROM cut-end-$TARGETOS-$TARGETARCH$TARGETVARIANT';

  test('a stage is written for each of them', () => {
    const steps = [
      ...amd64('1/3] FROM a', '2/3] RUN b', '3/3] RUN d'),
      ...arm('1/3] FROM a', '2/3] RUN b', '3/3] RUN d'),
    ];
    expect(cutLines(['FROM a', 'RUN b', 'ARG C', 'RUN d', 'USER e'], steps)).toStrictEqual([
      ...['FROM a', 'RUN b', 'ARG C', 'FROM a', 'RUN b', 'ARG C', 'RUN d', 'USER e'],
      ...ends(['COPY --from=1 --exclude=** / /s0/'], ['COPY --from=0 --exclude=** / /s0/']),
      chosen,
    ]);
  });

  test('what one of them has nothing of is the other one’s alone', () => {
    const steps = [
      ...amd64('a 1/2] FROM x', 'a 2/2] RUN b', 'c 1/2] COPY --from=a / /', 'c 2/2] RUN d'),
      ...arm('a 1/2] FROM x', 'a 2/2] RUN b'),
      step('[linux/arm/v7 c 1/2] COPY --from=a / /', pending),
      step('[linux/arm/v7 c 2/2] RUN d', pending),
    ];
    expect(
      cutLines(['FROM x AS a', 'RUN b', 'FROM scratch AS c', 'COPY --from=a / /', 'RUN d'], steps, { target: 'C' }),
    ).toStrictEqual([
      ...['FROM x AS a', 'RUN b', 'FROM scratch AS c', 'COPY --from=a / /', 'RUN d'],
      ...ends(['COPY --from=1 --exclude=** / /s1/'], []),
      `${chosen} AS c`,
    ]);
  });

  test.each([
    ['a stage that both have in common', ['FROM --platform=$BUILDPLATFORM a', 'RUN b', 'RUN d'], 'FROM scratch'],
    ['a stage with the name of its base', ['FROM a AS a', 'RUN b', 'RUN d'], 'FROM scratch AS a'],
    ['a stage that may have the name of its base', ['FROM $A AS a', 'RUN b', 'RUN d'], 'FROM scratch AS a'],
  ])('%s: the one that is behind decides', (_, lines, end) => {
    const steps = [
      ...amd64('1/3] FROM a', '2/3] RUN b', '3/3] RUN d'),
      ...arm('1/3] FROM a', '2/3] RUN b', '3/3] RUN d'),
    ];
    expect(cutLines(lines, steps)).toStrictEqual([
      ...lines.slice(0, -1),
      ...[end, 'COPY --from=0 --exclude=** / /s0/'],
    ]);
  });

  test('so it does where a stage is copied from by its number', () => {
    const steps = [
      ...amd64('stage-0 1/2] FROM x', 'stage-0 2/2] RUN b', 'stage-1 1/2] COPY --from=0 / /', 'stage-1 2/2] RUN d'),
      ...arm('stage-0 1/2] FROM x', 'stage-0 2/2] RUN b', 'stage-1 1/2] COPY --from=0 / /', 'stage-1 2/2] RUN d'),
    ];
    const lines = ['FROM x', 'RUN b', 'FROM scratch', 'COPY --from=0 / /'];
    expect(cutLines([...lines, 'RUN d'], steps)).toStrictEqual([
      ...lines,
      ...['FROM scratch', 'COPY --from=1 --exclude=** / /s1/'],
    ]);
  });
});

describe('where a stage ends', () => {
  test.each<[string, string[], Step[], string[] | undefined]>([
    [
      'what only describes the image stays before the cut and goes after it',
      ['FROM a', 'ENV B=c', 'RUN d', 'ARG E', 'LABEL f=g', 'RUN h', 'USER i'],
      [step('[1/3] FROM a'), step('[2/3] RUN d'), step('[3/3] RUN h', failed)],
      ['FROM a', 'ENV B=c', 'RUN d', 'ARG E', 'LABEL f=g', 'FROM scratch', 'COPY --from=0 --exclude=** / /s0/'],
    ],
    [
      'a WORKDIR that makes no step is passed over',
      ['FROM a AS b', 'WORKDIR /', 'WORKDIR /c', 'RUN d', 'RUN e'],
      [step('[1/5] FROM a'), step('[2/5] WORKDIR /c'), step('[3/5] RUN d'), step('[4/5] RUN e', failed)],
      ['FROM a AS b', 'WORKDIR /', 'WORKDIR /c', 'RUN d', 'FROM scratch AS b', 'COPY --from=0 --exclude=** / /s0/'],
    ],
    [
      'where a WORKDIR could be one or the other it counts as the first',
      ['FROM a', 'WORKDIR /', 'WORKDIR /c', 'RUN d'],
      [step('[1/4] FROM a'), step('[2/4] WORKDIR /c'), step('[3/4] RUN d', failed)],
      ['FROM a', 'WORKDIR /', 'FROM scratch', 'COPY --from=0 --exclude=** / /s0/'],
    ],
    [
      'a FROM that makes no step is passed over',
      ['FROM empty', 'COPY b c', 'COPY d e'],
      [step('[1/3] COPY b c'), step('[2/3] COPY d e', failed)],
      ['FROM empty', 'COPY b c', 'FROM scratch', 'COPY --from=0 --exclude=** / /s0/'],
    ],
    [
      'a FROM alone is nothing to keep',
      ['FROM a', 'RUN b'],
      [step('[1/2] FROM a'), step('[2/2] RUN b', failed)],
      undefined,
    ],
    [
      'a step that another stage has the name of is finished when a later one is',
      ['FROM a', 'RUN b', 'RUN c', 'RUN d'],
      [step('[3/4] RUN c'), step('[4/4] RUN d', failed)],
      ['FROM a', 'RUN b', 'RUN c', 'FROM scratch', 'COPY --from=0 --exclude=** / /s0/'],
    ],
    [
      'a linked COPY that was ready before what is above it is not kept',
      ['FROM a', 'RUN b', 'COPY --link c d'],
      [step('[1/3] FROM a'), step('[2/3] RUN b', failed), step('[3/3] COPY --link c d')],
      undefined,
    ],
    [
      'a linked COPY that changes modes is not made beside the others',
      ['FROM a', 'RUN b', 'COPY --link --chmod=755 c d', 'RUN e'],
      [step('[3/4] COPY --link --chmod=755 c d'), step('[4/4] RUN e', failed)],
      [...['FROM a', 'RUN b', 'COPY --link --chmod=755 c d'], ...['FROM scratch', 'COPY --from=0 --exclude=** / /s0/']],
    ],
    [
      'a linked COPY is kept after what is above it',
      ['FROM a', 'WORKDIR /', 'COPY --link c d', 'RUN e'],
      [step('[1/4] FROM a'), step('[2/4] COPY --link c d'), step('[3/4] RUN e', failed)],
      ['FROM a', 'WORKDIR /', 'COPY --link c d', 'FROM scratch', 'COPY --from=0 --exclude=** / /s0/'],
    ],
    [
      'of several platforms the one that is behind decides',
      ['FROM a', 'RUN b', 'ARG TARGETARCH', 'RUN c', 'RUN d'],
      [
        step('[linux/amd64 1/4] FROM a'),
        step('[linux/amd64 2/4] RUN b'),
        step('[linux/amd64 3/4] RUN c'),
        step('[linux/amd64 4/4] RUN d'),
        step('[linux/amd64->arm64 3/4] RUN c', { state: 'canceled' }),
        step('[linux/amd64->arm64 4/4] RUN d', pending),
      ],
      ['FROM a', 'RUN b', 'ARG TARGETARCH', 'FROM scratch', 'COPY --from=0 --exclude=** / /s0/'],
    ],
    [
      'steps that are called cached only because the one on top of them was stopped are not finished',
      ['FROM a', 'RUN b', 'RUN c', 'COPY missing d'],
      [
        step('[1/4] FROM a'),
        step('[2/4] RUN b'),
        step('[3/4] RUN c', { state: 'cached', started: 1500, completed: 1500 }),
        step('[4/4] COPY missing d', { state: 'failed', started: 1500, completed: 1500 }),
      ],
      ['FROM a', 'RUN b', 'FROM scratch', 'COPY --from=0 --exclude=** / /s0/'],
    ],
    [
      'steps that are cached when a RUN starts to fail are finished',
      ['FROM a', 'RUN b', 'RUN c'],
      [
        step('[1/3] FROM a'),
        step('[2/3] RUN b', { state: 'cached', started: 1500, completed: 1500 }),
        step('[3/3] RUN c', { state: 'failed', started: 1500, completed: 1600 }),
      ],
      ['FROM a', 'RUN b', 'FROM scratch', 'COPY --from=0 --exclude=** / /s0/'],
    ],
    [
      'triggers of the base image make the steps of a stage uncertain',
      ['FROM a', 'RUN b', 'RUN c'],
      [step('[1/4] FROM a'), step('[2/4] ONBUILD RUN x'), step('[3/4] RUN b'), step('[4/4] RUN c', failed)],
      undefined,
    ],
  ])('%s', (_, lines, steps, expected) => {
    expect(cutLines(lines, steps)).toStrictEqual(expected);
  });
});

describe('stages that stand on others', () => {
  test.each<[string, string[], Step[], string[] | undefined]>([
    [
      'a stage that a kept one stands on or copies from needs no line of its own',
      ['FROM a AS b', 'RUN c', 'FROM b AS D', 'RUN e', 'FROM f', 'COPY --from=d g h', 'RUN i'],
      [
        step('[b 1/2] FROM a'),
        step('[b 2/2] RUN c'),
        step('[d 1/1] RUN e'),
        step('[stage-2 1/3] FROM f'),
        step('[stage-2 2/3] COPY --from=d g h'),
        step('[stage-2 3/3] RUN i', failed),
      ],
      [
        ...['FROM a AS b', 'RUN c', 'FROM b AS D', 'RUN e', 'FROM f', 'COPY --from=d g h'],
        ...['FROM scratch', 'COPY --from=2 --exclude=** / /s2/'],
      ],
    ],
    [
      'a stage of which nothing is kept leaves its number to nobody else',
      ['FROM a', 'RUN b', 'FROM a', 'COPY c d', 'FROM a', 'COPY --from=1 d e', 'RUN --mount=from=x,target=y f'],
      [
        step('[stage-0 1/2] FROM a'),
        step('[stage-0 2/2] RUN b', failed),
        step('[stage-1 2/2] COPY c d'),
        step('[stage-2 2/3] COPY --from=1 d e'),
        step('[stage-2 3/3] RUN --mount=from=x,target=y f', pending),
      ],
      [
        ...['FROM scratch', 'FROM a', 'COPY c d', 'FROM a', 'COPY --from=1 d e'],
        ...['FROM scratch', 'COPY --from=2 --exclude=** / /s2/'],
      ],
    ],
    [
      'what a finished instruction reads is whole, whatever its own steps tell',
      ['FROM a AS b', 'RUN c', 'FROM a AS d', 'RUN --mount=type=bind,from=B,target=/e f', 'RUN g'],
      [
        step('[b 2/2] RUN c', pending),
        step('[d 2/3] RUN --mount=type=bind,from=B,target=/e f'),
        step('[d 3/3] RUN g', failed),
      ],
      [
        ...['FROM a AS b', 'RUN c', 'FROM a AS d', 'RUN --mount=type=bind,from=B,target=/e f'],
        ...['FROM scratch AS d', 'COPY --from=1 --exclude=** / /s1/'],
      ],
    ],
    [
      'two stages of one name are told apart by the number of their steps',
      ['FROM a AS b', 'RUN c', 'FROM b AS b', 'RUN d', 'FROM b', 'RUN e', 'RUN f'],
      [
        step('[b 1/2] FROM a'),
        step('[b 2/2] RUN c'),
        step('[b 1/1] RUN d'),
        step('[stage-2 1/2] RUN e'),
        step('[stage-2 2/2] RUN f', failed),
      ],
      [
        ...['FROM a AS b', 'RUN c', 'FROM b AS b', 'RUN d', 'FROM b', 'RUN e'],
        ...['FROM scratch', 'COPY --from=2 --exclude=** / /s2/'],
      ],
    ],
    [
      'of two stages of one name a build has the one that its target needs',
      ['FROM a AS b', 'RUN c', 'RUN d', 'FROM a AS b', 'RUN e', 'RUN f'],
      [step('[b 1/3] FROM a'), step('[b 2/3] RUN e'), step('[b 3/3] RUN f', failed)],
      ['FROM scratch', 'FROM a AS b', 'RUN e', 'FROM scratch AS b', 'COPY --from=1 --exclude=** / /s1/'],
    ],
    [
      'nothing is kept of two stages that cannot be told apart',
      ['FROM a AS b', 'RUN c', 'FROM b AS b', 'RUN d', 'RUN e'],
      [step('[b 1/2] FROM a'), step('[b 2/2] RUN c'), step('[b 1/2] RUN d'), step('[b 2/2] RUN e', failed)],
      undefined,
    ],
  ])('%s', (_, lines, steps, expected) => {
    expect(cutLines(lines, steps)).toStrictEqual(expected);
  });
});

describe('a variable in FROM', () => {
  const lines = [
    'ARG KIND="dev"',
    'ARG BASE=base-$KIND',
    'FROM a AS base-dev',
    'RUN b',
    'FROM a AS base-prod',
    'RUN c',
  ];
  const steps = (base: 'dev' | 'prod') => [
    step(`[base-${base} 1/2] FROM a`),
    step(`[base-${base} 2/2] RUN ${base === 'dev' ? 'b' : 'c'}`),
    step('[stage-2 1/2] RUN d'),
    step('[stage-2 2/2] RUN e', failed),
  ];
  const end = ['RUN d', 'FROM scratch', 'COPY --from=2 --exclude=** / /s2/'];

  test.each([
    ['has its default', '$BASE', 'dev', []],
    ['has the value of a build argument', `\${BASE}`, 'prod', [['KIND', 'prod'] as const]],
    ['that only BuildKit knows means the stages that have steps', `base-\${TARGETVARIANT:-dev}`, 'prod', []],
  ] as const)('%s', (_, base, kind, buildArgs) => {
    const kept = {
      dev: ['FROM a AS base-dev', 'RUN b', 'FROM scratch'],
      prod: ['FROM scratch', 'FROM a AS base-prod', 'RUN c'],
    };
    expect(cutLines([...lines, `FROM ${base}`, 'RUN d', 'RUN e'], steps(kind), { buildArgs })).toStrictEqual([
      ...lines.slice(0, 2),
      ...kept[kind],
      `FROM ${base}`,
      ...end,
    ]);
  });

  test('that may mean a stage which has failed keeps nothing of what stands on it', () => {
    const traced = [
      step('[base-dev 2/2] RUN b', failed),
      step('[base-prod 1/2] FROM a'),
      step('[base-prod 2/2] RUN c'),
      step('[stage-2 1/2] RUN d'),
      step('[stage-2 2/2] COPY --from=base-dev e f', pending),
    ];
    expect(cutLines([...lines, 'FROM base-$TARGETVARIANT', 'RUN d', 'COPY --from=base-dev e f'], traced)).toStrictEqual(
      [
        ...[...lines.slice(0, 2), 'FROM scratch', 'FROM a AS base-prod', 'RUN c'],
        ...['FROM scratch', 'COPY --from=1 --exclude=** / /s1/'],
      ],
    );
  });

  test('whose steps are others than the instructions keeps nothing of its stage', () => {
    const traced = [step('[1/3] ONBUILD RUN x'), step('[2/3] RUN d'), step('[3/3] RUN e', failed)];
    expect(cutLines(['FROM $TARGETOS', 'RUN d', 'RUN e'], traced)).toBeUndefined();
  });

  test('that names an image makes FROM a step', () => {
    const traced = [step('[1/3] FROM a'), step('[2/3] RUN d'), step('[3/3] RUN e', failed)];
    expect(cutLines(['FROM $TARGETOS', 'RUN d', 'RUN e'], traced)).toStrictEqual([
      ...['FROM $TARGETOS', 'RUN d'],
      ...['FROM scratch', 'COPY --from=0 --exclude=** / /s0/'],
    ]);
  });
});

describe('the whole', () => {
  const lines = ['FROM a AS b', 'RUN c', 'FROM a AS d', 'RUN e', 'RUN f', 'FROM d AS g', 'RUN h'];
  const steps = [
    step('[d 1/3] FROM a'),
    step('[d 2/3] RUN e'),
    step('[d 3/3] RUN f', failed),
    step('[g 1/1] RUN h', pending),
  ];

  test('ends under the name of the target, and what comes after the last stage that is needed is left out', () => {
    expect(cutLines(lines, steps, { target: 'D' })).toStrictEqual([
      ...['FROM scratch', 'FROM a AS d', 'RUN e'],
      ...['FROM scratch AS d', 'COPY --from=1 --exclude=** / /s1/'],
    ]);
  });

  test('has the last stage of its name for its target', () => {
    const traced = [step('[d 1/2] FROM a'), step('[d 2/2] RUN c'), step('[d 1/1] RUN e', failed)];
    expect(cutLines(['FROM a AS d', 'RUN c', 'FROM d AS d', 'RUN e'], traced, { target: 'd' })).toStrictEqual([
      ...['FROM a AS d', 'RUN c'],
      ...['FROM scratch AS d', 'COPY --from=0 --exclude=** / /s0/'],
    ]);
  });

  test('stays as it is when the target is finished', () => {
    const finished = [step('[d 1/3] FROM a'), step('[d 2/3] RUN e'), step('[d 3/3] RUN f'), step('[g 1/1] RUN h')];
    expect(cutUnfinished(text(lines), finished, build)).toBe(text(lines));
  });

  test('keeps its directives but the check, its line ends and its byte order mark', () => {
    const dockerfile = '\uFEFF# syntax=s\r\n# check=error=true\r\n# escape=`\r\nFROM a\r\nRUN b `\r\n  c\r\nRUN d\r\n';
    const traced = [step('[1/3] FROM a'), step('[2/3] RUN b   c'), step('[3/3] RUN d', failed)];
    expect(cutUnfinished(dockerfile, traced, build)).toBe(
      '\uFEFF# syntax=s\r\n# escape=`\r\nFROM a\r\nRUN b `\r\n  c\r\nFROM scratch\nCOPY --from=0 --exclude=** / /s0/\n',
    );
  });

  test('is nothing where no step has finished or no stage is', () => {
    expect([cutLines(lines, []), cutLines(['# nothing'], steps), cutLines([], steps)]).toStrictEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
