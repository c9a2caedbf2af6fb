import { appendFileSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Project } from './types.ts';

/** The id and the place of the mount. */
export const mount = { id: 'packages', target: '/packages' } as const;

/** Returns a project with a RUN that keeps packages in a cache mount; the RUN is run again when a dependency changes. */
export function mountProject(megabytes: number): Project {
  return {
    name: `mount-${megabytes}`,
    shape: { stages: 1, layers: 1, megabytes },
    // It has RUN --mount, which the legacy builder refuses.
    stages: undefined,
    create(folder) {
      mkdirSync(join(folder, 'app'));
      writeFileSync(join(folder, 'Dockerfile'), formatMounting(megabytes));
      copyFileSync(fileURLToPath(new URL('install', import.meta.url)), join(folder, 'install'));
      writeFileSync(join(folder, 'app/main'), 'start\n');
      writeFileSync(join(folder, 'dependencies'), '1\n');
    },
    change(folder, situation, number) {
      if (situation === 'source') appendFileSync(join(folder, 'app/main'), `change ${number}\n`);
      if (situation === 'dependency') writeFileSync(join(folder, 'dependencies'), `${number + 1}\n`);
    },
  };
}

/** Returns its Dockerfile. */
export function formatMounting(megabytes: number): string {
  return [
    'ARG BASE=debian:bookworm-slim',
    'FROM $BASE',
    'COPY install /usr/local/bin/',
    'COPY dependencies /etc/dependencies',
    `RUN --mount=type=cache,id=${mount.id},target=${mount.target} sh /usr/local/bin/install ${mount.target} ${megabytes}`,
    'COPY app/ /app/',
    'CMD ["cat", "/app/main"]',
    '',
  ].join('\n');
}
