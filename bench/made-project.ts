import { appendFileSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Project, Shape } from './types.ts';

/** Returns a project of a given shape that needs nothing from outside but its base image. */
export function madeProject(name: string, shape: Shape): Project {
  return {
    name,
    shape,
    stages: stageNames(shape),
    create(folder) {
      mkdirSync(join(folder, 'app'));
      mkdirSync(join(folder, 'dependencies'));
      writeFileSync(join(folder, 'Dockerfile'), formatDockerfile(shape));
      copyFileSync(fileURLToPath(new URL('fill', import.meta.url)), join(folder, 'fill'));
      writeFileSync(join(folder, 'app/main'), '#!/bin/sh\nwc -c /data/*/*/number\n');
      for (const number of fillingStages(shape).keys()) {
        writeFileSync(join(folder, `dependencies/${number + 1}`), 'lock: 1\n');
      }
    },
    change(folder, situation, number) {
      if (situation === 'source') appendFileSync(join(folder, 'app/main'), `# change ${number}\n`);
      // The first of the stages that make content: all others stay as they are.
      if (situation === 'dependency') writeFileSync(join(folder, 'dependencies/1'), `lock: ${number + 1}\n`);
    },
  };
}

/**
 * Returns the Dockerfile of a shape: stages that fill folders of their own and a last one that copies the folders, or one
 * stage that fills them itself. A changed dependency makes the first filling stage anew, a changed source the last copy.
 */
export function formatDockerfile(shape: Shape): string {
  const stages = fillingStages(shape);
  const alone = shape.stages === 1;
  const filling = stages.flatMap((layers, index) => [
    `FROM $BASE AS ${alone ? 'image' : `stage-${index + 1}`}`,
    'COPY fill /usr/local/bin/',
    `COPY dependencies/${index + 1} /etc/dependencies/`,
    ...layers.map((layer) => `RUN sh /usr/local/bin/fill /data/${index + 1}/${layer} ${layer} ${kibibytes(shape)}`),
    '',
  ]);
  const gathering = stages.map((_, index) => `COPY --from=stage-${index + 1} /data/${index + 1} /data/${index + 1}`);
  return [
    // No `# syntax` line: the others would have to pull that frontend for every build, which this action does not.
    'ARG BASE=debian:bookworm-slim',
    ...filling,
    ...(alone ? [] : ['FROM $BASE AS image', ...gathering]),
    'COPY app/ /app/',
    'RUN sh /app/main > /app/sizes',
    'CMD ["cat", "/app/sizes"]',
    '',
  ].join('\n');
}

function stageNames(shape: Shape): string[] {
  return shape.stages === 1 ? ['image'] : [...fillingStages(shape).map((_, index) => `stage-${index + 1}`), 'image'];
}

/** Returns the numbers of the layers of each stage that makes content. */
function fillingStages({ stages, layers }: Shape): number[][] {
  const count = Math.max(1, stages - 1);
  const numbers = Array.from({ length: layers }, (_, index) => index + 1);
  return Array.from({ length: count }, (_, stage) => numbers.filter((number) => (number - 1) % count === stage));
}

function kibibytes({ megabytes, layers }: Shape): number {
  return Math.max(4, Math.round((megabytes * 1024) / layers));
}
