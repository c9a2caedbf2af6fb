import { expect, test } from 'vitest';
import { exportMilliseconds, exportPhases, pushedReferences } from '../../src/trace/exports.ts';
import type { VertexStatus } from '../../src/trace/trace.ts';
import { step } from '../fixtures/steps.ts';
import { readTrace } from '../fixtures/trace.ts';

const part = (id: string, started: number, completed: number | undefined): VertexStatus => ({
  vertex: '',
  id,
  current: 0,
  total: 0,
  timestamp: undefined,
  started,
  completed,
});

test('the parts of an export are listed as they began, without the details of single layers', () => {
  const steps = [
    step('exporting to image', { transfers: [part('pushing layers', 30, 90), part('exporting layers', 10, 25)] }),
    step('exporting cache to registry', {
      transfers: [
        part('preparing build cache for export', 20, 40),
        part('writing layer sha256:0', 41, 45),
        part('sending cache export', 40, undefined),
      ],
    }),
    step('[1/1] RUN a', { transfers: [part('extracting sha256:0', 0, 5)] }),
  ];
  expect(exportPhases(steps)).toStrictEqual([
    { kind: 'image', name: 'exporting layers', started: 10, milliseconds: 15 },
    { kind: 'cache', name: 'preparing build cache for export', started: 20, milliseconds: 20 },
    { kind: 'image', name: 'pushing layers', started: 30, milliseconds: 60 },
  ]);
});

test('image and cache have their own seconds in a recorded build', () => {
  const steps = readTrace('cold').progress.steps();
  const of = (name: string) => steps.find((one) => one.name === name)?.milliseconds;
  expect(exportMilliseconds(steps, 'image')).toBe(of('exporting to image'));
  expect(exportMilliseconds(steps, 'cache')).toBe(of('exporting cache to registry'));
  expect(exportPhases(steps).map(({ kind, name }) => `${kind}: ${name.replace(/ for .*/, '')}`)).toStrictEqual([
    'image: exporting layers',
    'cache: preparing build cache',
    'image: pushing layers',
    'cache: sending cache export',
    'image: pushing manifest',
  ]);
});

test('a push that fails tells which tags had moved before', () => {
  const [reference, ...others] = pushedReferences(readTrace('failed-push').progress.steps());
  expect(reference).toMatch(/^localhost:\d+\/traces\/app:one@sha256:[0-9a-f]{64}$/);
  expect(others).toStrictEqual([]);
});

test('a manifest that the registry refused did not reach it', () => {
  const exported = step('exporting to image', {
    state: 'failed',
    error: 'failed to push r/a:2: denied',
    transfers: [part('pushing manifest for r/a:1@sha256:0', 1, 2), part('pushing manifest for r/a:2@sha256:0', 2, 3)],
  });
  expect(pushedReferences([exported])).toStrictEqual(['r/a:1@sha256:0']);
});
