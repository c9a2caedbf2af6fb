import { appendFileSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Project } from './types.ts';

/** Six stages, each on the one before; with the build argument BROKEN the fourth fails after the first three have run. */
export const failingProject: Project = {
  name: 'failing',
  shape: undefined,
  // The legacy builder keeps nothing of a build that fails.
  stages: undefined,
  create(folder) {
    mkdirSync(join(folder, 'app'));
    writeFileSync(join(folder, 'Dockerfile'), formatFailing());
    copyFileSync(fileURLToPath(new URL('fill', import.meta.url)), join(folder, 'fill'));
    writeFileSync(join(folder, 'app/main'), 'start\n');
    writeFileSync(join(folder, 'dependencies'), 'lock: 1\n');
  },
  change(folder, situation, number) {
    if (situation === 'source') appendFileSync(join(folder, 'app/main'), `change ${number}\n`);
    if (situation === 'dependency') writeFileSync(join(folder, 'dependencies'), `lock: ${number + 1}\n`);
  },
};

/** Returns its Dockerfile: three layers of 4 MB in each of the first three stages, all made anew when a dependency changes. */
export function formatFailing(): string {
  const filling = [1, 2, 3].flatMap((stage) => [
    `FROM ${stage === 1 ? '$BASE' : `stage-${stage - 1}`} AS stage-${stage}`,
    ...(stage === 1 ? ['COPY fill /usr/local/bin/', 'COPY dependencies /etc/dependencies'] : []),
    ...[1, 2, 3].map((layer) => `RUN sh /usr/local/bin/fill /data/${stage}/${layer} ${stage * 3 + layer} 4096`),
    '',
  ]);
  return [
    'ARG BASE=debian:bookworm-slim',
    ...filling,
    'FROM stage-3 AS stage-4',
    'COPY app/ /app/',
    'ARG BROKEN=no',
    'RUN test "$BROKEN" = no',
    '',
    'FROM stage-4 AS stage-5',
    'RUN cp /app/main /app/built',
    '',
    'FROM stage-5 AS image',
    'CMD ["cat", "/app/built"]',
    '',
  ].join('\n');
}
