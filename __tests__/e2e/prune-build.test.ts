import { expect } from 'vitest';
import { parseCacheManifest } from '../../src/prune/cache-manifest.ts';
import { otherEvent, pushEvent } from '../../testbed/harness.ts';
import { startGitHub } from '../prune/github-server.ts';
import { branchTag, deleteEvent, runPrune } from '../prune/run-prune.ts';
import { instructionsOf, succeeded, test } from './fixture.ts';

const files = (page: string) => ({
  Dockerfile: 'FROM debian:bookworm-slim\nRUN echo base > /base\nCOPY page.txt /\nRUN cat /page.txt > /page\n',
  'page.txt': page,
});

test("what a build wrote for a branch goes with the branch, and main's cache serves as before", async ({
  job,
  registry,
  repository,
  image,
}) => {
  const github = await startGitHub({ branches: ['main', 'feature'] });
  const started = Date.now();
  await job({ files: files('one'), event: pushEvent() });
  await job({ files: files('two'), event: pushEvent({ branch: 'feature' }) });
  const caches = async () => (await registry.tags(repository)).filter((tag) => tag.startsWith('cache-'));
  expect(await caches()).toStrictEqual([branchTag('feature'), branchTag('main')].toSorted());

  const manifest = await registry.manifest(repository, branchTag('feature'));
  const { madeAt = 0 } = parseCacheManifest(Buffer.from(JSON.stringify(manifest?.body))) ?? {};
  expect([madeAt > started, madeAt < Date.now()]).toStrictEqual([true, true]);

  const sweep = { repository: image, event: otherEvent('schedule'), github, inputs: { 'older-than': '1h' } };
  expect(succeeded(await runPrune(sweep)).outputs).toStrictEqual({ deleted: '0', 'freed-bytes': '0' });

  const pruned = succeeded(await runPrune({ repository: image, event: deleteEvent('feature'), github }));
  await github.close();
  expect(pruned.outputs.deleted).toBe('1');
  // The base layers are main's too.
  expect(Number(pruned.outputs['freed-bytes'])).toBeLessThan(10_000);
  expect(await caches()).toStrictEqual([branchTag('main')]);
  const again = await job({ files: files('one'), event: pushEvent() });
  expect(instructionsOf(succeeded(again.main)).executed).toStrictEqual([]);
});
