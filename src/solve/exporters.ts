import type { Attributes, BuildRequest } from '../request/build-request.ts';
import { attributeValue } from '../text/attributes.ts';

/** Returns what a build makes of its result; `archiveFile` is the one that `load` writes. */
export function exporters(request: BuildRequest, archiveFile: string): Attributes[] {
  const archive: Attributes[] = request.load ? [loadAttributes(request, archiveFile)] : [];
  // Of several exporters the last one fills the metadata file, so the image that is pushed stands last.
  const image: Attributes[] = needsImage(request) ? [imageAttributes(request)] : [];
  const made = request.outputs.filter((output) => attributeValue(output, 'type') !== 'cacheonly');
  return [...archive, ...made.map((output) => completeOutput(request, output)), ...image];
}

/** Tells whether a solve makes an image, somewhere; without one BuildKit writes no metadata file. */
export function makesImage(request: BuildRequest): boolean {
  const types = request.outputs.map((output) => attributeValue(output, 'type'));
  return needsImage(request) || request.load || ['oci', 'docker', 'image'].some((type) => types.includes(type));
}

/** A build without any output still exports its image into the builder, since that gives the digest. */
function needsImage(request: BuildRequest): boolean {
  return request.push || request.imageAttributes !== undefined || (!request.load && request.outputs.length === 0);
}

/** What an image in `outputs` says of it wins over the action's own attributes. */
function imageAttributes(request: BuildRequest): Attributes {
  const { push, annotations, imageAttributes: written = [] } = request;
  const own: Attributes = [...imageNames(request), ...layerAttributes(request, written), ['oci-mediatypes', 'true']];
  return [['type', 'image'], ['push', String(push)], ...complete(written, [...own, ...annotations])];
}

/**
 * Uncompressed, because `docker load` unpacks the layers on the same machine at once, and forced, because layers that came
 * from a cache are compressed already: Docker before version 23 cannot read zstd.
 */
function loadAttributes(request: BuildRequest, archive: string): Attributes {
  return [
    ['type', 'docker'],
    ...imageNames(request),
    ['dest', archive],
    ['compression', 'uncompressed'],
    ['force-compression', 'true'],
    ...request.annotations,
  ];
}

/** A user's own output of files, with what the other inputs say of an image where it does not say otherwise itself. */
function completeOutput(request: BuildRequest, output: Attributes): Attributes {
  const type = attributeValue(output, 'type');
  if (type !== 'oci' && type !== 'docker' && type !== 'image') return output;
  const media: Attributes = type === 'docker' ? [] : [['oci-mediatypes', 'true']];
  const layers: Attributes = [...layerAttributes(request, output), ...media];
  return complete(output, [...imageNames(request), ...layers, ...request.annotations]);
}

/** Adds the attributes whose names were not written yet. */
function complete(written: Attributes, added: Attributes): Attributes {
  return [...written, ...added.filter(([name]) => attributeValue(written, name) === undefined)];
}

function imageNames({ tags }: BuildRequest): Attributes {
  return tags.length === 0 ? [] : [['name', tags.join(',')]];
}

/** How the layers of one exporter are compressed: Docker's own media types know no zstd, and an archive for Docker has no others. */
function layerAttributes(request: BuildRequest, written: Attributes): Attributes {
  const isDocker =
    attributeValue(written, 'type') === 'docker' || attributeValue(written, 'oci-mediatypes') === 'false';
  const type = attributeValue(written, 'compression');
  if (type !== undefined) return force(type);
  const { compression } = request;
  if (isDocker && compression.type === 'zstd') return [['compression', 'gzip'], ...force('gzip')];
  return compressionAttributes(request);
}

/**
 * Returns how layers are compressed, for every exporter that compresses them. Layers that come from a cache or a base image stay
 * as they are with the default, since everything that reads it reads gzip too; whoever writes another one has a reason.
 */
export function compressionAttributes({ compression: { type, level } }: BuildRequest): Attributes {
  return [
    ['compression', type],
    ...(level === undefined ? [] : ([['compression-level', String(level)]] as const)),
    ...force(type),
  ];
}

function force(type: string): Attributes {
  return type === 'zstd' ? [] : [['force-compression', 'true']];
}
