import { runCommand, tryCommand } from '../../testbed/command.ts';
import type { Contestant, Job } from '../types.ts';
import { baseOf, references } from './command.ts';
import type { Surroundings } from './surroundings.ts';

/** The engine's own builder of old: each stage is an image that is pulled as a cache, built and pushed. Cannot build a project without a list of stages. */
export function legacy({ dockerConfig }: Surroundings): Contestant {
  const env = { ...process.env, DOCKER_BUILDKIT: '0', DOCKER_CONFIG: dockerConfig };
  const docker = (...args: string[]) => runCommand('docker', args, { env });
  return {
    name: 'legacy',
    async build(job) {
      const caches = (job.project.stages ?? []).map((stage) => ({
        stage,
        tag: `${job.registry}/${job.repository}:stage-${stage}`,
      }));
      const start = performance.now();
      try {
        if (job.situation !== 'cold') {
          for (const { tag } of caches) await docker('pull', '--quiet', tag);
        }
        for (const { stage, tag } of caches)
          await docker(
            ...buildArgs(
              job,
              stage,
              tag,
              caches.map((cache) => cache.tag),
            ),
          );
        const image = caches.at(-1)?.tag ?? '';
        for (const reference of references(job)) {
          await docker('tag', image, reference);
          await docker('push', '--quiet', reference);
        }
        const toDigest = performance.now() - start;
        for (const { tag } of caches) await docker('push', '--quiet', tag);
        return { toDigest, total: performance.now() - start };
      } finally {
        // A new runner's engine is empty; this one is not, so that what a build brought is taken away, which nobody waits for.
        await removeImages(job);
      }
    },
  };
}

function buildArgs(job: Job, stage: string, tag: string, caches: readonly string[]): string[] {
  return [
    ...['build', '--quiet', '--force-rm', '--target', stage, '--tag', tag, '--build-arg', `BASE=${baseOf(job)}`],
    ...caches.flatMap((cache) => ['--cache-from', cache]),
    job.workspace,
  ];
}

/**
 * Removes what a build brought: images by their ids, since one that was pulled keeps its digest when its tag moves to a newer one,
 * and those below others go with the last that stands on them.
 */
async function removeImages(job: Job): Promise<void> {
  const listed = await runCommand('docker', [...list, `${job.registry}/${job.repository}`]);
  for (const image of new Set([...listed.split('\n').filter(Boolean), baseOf(job)])) {
    await tryCommand('docker', ['rmi', '--force', image]);
  }
}

const list = ['image', 'ls', '--all', '--quiet', '--no-trunc'];
