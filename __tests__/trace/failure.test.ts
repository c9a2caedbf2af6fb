import { describe, expect, test } from 'vitest';
import { type BuildFailure, parseFailure } from '../../src/trace/failure.ts';
import { createProgress } from '../../src/trace/progress.ts';
import { status, vertex } from '../fixtures/steps.ts';
import { readTrace } from '../fixtures/trace.ts';

type Told = Omit<BuildFailure, 'step'> & { readonly step: string | undefined };

function failureOf(trace: string): Told {
  const { progress, words } = readTrace(trace);
  const { step, ...failure } = parseFailure(words.join('\n'), progress);
  return { ...failure, step: step?.name };
}

const nothing = { step: undefined, dockerfile: undefined, exitCode: undefined, logTail: [] };

describe('the failure of a recorded build', () => {
  test('is that of the RUN that failed, not of the one that was canceled for it', () => {
    const command = String.raw`/bin/sh -c echo \"first test passes\" &&     sleep 0.5 && echo \"second test fails\" >&2 && exit 3`;
    expect(failureOf('failed-run')).toStrictEqual({
      message: `process "${command}" did not complete successfully: exit code: 3`,
      phase: 'instruction',
      step: '[tests 1/1] RUN echo "first test passes" &&     sleep 0.5 && echo "second test fails" >&2 && exit 3',
      dockerfile: { name: 'Dockerfile', line: 6, endLine: 7 },
      exitCode: 3,
      logTail: ['first test passes', 'second test fails'],
    });
  });

  test('is a file that the context does not have', () => {
    const failure = failureOf('failed-copy');
    expect(failure).toStrictEqual({
      ...nothing,
      message: expect.stringMatching(/^failed to compute cache key: .*"\/missing.txt": not found$/),
      phase: 'instruction',
      step: '[3/3] COPY missing.txt /',
      dockerfile: { name: 'Dockerfile', line: 3, endLine: 3 },
    });
  });

  test('is a base image that does not exist', () => {
    const image = /^\[internal\] load metadata for (.+)$/.exec(failureOf('failed-base').step ?? '')?.[1];
    expect(failureOf('failed-base')).toStrictEqual({
      ...nothing,
      message: `${image}: failed to resolve source metadata for ${image}: ${image}: not found`,
      phase: 'base',
      step: `[internal] load metadata for ${image}`,
      dockerfile: { name: 'Dockerfile', line: 2, endLine: 2 },
    });
  });

  test('is a push to a registry that does not listen', () => {
    expect(failureOf('failed-push')).toStrictEqual({
      ...nothing,
      message: expect.stringMatching(/^failed to push localhost:1\/nobody\/listens:two: .*connection refused$/),
      phase: 'push',
      step: 'exporting to image',
    });
  });

  test('is a Dockerfile that does not parse', () => {
    expect(failureOf('failed-parse')).toStrictEqual({
      ...nothing,
      message: 'dockerfile parse error on line 3: unknown instruction: BADCMD',
      phase: 'frontend',
      dockerfile: { name: 'Dockerfile', line: 3, endLine: 3 },
    });
  });

  test('is a target that does not exist', () => {
    expect(failureOf('failed-target')).toStrictEqual({
      ...nothing,
      message: 'target stage "nowhere" could not be found',
      phase: 'frontend',
    });
  });
});

describe('the words of buildctl', () => {
  test.each<readonly [text: string, phase: BuildFailure['phase'], message: string]>([
    ['error: failed to solve: Canceled: context canceled', 'canceled', 'Canceled: context canceled'],
    [
      'error: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF',
      'builder',
      'failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF',
    ],
    [
      'error: no active session for x: context deadline exceeded',
      'builder',
      'no active session for x: context deadline exceeded',
    ],
    ['error: failed to solve: failed to solve: twice', 'frontend', 'twice'],
    ['a warning\nerror: failed to solve: first line\nsecond line\n', 'frontend', 'first line\nsecond line'],
    ['panic: runtime error', 'frontend', 'panic: runtime error'],
    ['', 'frontend', 'buildctl ended without saying why'],
  ])('%j are of the phase %s', (text, phase, message) => {
    expect(parseFailure(text, createProgress())).toStrictEqual({ ...nothing, phase, message });
  });

  test('name the step among several that failed; a cache that could not be read is none', () => {
    const progress = createProgress();
    const failed = (name: string, error: string) => vertex(name, { started: 1, completed: 2, error });
    progress.update(
      status({
        vertexes: [
          failed('importing cache manifest from r/c', 'r/c: not found'),
          failed('[a 1/1] RUN a', 'process "a" failed'),
          failed('[b 1/1] RUN b', 'process "b" failed'),
        ],
      }),
    );
    expect(parseFailure('error: failed to solve: process "b" failed', progress).step?.name).toBe('[b 1/1] RUN b');
    expect(parseFailure('error: killed', progress).step?.name).toBe('[a 1/1] RUN a');
  });
});
