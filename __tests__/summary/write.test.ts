import { expect, test } from 'vitest';
import type { BuildReport } from '../../src/report/build-report.ts';
import { toSummaryData } from '../../src/summary/write.ts';

const reference = 'ghcr.io/o/app:cache-b-1-main';
const wip = `${reference}-wip`;
const report: BuildReport = {
  ...{ failure: undefined, digest: undefined, imageId: undefined, metadata: '', imageRef: undefined, tags: [] },
  ...{ target: undefined, pushed: false, platforms: [], cacheSource: undefined, wip: undefined, exportTo: reference },
  ...{ counts: { cached: 0, run: 1, total: 1, ratio: 0 }, facts: undefined, retries: [], milliseconds: 1 },
};
const saved = { kind: 'saved', manifest: 'sha256:1', milliseconds: 1000 } as const;

test('the cache is saved where its export went well, or was not needed', () => {
  expect(toSummaryData(report, [], { ...saved, reference }).cacheRef).toBe(reference);
  expect(toSummaryData(report, [], undefined).cacheRef).toBe(reference);
  expect(toSummaryData(report, [], { kind: 'failed', reason: '403', reference }).cacheRef).toBeUndefined();
});

test('a failed build saves no cache, and its finished steps beside it', () => {
  const failure = {
    ...({ message: 'exit code: 1', phase: 'instruction', step: undefined, dockerfile: undefined } as const),
    ...{ exitCode: 1, logTail: [] },
  };
  const failed = { ...report, failure };
  expect(toSummaryData(failed, [], { ...saved, reference: wip })).toMatchObject({
    cacheRef: undefined,
    more: [
      ['Finished steps saved to', wip],
      ['Cache export', '1.0 s'],
    ],
  });
  expect(toSummaryData(failed, [], undefined)).toMatchObject({ cacheRef: undefined, more: [] });
});
