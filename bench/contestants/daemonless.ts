import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatAttributes } from '../../src/text/attributes.ts';
import type { Contestant, Job } from '../types.ts';
import { baseOf, cacheOf, references, timeCommand } from './command.ts';
import type { Surroundings } from './surroundings.ts';

/** The plain command: one privileged container that starts BuildKit, builds with its defaults, exports the cache in the same solve, and is gone. */
export function daemonless({ image, config, folder }: Surroundings): Contestant {
  return {
    name: 'daemonless',
    async build(job) {
      const toml = join(folder, 'daemonless.toml');
      writeFileSync(toml, config(job.registry));
      const script = fileURLToPath(new URL('daemonless.sh', import.meta.url));
      const mounts = [`${job.workspace}:/workspace:ro`, `${toml}:/buildkitd.toml:ro`, `${script}:/daemonless.sh:ro`];
      const milliseconds = await timeCommand(
        'docker',
        [
          ...['run', '--rm', '--privileged', '--network', 'host', ...mounts.flatMap((mount) => ['--volume', mount])],
          ...['--entrypoint', 'sh', image, '/daemonless.sh', ...buildArgs(job)],
        ],
        {},
      );
      // The container is gone before the next step begins.
      return { toDigest: milliseconds, total: milliseconds };
    },
  };
}

function buildArgs(job: Job): string[] {
  const imports = job.situation === 'cold' ? job.imports : [cacheOf(job), ...job.imports];
  return [
    'build',
    ...['--frontend', 'dockerfile.v0', '--local', 'context=/workspace', '--local', 'dockerfile=/workspace'],
    ...['--opt', `build-arg:BASE=${baseOf(job)}`],
    ...[
      '--output',
      formatAttributes([
        ['type', 'image'],
        ['name', references(job).join(',')],
        ['push', 'true'],
      ]),
    ],
    ...['--export-cache', `type=registry,ref=${cacheOf(job)},mode=max`],
    ...imports.flatMap((reference) => ['--import-cache', `type=registry,ref=${reference}`]),
  ];
}
