import type { Attributes, BuildRequest } from '../request/build-request.ts';
import { attributeValue } from '../text/attributes.ts';
import { formatReference } from '../text/reference.ts';

/** Returns the exporters of a build; that of `load` writes to standard output. */
export function exporters(request: BuildRequest): Attributes[] {
  const archive: Attributes[] = request.load ? [loadAttributes(request)] : [];
  // Of several exporters the last one fills the metadata file, so the pushed image comes last.
  const image: Attributes[] = needsImage(request) ? [imageAttributes(request)] : [];
  const made = request.outputs.filter((output) => attributeValue(output, 'type') !== 'cacheonly');
  return [...archive, ...made.map((output) => completeOutput(request, output)), ...image];
}

/** Tells whether any exporter of a solve makes an image; without one BuildKit writes no metadata file. */
export function makesImage(request: BuildRequest): boolean {
  const types = request.outputs.map((output) => attributeValue(output, 'type'));
  return needsImage(request) || request.load || ['oci', 'docker', 'image'].some((type) => types.includes(type));
}

/** A build without any output exports its image into the builder, because this gives the digest. */
function needsImage(request: BuildRequest): boolean {
  return request.push || request.imageAttributes !== undefined || (!request.load && request.outputs.length === 0);
}

/** The attributes of an image in `outputs` win over the action's own. */
function imageAttributes(request: BuildRequest): Attributes {
  const { push, annotations, imageAttributes: written = [] } = request;
  const own: Attributes = [...imageNames(request), ...layerAttributes(request, written), ['oci-mediatypes', 'true']];
  return [['type', 'image'], ['push', String(push)], ...complete(written, [...own, ...annotations])];
}

/**
 * The layers are uncompressed, because `docker load` unpacks them at once on the same machine. This is forced upon layers of a cache too,
 * which are compressed already, since Docker before version 23 cannot read zstd.
 */
function loadAttributes(request: BuildRequest): Attributes {
  return [
    ['type', 'docker'],
    ...imageNames(request),
    ['dest', '-'],
    ['compression', 'uncompressed'],
    ['force-compression', 'true'],
    ...request.annotations,
  ];
}

/** A user's own output; the attributes from the other inputs are added unless the output sets them itself. */
function completeOutput(request: BuildRequest, output: Attributes): Attributes {
  const type = attributeValue(output, 'type');
  if (type !== 'oci' && type !== 'docker' && type !== 'image') return output;
  const media: Attributes = type === 'docker' ? [] : [['oci-mediatypes', 'true']];
  const layers: Attributes = [...layerAttributes(request, output), ...media];
  return complete(output, [...imageNames(request), ...layers, ...request.annotations]);
}

/** Adds those attributes whose names are not there yet. */
function complete(written: Attributes, added: Attributes): Attributes {
  return [...written, ...added.filter(([name]) => attributeValue(written, name) === undefined)];
}

function imageNames({ tags }: BuildRequest): Attributes {
  return tags.length === 0 ? [] : [['name', tags.map(formatReference).join(',')]];
}

/**
 * Attributes for the compression of one exporter: there is no zstd among Docker's own media types, which an archive for Docker
 * always has.
 */
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
 * Returns the attributes for compression, for every exporter that compresses layers. With the default (zstd) layers of a cache or a base
 * image stay as they are, since every reader of zstd reads gzip too. Another compression was chosen on purpose, so it is forced upon all.
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
