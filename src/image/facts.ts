import type { RegistryClient } from '../registry/client.ts';
import type { BuildRequest } from '../request/build-request.ts';
import { runnerPlatform } from '../request/platforms.ts';
import { type Descriptor, type Manifest, type Platform, toManifest } from '../text/manifest.ts';
import { isDigest, type Reference } from '../text/reference.ts';
import type { Metadata } from './metadata.ts';

/** What a registry says of an image that was pushed. */
export interface ImageFacts {
  /** Digest of each platform's manifest, by `os/architecture[/variant]`. */
  readonly platforms: Readonly<Record<string, string>>;
  /** Digests of the platforms' configurations, by which Docker knows the images. */
  readonly images: readonly string[];
  /** Bytes of configuration and compressed layers, of all platforms together. */
  readonly size: number;
}

/** Reads what the pushed image consists of; undefined when the registry does not tell, since an output less must not fail a build. */
export async function readImageFacts(
  { repository, digest }: { repository: Reference; digest: string },
  registry: RegistryClient,
  platform: string,
): Promise<ImageFacts | undefined> {
  const top = await readManifest(registry, repository, digest);
  if (top === undefined) return undefined;
  if (top.manifests === undefined)
    return { platforms: { [platform]: digest }, images: imagesOf([top]), size: sizeOf(top) };
  const children = top.manifests.filter(isImage);
  const manifests = await Promise.all(children.map((child) => readManifest(registry, repository, child.digest)));
  return {
    platforms: Object.fromEntries(children.map((child) => [formatPlatform(child.platform), child.digest])),
    images: imagesOf(manifests),
    size: manifests.reduce((sum, manifest) => sum + (manifest ? sizeOf(manifest) : 0), 0),
  };
}

/** Returns the platform of an image that says it nowhere: the one asked for, or else this machine's. */
export function onlyPlatform(request: BuildRequest): string {
  return request.platforms[0] ?? runnerPlatform();
}

/** Returns where the image is, written out by its digest (`repository@sha256:…`); undefined when it has no name or no digest. */
export function imageByDigest({ repository }: BuildRequest, { digest }: Metadata): string | undefined {
  return repository === undefined || digest === undefined ? undefined : `${repository.name}@${digest}`;
}

async function readManifest(
  registry: RegistryClient,
  repository: Reference,
  digest: string,
): Promise<Manifest | undefined> {
  const answer = await registry.getManifest({ ...repository, digest });
  return answer.kind === 'found' ? toManifest(answer.bytes) : undefined;
}

/** Attestations stand in the index beside the images that they attest. */
function isImage({ digest, annotations }: Descriptor): boolean {
  return isDigest(digest) && annotations['vnd.docker.reference.type'] !== 'attestation-manifest';
}

function imagesOf(manifests: readonly (Manifest | undefined)[]): string[] {
  return manifests.flatMap((manifest) => manifest?.config?.digest ?? []);
}

function sizeOf({ config, layers }: Manifest): number {
  return [config, ...layers].reduce((sum, blob) => sum + (blob?.size ?? 0), 0);
}

function formatPlatform(platform: Platform | undefined): string {
  const { os, architecture, variant } = platform ?? { os: 'unknown', architecture: 'unknown', variant: undefined };
  return variant === undefined ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`;
}
