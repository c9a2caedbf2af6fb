import { join } from 'node:path';
import { expect } from 'vitest';
import { pushEvent } from '../../testbed/harness.ts';
import { projectFolder } from '../../testbed/paths.ts';
import { instructionsOf, succeeded, test } from './fixture.ts';

test.concurrent.for(['framework', 'website'])(
  'examples/%s builds, and its second build runs nothing',
  async (name, { job, registry, repository }) => {
    const workspace = join(projectFolder, 'examples', name);
    const event = pushEvent();
    const cold = await job({ workspace, event });
    const { digest } = succeeded(cold.main).outputs;
    expect(digest).toBe((await registry.manifest(repository, 'main'))?.digest);
    expect([...cold.main.annotations, ...cold.post.annotations]).toStrictEqual([]);

    const warm = await job({ workspace, event });
    expect(succeeded(warm.main).outputs.digest).toBe(digest);
    const { cached, executed } = instructionsOf(warm.main);
    expect(executed).toStrictEqual([]);
    expect(String(cached.length)).toBe(warm.main.outputs['total-steps']);
    expect([...warm.main.annotations, ...warm.post.annotations]).toStrictEqual([]);
  },
);
