import { toManifest } from '../text/manifest.ts';
import { isDigest } from '../text/reference.ts';
import type { OciLayout } from './build-request.ts';
import { InputError, shown } from './input-error.ts';
import { readInside } from './places.ts';

/**
 * Reads the digest that a layout's index has for a tag, as docker does: of the image that is called so, or of the only one that
 * is there (image-spec, image-layout.md). Throws an InputError.
 */
export async function readLayoutDigest({ name, path, tag }: OciLayout): Promise<string> {
  const text = await readInside(path, 'index.json');
  const { manifests: images = [] } = toManifest(text ?? '');
  const found =
    images.find(({ annotations }) => annotations[refName] === tag) ?? (images.length === 1 ? images[0] : undefined);
  if (found !== undefined && isDigest(found.digest)) return found.digest;
  const tags = images.flatMap(({ annotations }) => annotations[refName] ?? []);
  const has = text === undefined ? 'has no index.json' : tags.length > 0 ? `has ${tags.join(', ')}` : 'names no image';
  throw new InputError(
    `"build-contexts" names the layout ${path} for ${shown(name)}, which ${has}: write oci-layout://FOLDER:TAG of an image in it, or its digest behind @.`,
  );
}

const refName = 'org.opencontainers.image.ref.name';
