import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CommandResult, tryCommand } from '../../testbed/command.ts';
import type { Contestant, Job } from '../types.ts';
import { baseOf, cacheOf, references } from './command.ts';
import type { Surroundings } from './surroundings.ts';

/** docker buildx as its documentation has it: create a builder in a container, build with a cache of all stages and push, remove the builder. */
export function buildx(surroundings: Surroundings): Contestant {
  return {
    name: 'buildx',
    build: (job) =>
      withBuilder(surroundings, job, async (builder) => {
        await builder.build(buildArgs(job, join(surroundings.folder, 'buildx.json')));
        return builder.milliseconds();
      }).then(({ result, total }) => ({ toDigest: result, total })),
  };
}

/** A builder of docker buildx. */
export type BuildxBuilder = {
  /** Runs `docker buildx build` with these words; throws when it fails. */
  build(args: readonly string[]): Promise<CommandResult>;
  /** Runs `docker buildx build` with these words and unpacks its result into a folder; throws when either fails. */
  unpack(args: readonly string[], folder: string): Promise<void>;
  /** Since the builder's creation began. */
  milliseconds(): number;
};

/** Creates a builder, works with it and removes it, and tells the milliseconds of all; throws when anything fails. */
export async function withBuilder<T>(
  { image, config, folder, dockerConfig }: Surroundings,
  job: Job,
  work: (builder: BuildxBuilder) => Promise<T>,
): Promise<{ result: T; total: number }> {
  const toml = join(folder, 'buildx.toml');
  writeFileSync(toml, config(job.registry));
  const name = `bench-${randomBytes(6).toString('hex')}`;
  const driver = ['--driver', 'docker-container', '--driver-opt', `image=${image},network=host`];
  const start = performance.now();
  const milliseconds = () => performance.now() - start;
  const env = { ...process.env, DOCKER_CONFIG: dockerConfig };
  const docker = (...args: string[]) => mustRun('docker', ['buildx', ...args], env);
  const building = ['build', '--builder', name];
  try {
    await docker('create', '--name', name, ...driver, '--buildkitd-config', toml);
    const result = await work({
      milliseconds,
      build: (args) => docker(...building, ...args),
      async unpack(args, place) {
        const words = ['buildx', ...building, '--output=type=tar,dest=-', ...args];
        const script = 'place=$1; shift; docker "$@" | tar -xC "$place"';
        await mustRun('bash', ['-o', 'pipefail', '-c', script, 'bash', place, ...words], env);
      },
    });
    await docker('rm', name);
    return { result, total: milliseconds() };
  } catch (error) {
    await docker('rm', '--force', name).catch(() => undefined);
    throw error;
  }
}

/** A build that hangs is one that failed. */
const patienceMilliseconds = 600_000;

async function mustRun(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<CommandResult> {
  const result = await tryCommand(command, args, { env, timeout: patienceMilliseconds });
  if (result.exitCode !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${result.stderr}`);
  return result;
}

/** Returns the words of the build; what it found out goes into the metadata file. */
export function buildArgs(job: Job, metadata: string): string[] {
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
