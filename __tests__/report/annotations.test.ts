import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toAnnotations } from '../../src/report/annotations.ts';
import { parseLint } from '../../src/report/lint.ts';
import { type BuildFailure, parseFailure } from '../../src/trace/failure.ts';
import type { VertexWarning } from '../../src/trace/trace.ts';
import { step } from '../fixtures/steps.ts';
import { readTrace } from '../fixtures/trace.ts';

const failure: BuildFailure = {
  message: 'it failed',
  phase: 'frontend',
  step: undefined,
  dockerfile: undefined,
  exitCode: undefined,
  logTail: [],
};
const warning: VertexWarning = {
  short: 'StageNameCasing: Stage name should be lowercase (line 4)',
  detail: ['Stage names should be lowercase'],
  url: 'https://example.com/rule',
  file: 'Dockerfile',
  startLine: 4,
  endLine: 5,
};
const nowhere = { file: undefined, startLine: undefined, endLine: undefined };

describe('a failed build', () => {
  test('is an error on the lines of its instruction, with the last words of its output', () => {
    const { progress, words } = readTrace('failed-run');
    const told = parseFailure(words.join('\n'), progress);
    expect(toAnnotations(told, progress.warnings(), 'images/app/Dockerfile')).toStrictEqual([
      {
        level: 'error',
        message: `${told.message}\n\nfirst test passes\nsecond test fails`,
        title: 'RUN echo "first test passes" && sleep 0.5 && echo "second test fails" >&2 && ex… failed',
        file: 'images/app/Dockerfile',
        startLine: 6,
        endLine: 7,
      },
    ]);
  });

  test.each<readonly [Partial<BuildFailure>, title: string]>([
    [{ phase: 'push', step: step('exporting to image') }, 'Push failed'],
    [{ phase: 'base', step: step('[internal] load metadata for r/a:1') }, 'Base image not read'],
    [{ phase: 'base', step: step('[1/2] FROM r/a:1') }, 'FROM r/a:1 failed'],
    [{ phase: 'frontend' }, 'Build failed'],
  ])('of %j is titled %s', (values, title) => {
    expect(toAnnotations({ ...failure, ...values }, [], 'Dockerfile')).toStrictEqual([
      { level: 'error', message: 'it failed', title, ...nowhere },
    ]);
  });

  test('repeats ten lines of output at most, each cut, and nothing in them is more than text', () => {
    const logTail = Array.from(
      { length: 20 },
      (_, index) => `\u001b[31m${index}\u001b[0m\r##[error]${'x'.repeat(1000)}`,
    );
    const [annotation] = toAnnotations({ ...failure, logTail }, [], undefined);
    expect(annotation?.message.split('\n')).toStrictEqual([
      'it failed',
      '',
      ...Array.from({ length: 10 }, (_, index) => `${index + 10}␍##\\[error]${'x'.repeat(286)}…`),
    ]);
  });

  test('points at the file that a Dockerfile of another name is a link to', () => {
    const told = { ...failure, dockerfile: { name: 'Dockerfile', line: 3, endLine: 3 } };
    expect(toAnnotations(told, [], 'docker/prod.Dockerfile', 'Dockerfile')).toMatchObject([
      { file: 'docker/prod.Dockerfile', startLine: 3, endLine: 3 },
    ]);
  });

  test.each([
    ['another name than ours', 'Dockerfile.other'],
    ['a Dockerfile that is not in the workspace', undefined],
  ])('with %s points at no line', (_, dockerfile) => {
    const told = { ...failure, dockerfile: { name: 'Dockerfile', line: 3, endLine: 3 } };
    expect(toAnnotations(told, [], dockerfile)).toStrictEqual([
      { level: 'error', message: 'it failed', title: 'Build failed', ...nowhere },
    ]);
  });
});

describe('build checks', () => {
  test('are warnings on their lines, each once', () => {
    expect(
      toAnnotations(undefined, [warning, { ...warning }, { ...warning, startLine: 9 }], 'a/Dockerfile'),
    ).toStrictEqual(
      [4, 9].map((startLine) => ({
        level: 'warning',
        message: 'Stage name should be lowercase\nStage names should be lowercase\nhttps://example.com/rule',
        title: 'StageNameCasing',
        file: 'a/Dockerfile',
        startLine,
        endLine: 5,
      })),
    );
  });

  test('of a recorded build say rule and line', () => {
    const annotations = toAnnotations(undefined, readTrace('checks').progress.warnings(), 'Dockerfile');
    expect(annotations.map(({ title, startLine }) => `${title} ${startLine}`)).toStrictEqual([
      'NoEmptyContinuation 5',
      'StageNameCasing 1',
      'FromAsCasing 1',
      'LegacyKeyValueFormat 2',
      'SecretsUsedInArgOrEnv 2',
      'JSONArgsRecommended 6',
    ]);
  });

  test('are the same when they were asked for by "call: check"', () => {
    const answer = readFileSync(join(import.meta.dirname, '../fixtures/traces/call-check.answer.txt'), 'utf8');
    const violations = parseLint(answer);
    expect(violations[0]).toStrictEqual({
      short: "StageNameCasing: Stage name 'Base' should be lowercase",
      detail: [],
      url: 'https://docs.docker.com/go/dockerfile/rule/stage-name-casing/',
      file: 'Dockerfile',
      startLine: 1,
      endLine: 1,
    });
    const annotations = toAnnotations(undefined, violations, 'Dockerfile');
    expect(annotations.map(({ title, startLine }) => `${title} ${startLine}`)).toStrictEqual([
      'StageNameCasing 1',
      'FromAsCasing 1',
      'LegacyKeyValueFormat 2',
      'SecretsUsedInArgOrEnv 2',
      'NoEmptyContinuation 6',
    ]);
  });

  test('that found nothing are none', () => {
    expect(parseLint('')).toStrictEqual([]);
    expect(parseLint('\n')).toStrictEqual([]);
  });
});
