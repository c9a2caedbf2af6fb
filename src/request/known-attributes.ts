import { attributeValue, parseAttributes, withoutAttributes } from '../text/attributes.ts';
import type { Attributes } from './build-request.ts';
import { forInput, InputError, oneOf } from './input-error.ts';
import type { InputName } from './inputs.ts';

/** The types of an attribute list and the names that each may have. */
export type KnownAttributes = ReadonlyMap<string, readonly string[]>;

/**
 * Reads one attribute list with its type, written or implied; throws an InputError for a type that BuildKit does not know. An
 * attribute that the type does not have is left out with a warning, since BuildKit would ignore it in silence.
 */
export function parseTyped(
  input: InputName,
  text: string,
  known: KnownAttributes,
  warn: (text: string) => void,
  implied?: string,
): Attributes {
  const attributes = forInput(input, () => parseAttributes(text));
  const type = implied ?? attributeValue(attributes, 'type');
  const names = known.get(type ?? '');
  if (type === undefined || names === undefined) {
    const found = type === undefined ? 'an entry without a type' : `the unknown type=${type.slice(0, 50)}`;
    throw new InputError(`"${input}" has ${found}: write type=${oneOf([...known.keys()])}.`);
  }
  const isStray = (name: string) => !isKnown(name, names) && (name !== 'type' || implied !== undefined);
  const stray = attributes.map(([name]) => name).filter(isStray);
  if (stray.length === 0) return attributes;
  const hint = names.length === 0 ? 'it takes none' : `it takes ${names.join(', ')}`;
  warn(
    `"${input}" has ${stray.map((name) => `"${name.slice(0, 50)}"`).join(', ')}, which BuildKit would ignore with type=${type}, so it is left out: ${hint}.`,
  );
  return withoutAttributes(attributes, ...stray);
}

const COMPRESSION = ['compression', 'compression-level', 'force-compression'];

const IMAGE = [
  ...['name', 'oci-mediatypes', 'oci-artifact', 'attestation-inline', 'prefer-nondist-layers'],
  ...['rewrite-timestamp', 'source-date-epoch', ...COMPRESSION],
];

const PUSHED = [
  ...[...IMAGE, 'push', 'push-by-digest', 'name-canonical', 'registry.insecure', 'unpack', 'store'],
  // BuildKit spells the second name so.
  ...['dangling-name-prefix', 'danging-name-empty-only'],
];

const FILES = ['dest', 'attestation-prefix', 'platform-split', 'source-date-epoch'];

/** Exporters of BuildKit v0.32 (exporter/containerimage, oci, local, tar); `registry` and `cacheonly` are buildx' names. */
export const OUTPUTS: KnownAttributes = new Map([
  ['image', PUSHED],
  ['registry', PUSHED],
  ['oci', [...IMAGE, 'dest', 'tar']],
  ['docker', [...IMAGE, 'dest', 'tar']],
  ['local', [...FILES, 'mode']],
  ['tar', FILES],
  ['cacheonly', []],
]);

const GHA = ['scope', 'timeout', 'token', 'url', 'url_v2', 'repository', 'ghtoken', 'version'];

const S3 = [
  ...['bucket', 'region', 'prefix', 'manifests_prefix', 'blobs_prefix', 'name', 'touch_refresh', 'endpoint_url'],
  ...['access_key_id', 'secret_access_key', 'session_token', 'use_path_style', 'upload_parallelism'],
  ...['disable_accept_encoding', 'retry_mode', 'retry_max_attempts'],
];

const AZURE = [
  ...['account_name', 'account_url', 'secret_access_key', 'container'],
  ...['prefix', 'manifests_prefix', 'blobs_prefix', 'name'],
];

/** Cache importers of BuildKit v0.32 (cache/remotecache, client/solve.go). */
export const CACHE_IMPORTS: KnownAttributes = new Map([
  ['registry', ['ref', 'registry.insecure']],
  ['local', ['src', 'digest', 'tag']],
  ['gha', GHA],
  ['s3', S3],
  ['azblob', AZURE],
]);

const EXPORT = ['mode', 'ignore-error'];
const MANIFEST = [...EXPORT, ...COMPRESSION, 'oci-mediatypes', 'image-manifest'];

/** Cache exporters of BuildKit v0.32. */
export const CACHE_EXPORTS: KnownAttributes = new Map([
  ['registry', ['ref', 'registry.insecure', ...MANIFEST]],
  ['local', ['dest', 'tag', 'reset', ...MANIFEST]],
  ['inline', EXPORT],
  ['gha', [...GHA, ...EXPORT]],
  ['s3', [...S3, ...EXPORT]],
  ['azblob', [...AZURE, ...EXPORT]],
]);

/** Attestations of BuildKit v0.32 (frontend/attestations, solver/llbsolver/provenance.go); an SBOM's further ones go to its scanner. */
export const ATTESTATIONS: KnownAttributes = new Map([
  [
    'provenance',
    [
      ...['mode', 'version', 'builder-id', 'reproducible', 'inline-only', 'filename'],
      ...['capture-usage', 'complete-materials', 'disabled'],
    ],
  ],
  ['sbom', ['generator', 'disabled', '*']],
]);

const ANNOTATION = /^annotation(?:-(?:index|manifest)(?:-descriptor)?)?(?:\[[a-z0-9_/-]+\])?\.\S+$/;

function isKnown(name: string, names: readonly string[]): boolean {
  return names.includes(name) || names.includes('*') || (names.includes('oci-artifact') && ANNOTATION.test(name));
}
