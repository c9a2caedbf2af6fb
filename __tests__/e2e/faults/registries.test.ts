import { describe, expect } from 'vitest';
import type { JournalEntry } from '../../../testbed/faulty-registry/journal.ts';
import { pushEvent } from '../../../testbed/harness.ts';
import { instructionsOf, succeeded } from '../fixture.ts';
import { test } from './fixture.ts';

describe.concurrent('the registry takes no layer over from another repository', () => {
  test.concurrent.for([400, 403, 404])(
    '%i: the image is built once more without the import',
    async (status, { attempt, startProxy, repository }) => {
      const proxy = await startProxy();
      const inputs = { 'cache-ref': `${proxy.address}/${repository}/cache:all`, retries: '0' };
      const job = { registry: proxy.address, event: pushEvent(), inputs };
      // Nothing of the image is in its own repository yet.
      succeeded((await attempt({ ...job, inputs: { ...inputs, push: 'false' } })).main);
      proxy.setRules([
        {
          match: { method: 'POST', kind: 'upload', path: /[?&]mount=/ },
          action: { kind: 'answer', status, headers: {}, body: '' },
        },
      ]);
      const { main, warnings } = await attempt(job);
      succeeded(main);
      expect(warnings).toStrictEqual([
        expect.stringContaining(
          `the registry refused to take over layers of the imported cache ${inputs['cache-ref']} (`,
        ),
      ]);
      expect(main.outputs.pushed).toBe('true');
    },
  );
});

describe.concurrent('a registry that allows ten connections at once', () => {
  test.concurrent('never has more, of 30 layers', async ({ attempt, startProxy }) => {
    const proxy = await startProxy([
      { match: { kind: ['upload', 'blob'] }, action: { kind: 'delay', milliseconds: 100 } },
    ]);
    const copies = Array.from({ length: 30 }, (_, index) => `COPY page.html /${index}\n`).join('');
    const files = { Dockerfile: `FROM scratch\n${copies}`, 'page.html': 'a' };
    const { main, warnings } = await attempt({ registry: proxy.address, files });
    succeeded(main);
    expect(warnings).toStrictEqual([]);
    expect(mostAtOnce(proxy.journal)).toBeGreaterThan(4);
    expect(mostAtOnce(proxy.journal)).toBeLessThanOrEqual(10);
  });
});

/** How many requests were under way at one time. */
function mostAtOnce(journal: readonly JournalEntry[]): number {
  const at = (time: number) => journal.filter(({ started, ended = time }) => started <= time && time < ended).length;
  return Math.max(...journal.map(({ started }) => at(started)));
}

describe.concurrent('`compression: gzip` after a build with the default', () => {
  test.concurrent('all layers of the image are gzip, again and again', async ({ attempt, registry, repository }) => {
    const job = { event: pushEvent() };
    await attempt(job);
    for (const _ of ['first', 'second']) {
      const { main } = await attempt({ ...job, inputs: { compression: 'gzip' } });
      expect(instructionsOf(succeeded(main)).executed).toStrictEqual([]);
      const image = await registry.manifest(repository, 'main');
      expect(image?.body.layers?.map(({ mediaType }) => mediaType)).toStrictEqual([
        'application/vnd.oci.image.layer.v1.tar+gzip',
      ]);
    }
  });
});
