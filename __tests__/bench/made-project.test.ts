import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDockerfile, madeProject } from '../../bench/made-project.ts';

test('a project of one stage fills its folders itself', () => {
  expect(formatDockerfile({ stages: 1, layers: 2, megabytes: 4 }).split('\n')).toStrictEqual([
    'ARG BASE=debian:bookworm-slim',
    'FROM $BASE AS image',
    'COPY fill /usr/local/bin/',
    'COPY dependencies/1 /etc/dependencies/',
    'RUN sh /usr/local/bin/fill /data/1/1 1 2048',
    'RUN sh /usr/local/bin/fill /data/1/2 2 2048',
    '',
    'COPY app/ /app/',
    'RUN sh /app/main > /app/sizes',
    'CMD ["cat", "/app/sizes"]',
    '',
  ]);
});

test('a project of several stages copies what the others made', () => {
  expect(formatDockerfile({ stages: 3, layers: 2, megabytes: 4 }).split('\n')).toStrictEqual([
    'ARG BASE=debian:bookworm-slim',
    'FROM $BASE AS stage-1',
    'COPY fill /usr/local/bin/',
    'COPY dependencies/1 /etc/dependencies/',
    'RUN sh /usr/local/bin/fill /data/1/1 1 2048',
    '',
    'FROM $BASE AS stage-2',
    'COPY fill /usr/local/bin/',
    'COPY dependencies/2 /etc/dependencies/',
    'RUN sh /usr/local/bin/fill /data/2/2 2 2048',
    '',
    'FROM $BASE AS image',
    'COPY --from=stage-1 /data/1 /data/1',
    'COPY --from=stage-2 /data/2 /data/2',
    'COPY app/ /app/',
    'RUN sh /app/main > /app/sizes',
    'CMD ["cat", "/app/sizes"]',
    '',
  ]);
});

test('a project has the stages and layers of its shape, whatever that is', () => {
  const shapes = fc.record({
    stages: fc.integer({ min: 1, max: 20 }),
    layers: fc.integer({ min: 1, max: 200 }),
    megabytes: fc.integer({ min: 1, max: 1000 }),
  });
  fc.assert(
    fc.property(shapes, (shape) => {
      const lines = formatDockerfile(shape).split('\n');
      const names = lines.flatMap((line) => /^FROM .* AS (.*)$/.exec(line)?.[1] ?? []);
      expect(names).toHaveLength(shape.stages);
      expect(names).toStrictEqual(madeProject('any', shape).stages);
      expect(lines.filter((line) => line.startsWith('RUN sh /usr/local/bin/fill'))).toHaveLength(shape.layers);
    }),
  );
});
