import { expect, test } from 'vitest';
import { upcomingRuns } from '../../src/mounts/upcoming.ts';
import { createProgress } from '../../src/trace/progress.ts';
import type { Vertex } from '../../src/trace/trace.ts';
import { status, vertex } from '../fixtures/steps.ts';

const copy = '[a 2/4] COPY package.json ./';
const install = '[a 3/4] RUN --mount=type=cache,target=/npm --mount=type=cache,from=x,target=/x npm ci';
const build = '[a 4/4] RUN --mount=type=cache,id=astro,target=/cache npm run build';

const upcoming = (...vertexes: Vertex[]) => {
  const progress = createProgress();
  progress.update(status({ vertexes }));
  return upcomingRuns(progress).map(({ stages, mounts }) => [...stages, ...mounts.map(({ id }) => id)].join(' '));
};

test('a RUN is foreseen when an instruction that it stands on runs', () => {
  expect(
    upcoming(
      vertex(copy, { started: 1 }),
      vertex(install, { inputs: [copy] }),
      vertex(build, { inputs: [install] }),
      vertex('[b 1/1] RUN --mount=type=cache,id=other,target=/c make'),
    ),
  ).toStrictEqual(['a /npm', 'a astro']);
});

test('none is foreseen where everything comes from the cache', () => {
  expect(
    upcoming(
      vertex(copy, { started: 1, completed: 1, cached: true }),
      vertex(install, { inputs: [copy], started: 1, completed: 1, cached: true }),
      vertex(build, { inputs: [install] }),
    ),
  ).toStrictEqual([]);
});

test('a base image that is fetched says nothing of what stands on it', () => {
  const from = '[a 1/4] FROM docker.io/library/debian';
  expect(upcoming(vertex(from, { started: 1 }), vertex(install, { inputs: [from] }))).toStrictEqual([]);
});

test('a chain of steps is followed however long it is', () => {
  const chain = Array.from({ length: 20_000 }, (_, index) => `[a ${index + 2}/20001] RUN ${index}`);
  const steps = chain.map((name, index) => vertex(name, { inputs: [chain[index - 1] ?? copy] }));
  expect(
    upcoming(vertex(copy, { started: 1 }), ...steps.reverse(), vertex(build, { inputs: chain.slice(-1) })),
  ).toContain('a astro');
});

test('steps that stand on each other, as no build has them, end', () => {
  expect(upcoming(vertex(install, { inputs: [build] }), vertex(build, { inputs: [install] }))).toStrictEqual([]);
});
