import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { builderInputs, succeeded, test, writeCommand } from './fixture.ts';

const files = { Dockerfile: 'FROM scratch\nCOPY Dockerfile /\n' };

test('a RUNNER_TEMP with a comma and quotes is mounted, and DOCKER_DEFAULT_PLATFORM is the default of platforms alone', async ({
  newRunner,
  testbed,
  image,
}) => {
  const runner = newRunner({ files });
  const temp = join(runner.root, 'a, "b"');
  mkdirSync(temp);
  const env = { RUNNER_TEMP: temp, DOCKER_DEFAULT_PLATFORM: 'linux/s390x' };
  const main = succeeded(await runner.main({ inputs: { ...builderInputs(testbed), image, push: 'true' }, env }));
  expect(main.annotations).toStrictEqual([]);
  expect(Object.keys(JSON.parse(main.outputs['platform-digests'] ?? '{}'))).toStrictEqual(['linux/s390x']);
  expect(main.log).not.toContain('reached through docker exec');
  succeeded(await runner.post());
});

test('an input error ends in post at once, though docker is still at work for the builder', async ({
  newRunner,
  testbed,
  image,
}) => {
  const runner = newRunner({ files });
  const bin = join(runner.home, 'bin');
  writeCommand(join(bin, 'docker'), `PATH=\${PATH#*:}\n[ "$1" != run ] || sleep 4\nexec docker "$@"\n`);
  const env = { PATH: `${bin}:${process.env.PATH}` };
  const own = { 'buildkit-image': testbed.buildkitImage, 'buildkitd-config-inline': testbed.buildkitdConfig, image };
  succeeded(await runner.pre({ inputs: own, env }));
  expect((await runner.main({ inputs: { ...own, push: 'perhaps' }, env })).exitCode).toBe(1);
  const post = succeeded(await runner.post());
  // It took four seconds and more; a busy machine needs its time.
  expect(post.milliseconds).toBeLessThan(3000);
});
