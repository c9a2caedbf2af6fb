import { createHash } from 'node:crypto';
import { registryClient } from '../../testbed/registry-client.ts';

const IMAGE_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const LAYER = 'application/vnd.oci.image.layer.v1.tar+zstd';

export interface Pushed {
  /** What stands in the layers: the same text is the same layer. */
  readonly layers: readonly string[];
  /** When each layer was made. */
  readonly madeAt?: string;
  /** `image`: an ordinary image instead of a cache. */
  readonly as?: 'cache' | 'image';
}

export interface Repository {
  readonly name: string;
  /** Pushes a cache in the form that BuildKit gives it, and returns the manifest's digest. */
  push(tag: string, pushed: Pushed): Promise<string>;
  tags(): Promise<string[]>;
  /** The digest of a tag or of a manifest, if it is there. */
  digest(reference: string): Promise<string | undefined>;
}

/** Opens a repository of a registry on loopback for a test. */
export function openRepository(address: string, path: string): Repository {
  const base = `http://${address}/v2/${path}`;
  const client = registryClient(address);
  const held = new Map<string, Promise<{ digest: string; size: number }>>();
  const blob = (text: string) => {
    const known = held.get(text) ?? upload(base, text);
    held.set(text, known);
    return known;
  };
  return {
    name: `${address}/${path}`,
    async push(tag, { layers, madeAt = '2026-01-02T03:04:05Z', as = 'cache' }) {
      const type =
        as === 'cache' ? 'application/vnd.buildkit.cacheconfig.v0' : 'application/vnd.oci.image.config.v1+json';
      const config = { mediaType: type, ...(await blob(as === 'cache' ? '{"layers":[],"records":[]}' : '{}')) };
      const annotations = { 'buildkit/createdat': madeAt };
      const listed = await Promise.all(
        layers.map(async (text) => ({ mediaType: LAYER, ...(await blob(text)), annotations })),
      );
      const manifest = { schemaVersion: 2, mediaType: IMAGE_MANIFEST, config, layers: listed };
      return client.putManifest(path, tag, IMAGE_MANIFEST, JSON.stringify(manifest));
    },
    tags: () => client.tags(path),
    digest: async (reference) => (await client.manifest(path, reference))?.digest,
  };
}

async function upload(base: string, text: string): Promise<{ digest: string; size: number }> {
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  const started = await fetch(`${base}/blobs/uploads/`, { method: 'POST' });
  const place = new URL(started.headers.get('location') ?? '', base);
  place.searchParams.set('digest', digest);
  const headers = { 'content-type': 'application/octet-stream' };
  const done = await fetch(place, { method: 'PUT', body: text, headers });
  if (!done.ok) throw new Error(`PUT ${place} answered ${done.status}: ${await done.text()}`);
  return { digest, size: text.length };
}
