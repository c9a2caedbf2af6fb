import type { ManifestBody, RegistryClient } from '../../testbed/registry-client.ts';
import { type Layer, readLayer } from './pushed-image.ts';

/** Larger layers are base images: what a build makes of a secret, and every attestation, is smaller. */
const largestLayer = 2 ** 20;

/**
 * Reads what a registry holds under all tags of some repositories, each blob once: manifests, configurations, attestations and
 * unpacked layers of up to 1 MiB.
 */
export async function readStoredTexts(registry: RegistryClient, repositories: Iterable<string>): Promise<string> {
  const texts = new Map<string, Promise<string>>();
  const once = (digest: string, read: () => Promise<string>): Promise<string> => {
    const known = texts.get(digest) ?? read();
    texts.set(digest, known);
    return known;
  };
  const readBlob = (repository: string, layer: Layer) =>
    // A test may have taken it away.
    once(layer.digest, () => readLayer(registry, repository, layer).then(String, () => ''));
  const readManifest = async (repository: string, reference: string): Promise<void> => {
    const manifest = await registry.manifest(repository, reference);
    if (manifest === undefined || texts.has(manifest.digest)) return;
    texts.set(manifest.digest, Promise.resolve(JSON.stringify(manifest.body)));
    const { blobs, children } = partsOf(manifest.body);
    await Promise.all([
      ...blobs.map((blob) => readBlob(repository, blob)),
      ...children.map(({ digest }) => readManifest(repository, digest)),
    ]);
  };
  const readRepository = async (repository: string) =>
    Promise.all((await registry.tags(repository)).map((tag) => readManifest(repository, tag)));
  await Promise.all([...repositories].map(readRepository));
  return (await Promise.all(texts.values())).join('\n');
}

/** The index of a cache lists layers where the index of an image lists manifests. */
function partsOf({ config, layers = [], manifests = [] }: ManifestBody): { blobs: Layer[]; children: Layer[] } {
  const isManifest = ({ mediaType }: Layer) => /manifest|image\.index/.test(mediaType);
  const blobs = [...(config ? [config] : []), ...layers, ...manifests.filter((child) => !isManifest(child))];
  return { blobs: blobs.filter(({ size }) => size <= largestLayer), children: manifests.filter(isManifest) };
}
