import { expect, test } from 'vitest';
import { missingPackages } from '../../bench/contestants/missing-packages.ts';
import { formatFailing } from '../../bench/failing-project.ts';
import { formatMounting } from '../../bench/mount-project.ts';

test('the project that fails has six stages and breaks in the fourth', () => {
  const stages = formatFailing()
    .split(/^FROM /m)
    .slice(1);
  expect(stages.map((stage) => /^(\S+ AS \S+)/.exec(stage)?.[1])).toStrictEqual([
    '$BASE AS stage-1',
    'stage-1 AS stage-2',
    'stage-2 AS stage-3',
    'stage-3 AS stage-4',
    'stage-4 AS stage-5',
    'stage-5 AS image',
  ]);
  expect(stages.findIndex((stage) => stage.includes('test "$BROKEN" = no'))).toBe(3);
});

test('the project with a mount says how much it shall hold', () => {
  expect(formatMounting(250).split('\n')).toStrictEqual([
    'ARG BASE=debian:bookworm-slim',
    'FROM $BASE',
    'COPY install /usr/local/bin/',
    'COPY dependencies /etc/dependencies',
    'RUN --mount=type=cache,id=packages,target=/packages sh /usr/local/bin/install /packages 250',
    'COPY app/ /app/',
    'CMD ["cat", "/app/main"]',
    '',
  ]);
});

test.each([
  ['#8 0.512 packages missing: 0 of 250\n#8 DONE', 0],
  ['  packages missing: 250 of 250', 250],
  ['CACHED', undefined],
] as const)('of a log like %j it is known how much of the mount was missing', (log, missing) => {
  expect(missingPackages(log)).toBe(missing);
});
