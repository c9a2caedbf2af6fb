import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished } from 'vitest';
import { runCommand } from '../../testbed/command.ts';
import type { RegistryClient } from '../../testbed/registry-client.ts';
import { type Job, jobs } from '../drop-in/jobs.ts';
import { builderInputs, test } from '../e2e/fixture.ts';

// With the argument cases of __tests__/drop-in: `npm run drop-in`.

describe('the jobs of docker/build-push-action', () => {
  test.for(jobs.map((job) => [job.name, job] as const))(
    '%s',
    async ([, job], { newRunner, testbed, registry, repository, image }) => {
      const { files, before = [], inputs, env, docker = [] }: Job = filled(job, image);
      const runner = newRunner({ files, ...(env && { env }) });
      onTestFinished(async () => {
        if (docker.length > 0) await runCommand('docker', ['image', 'rm', '--force', ...docker]);
      });
      // The base images of the testbed are in a registry on this machine.
      const common = { ...builderInputs(testbed), 'builder-network': 'host' };
      for (const each of before) {
        expect((await runner.main({ inputs: { ...common, ...each } })).exitCode).toBe(0);
        await runner.post();
      }
      const main = await runner.main({ inputs: { ...common, ...inputs } });
      const post = await runner.post();
      expect([main.exitCode, post.exitCode], main.log).toStrictEqual([job.exit ?? 0, 0]);
      const says = (job.says ?? []).map(({ source, flags }) => new RegExp(source.replaceAll('IMAGE', image), flags));
      const said = [...main.annotations, ...post.annotations].map(({ message }) => message);
      expect(said).toStrictEqual(says.map((each) => expect.stringMatching(each)));
      expect(main.outputs.digest ?? '').toMatch(
        job.digest === 'none' ? /^$/ : job.made ? /^(sha256:.*)?$/ : /^sha256:/,
      );
      if (job.log) expect(main.log).toMatch(job.log);
      for (const [path, content] of Object.entries(job.made ?? {})) {
        const file = join(runner.workspace, path);
        expect(content === undefined ? existsSync(file) : readFileSync(file, 'utf8')).toBe(content ?? true);
      }
      for (const name of docker) await runCommand('docker', ['image', 'inspect', name]);
      if (job.tags) expect(await tagsIn(registry, repository)).toStrictEqual(job.tags);
      if (job.platforms)
        expect(await platformsOf(registry, repository, job.tags?.[0] ?? '')).toStrictEqual(job.platforms);
    },
  );
});

function filled(job: Job, image: string): Job {
  return JSON.parse(JSON.stringify(job).replaceAll('IMAGE', image));
}

async function tagsIn(registry: RegistryClient, repository: string): Promise<string[]> {
  const tags = await registry.tags(repository);
  return [...new Set(tags.map((tag) => (tag.startsWith('cache-b-') ? 'cache' : tag)))].sort();
}

async function platformsOf(registry: RegistryClient, repository: string, tag: string): Promise<string[]> {
  const { body } = (await registry.manifest(repository, tag)) ?? {};
  return (body?.manifests ?? []).map(({ platform }) => `${platform?.os}/${platform?.architecture}`);
}
