/*
 * What this project knows of BuildKit's release by heart. CONTRIBUTING.md ("Another release of BuildKit") has the steps of a change.
 */

/** The release that is started where a workflow names no image. */
export const BUILDKIT_VERSION = 'v0.34.2';

/** Its image, with the registry's name: an engine may have others that it looks at first. */
export const BUILDKIT_IMAGE = `docker.io/moby/buildkit:${BUILDKIT_VERSION}`;

/** The Dockerfile frontend inside of it is this minor version of docker/dockerfile:1 (frontend/dockerfile/version/version.go). */
export const FRONTEND_MINOR = 28;

/** The types of an attribute list and the names that each may have. */
export type KnownAttributes = ReadonlyMap<string, readonly string[]>;

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

const FILES = ['dest', 'src', 'attestation-prefix', 'platform-split', 'source-date-epoch'];

/** Its exporters (exporter/containerimage, oci, local, tar); `registry` and `cacheonly` are buildx' names. */
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

/** Its cache importers (cache/remotecache, client/solve.go). */
export const CACHE_IMPORTS: KnownAttributes = new Map([
  ['registry', ['ref', 'registry.insecure']],
  ['local', ['src', 'digest', 'tag']],
  ['gha', GHA],
  ['s3', S3],
  ['azblob', AZURE],
]);

const EXPORT = ['mode', 'ignore-error'];
const MANIFEST = [...EXPORT, ...COMPRESSION, 'oci-mediatypes', 'image-manifest'];

/** Its cache exporters. */
export const CACHE_EXPORTS: KnownAttributes = new Map([
  ['registry', ['ref', 'registry.insecure', ...MANIFEST]],
  ['local', ['dest', 'tag', 'reset', ...MANIFEST]],
  ['inline', EXPORT],
  ['gha', [...GHA, ...EXPORT]],
  ['s3', [...S3, ...EXPORT, ...COMPRESSION]],
  ['azblob', [...AZURE, ...EXPORT]],
]);

/** The attribute that a cache of each type cannot do without (client/solve.go and cache/remotecache). */
export const CACHE_NEEDS: ReadonlyMap<string, Readonly<Record<'cache-from' | 'cache-to', string>>> = new Map([
  ['registry', { 'cache-from': 'ref', 'cache-to': 'ref' }],
  ['local', { 'cache-from': 'src', 'cache-to': 'dest' }],
  ['s3', { 'cache-from': 'bucket', 'cache-to': 'bucket' }],
]);

/** Its attestations (frontend/attestations, solver/llbsolver/provenance.go); an SBOM's further ones go to its scanner. */
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
