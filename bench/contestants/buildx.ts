import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../testbed/command.ts';
import type { Contestant, Job } from '../types.ts';
import { baseOf, cacheOf, references, timeCommand } from './command.ts';
import type { Surroundings } from './surroundings.ts';

/** docker buildx as its documentation has it: create a builder in a container, build with a cache of all stages and push, remove the builder. */
export function buildx({ image, config, folder, dockerConfig }: Surroundings): Contestant {
  return {
    name: 'buildx',
    async build(job) {
      const toml = join(folder, 'buildx.toml');
      writeFileSync(toml, config(job.registry));
      const builder = `bench-${randomBytes(6).toString('hex')}`;
      const env = { ...process.env, DOCKER_CONFIG: dockerConfig };
      const driver = ['--driver', 'docker-container', '--driver-opt', `image=${image},network=host`];
      try {
        const created = await timeCommand(
          'docker',
          ['buildx', 'create', '--name', builder, ...driver, '--buildkitd-config', toml],
          { env },
        );
        const built = await timeCommand(
          'docker',
          ['buildx', 'build', '--builder', builder, ...buildArgs(job, join(folder, 'buildx.json'))],
          { env },
        );
        const removed = await timeCommand('docker', ['buildx', 'rm', builder], { env });
        return { toDigest: created + built, total: created + built + removed };
      } catch (error) {
        await runCommand('docker', ['buildx', 'rm', '--force', builder], { env }).catch(() => undefined);
        throw error;
      }
    },
  };
}

function buildArgs(job: Job, metadata: string): string[] {
  const imports = job.situation === 'cold' ? job.imports : [cacheOf(job), ...job.imports];
  return [
    '--push',
    ...references(job).flatMap((reference) => ['--tag', reference]),
    ...['--build-arg', `BASE=${baseOf(job)}`, '--metadata-file', metadata],
    ...['--cache-to', `type=registry,ref=${cacheOf(job)},mode=max`],
    ...imports.flatMap((reference) => ['--cache-from', `type=registry,ref=${reference}`]),
    job.workspace,
  ];
}
