import { expect, test } from 'vitest';
import { failureTable } from '../../bench/failure-table.ts';
import { measurement, resultsWith } from './results.ts';

const at = { part: 'failure', project: 'failing', situation: 'source' } as const;

test('what keeping a failed build costs is the median of the differences within a round', () => {
  const results = resultsWith({
    measurements: [
      measurement({ ...at, contestant: 'failing-lost', toDigest: [2000, 4000, 3000], total: [2300, 4300, 3300] }),
      measurement({ ...at, contestant: 'failing-kept', toDigest: [2100, 4100, 3100], total: [2700, 5000, 3600] }),
    ],
    surveys: [
      {
        ...{ ...at, contestant: 'failing-kept', memory: { client: 1, builder: 2 } },
        traffic: { requests: 3, received: 12_345_678, sent: 5, roundTrips: 2 },
      },
    ],
  });
  expect(failureTable(results).split('\n')).toStrictEqual([
    '| before it broke | `false`: seconds until the failure is reported | `false`: seconds in total | `true`: seconds until the failure is reported | `true`: seconds in total | seconds more in total | MB uploaded |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    '| a source file changed | 3.00 (2.00–4.00) | 3.30 (2.30–4.30) | 3.10 (2.10–4.10) | 3.60 (2.70–5.00) | 0.40 | 12 |',
  ]);
});
