import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isInPlace, type SharedStart } from '../../src/builder/shared.ts';

/** Returns a start whose folder is there, with nothing in it. */
function aStart(): SharedStart {
  const folder = mkdtempSync(join(tmpdir(), 'shared-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return { folder, size: 0, files: {}, run: () => [], notes: [] };
}

test('a builder is in its place when its daemon takes connections and its buildctl is there', async () => {
  const start = aStart();
  expect(await isInPlace(start)).toBe(false);
  const server = createServer().listen(join(start.folder, 'buildkitd.sock'));
  onTestFinished(() => {
    server.close();
  });
  await once(server, 'listening');
  expect(await isInPlace(start)).toBe(false);
  writeFileSync(join(start.folder, 'buildctl'), '');
  expect(await isInPlace(start)).toBe(true);
});

test('a socket at which nobody listens is no builder', async () => {
  const start = aStart();
  writeFileSync(join(start.folder, 'buildkitd.sock'), '');
  writeFileSync(join(start.folder, 'buildctl'), '');
  expect(await isInPlace(start)).toBe(false);
});
