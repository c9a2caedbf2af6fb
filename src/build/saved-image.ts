import { createHash } from 'node:crypto';
import { mkdir, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes an OCI layout of what `docker save` wrote of one image, unpacked in a folder, and returns the digest of its manifest.
 * Docker from version 25 on writes a layout by itself; before it wrote a configuration, named by its digest, and the layers as they
 * are unpacked, whose digests stand in the configuration.
 */
export async function completeLayout(folder: string): Promise<string> {
  const index = await readJson<Index>(join(folder, 'index.json')).catch(() => undefined);
  const digest = index?.manifests[0]?.digest;
  return digest ?? convert(folder);
}

async function convert(folder: string): Promise<string> {
  const [saved] = await readJson<readonly Saved[]>(join(folder, 'manifest.json'));
  if (saved === undefined) throw new Error('docker save wrote no image.');
  await mkdir(join(folder, 'blobs', 'sha256'), { recursive: true });
  const text = await readFile(join(folder, saved.Config));
  const { rootfs } = JSON.parse(text.toString('utf8')) as Configuration;
  // Where two layers are the same, one of both may be a link to the other.
  const files = await Promise.all(saved.Layers.map((layer) => realpath(join(folder, layer))));
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  const layers = rootfs.diff_ids.map((digest, number) => ({ mediaType: LAYER, digest, size: sizes[number] ?? 0 }));
  const moves = new Map(files.map((file, number) => [file, toBlob(folder, layers[number]?.digest ?? '')]));
  for (const [file, blob] of moves) await rename(file, blob);
  const manifest = { schemaVersion: 2, mediaType: MANIFEST, config: await writeBlob(folder, CONFIG, text), layers };
  const { digest, size } = await writeBlob(folder, MANIFEST, Buffer.from(JSON.stringify(manifest)));
  const index = { schemaVersion: 2, manifests: [{ mediaType: MANIFEST, digest, size }] };
  await writeFile(join(folder, 'index.json'), JSON.stringify(index));
  await writeFile(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  return digest;
}

async function writeBlob(folder: string, mediaType: string, content: Buffer) {
  const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
  await writeFile(toBlob(folder, digest), content);
  return { mediaType, digest, size: content.length };
}

function toBlob(folder: string, digest: string): string {
  return join(folder, 'blobs', ...digest.split(':'));
}

async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, 'utf8')) as T;
}

interface Index {
  readonly manifests: readonly { readonly digest: string }[];
}

/** One entry of manifest.json, with paths in the archive. */
interface Saved {
  readonly Config: string;
  readonly Layers: readonly string[];
}

interface Configuration {
  readonly rootfs: { readonly diff_ids: readonly string[] };
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';
const LAYER = 'application/vnd.oci.image.layer.v1.tar';
