import { expect, test } from 'vitest';
import type { BuildReport } from '../../src/report/build-report.ts';
import { toSummaryData } from '../../src/summary/write.ts';

const reference = 'ghcr.io/o/app:cache-b-1-main';
const wip = `${reference}-wip`;
const report: BuildReport = {
  ...{
    failure: undefined,
    digest: undefined,
    imageId: undefined,
    metadata: '',
    imageRef: undefined,
    tags: [],
    labels: [],
  },
  ...{ target: undefined, pushed: false, platforms: [], cacheSource: undefined, wip: undefined, exportTo: reference },
  ...{ counts: { cached: 0, run: 1, total: 1, ratio: 0 }, facts: undefined, inputs: [], retries: [], milliseconds: 1 },
};
const saved = { kind: 'saved', manifest: 'sha256:1', milliseconds: 1000 } as const;

test('the cache is saved where its export went well, or was not needed', () => {
  expect(toSummaryData(report, [], { ...saved, reference }).cacheTarget).toStrictEqual({ reference, end: ' in 1.0 s' });
  expect(toSummaryData(report, [], undefined).cacheTarget).toStrictEqual({ reference, end: '' });
  const cached = { ...report, counts: { cached: 1, run: 0, total: 1, ratio: 1 } };
  expect(toSummaryData(cached, [], undefined).cacheTarget?.end).toBe(' earlier, nothing is new');
  expect(toSummaryData(report, [], { kind: 'failed', reason: '403', failure: undefined, reference })).toMatchObject({
    cacheTarget: undefined,
    more: [['Cache not saved', '403']],
  });
});

test('a failed build saves no cache, and its finished steps beside it', () => {
  const failure = {
    ...({ message: 'exit code: 1', phase: 'instruction', step: undefined, dockerfile: undefined } as const),
    ...{ exitCode: 1, logTail: [] },
  };
  const failed = { ...report, failure };
  expect(toSummaryData(failed, [], { ...saved, reference: wip })).toMatchObject({
    cacheTarget: undefined,
    more: [['Finished steps saved to', `${wip} in 1.0 s`]],
  });
  expect(toSummaryData(failed, [], undefined)).toMatchObject({ cacheTarget: undefined, more: [] });
});

test('whose the cache is that was read is said without names of this action’s own', () => {
  const owner = (role: 'own' | 'base', tag: string) =>
    toSummaryData({ ...report, cacheSource: { role, reference: `o/app:${tag}` } }, [], undefined).cacheSource?.owner;
  expect(owner('own', 'cache-b-1-main')).toBe('this branch’s own');
  expect(owner('own', 'cache-pr-12-merge')).toBe('this pull request’s own');
  expect(owner('base', 'cache-b-1-main')).toBe('that of the base branch');
});
