import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { completeLayout } from '../../src/build/saved-image.ts';

const sha256 = (content: string | Buffer) => `sha256:${createHash('sha256').update(content).digest('hex')}`;

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'saved-image-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe('what docker save wrote', () => {
  test('in the form before version 25 becomes a layout, one blob for layers that are the same', async () => {
    const folder = makeFolder();
    const config = JSON.stringify({ rootfs: { diff_ids: [sha256('one'), sha256('one')] } });
    for (const layer of ['a', 'b']) mkdirSync(join(folder, layer));
    writeFileSync(join(folder, 'a', 'layer.tar'), 'one');
    symlinkSync('../a/layer.tar', join(folder, 'b', 'layer.tar'));
    writeFileSync(join(folder, 'config.json'), config);
    const saved = [{ Config: 'config.json', RepoTags: ['a:x'], Layers: ['a/layer.tar', 'b/layer.tar'] }];
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(saved));
    const digest = await completeLayout(folder);
    const read = (of: string) => readFileSync(join(folder, 'blobs', ...of.split(':')));
    expect(sha256(read(digest))).toBe(digest);
    const manifest = JSON.parse(read(digest).toString());
    expect(read(manifest.config.digest).toString()).toBe(config);
    const layer = { mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: sha256('one'), size: 3 };
    expect(manifest.layers).toStrictEqual([layer, layer]);
    expect(read(sha256('one')).toString()).toBe('one');
  });

  test('as a layout is taken as it is', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'index.json'), JSON.stringify({ manifests: [{ digest: sha256('manifest') }] }));
    expect(await completeLayout(folder)).toBe(sha256('manifest'));
  });
});
