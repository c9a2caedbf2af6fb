import { isDigest, type Reference } from '../text/reference.ts';
import type { DeleteAnswer, GetAnswer, HeadAnswer, PutAnswer, StoredManifest } from './answer.ts';
import type { Ask, Task } from './call.ts';
import type { HttpAnswer } from './http.ts';
import { errorCodes, explainStatus, Problem } from './problem.ts';

/** Where a repository is kept: its own registry, or a mirror. */
export interface Place {
  readonly host: string;
  readonly path: string;
  /** A mirror is told whose repository is meant: `?ns=docker.io` (containerd). */
  readonly query?: string;
}

/** Asks for a manifest's descriptor; a registry whose answer to HEAD lacks digest or length is asked for the manifest. Throws a Problem. */
export async function head(ask: Ask, place: Place, reference: Reference): Promise<HeadAnswer> {
  const answer = await ask(readTask('HEAD', place, reference));
  if (answer.status === 404) return { kind: 'missing' };
  const digest = answer.headers['docker-content-digest'] ?? reference.digest;
  const size = Number(answer.headers['content-length'] ?? Number.NaN);
  if (answer.status !== 200 || typeof digest !== 'string' || !isDigest(digest) || !Number.isSafeInteger(size)) {
    const got = await get(ask, place, reference);
    return got.kind === 'found' ? { kind: 'found', digest: got.digest, mediaType: got.mediaType, size: got.size } : got;
  }
  checkDigest(place, digest, reference.digest);
  return { kind: 'found', digest, mediaType: readMediaType(answer), size };
}

/** Reads a manifest of at most 4 MiB and checks its digest. Throws a Problem. */
export async function get(ask: Ask, place: Place, reference: Reference): Promise<GetAnswer> {
  const answer = await ask(readTask('GET', place, reference));
  return toFound(answer, place, reference.digest ?? toldDigest(answer));
}

/** Reads a blob and checks its digest. Throws a Problem. */
export async function getBlob(ask: Ask, place: Place, digest: string, largestBody: number): Promise<GetAnswer> {
  const resource = `/v2/${place.path}/blobs/${digest}`;
  return toFound(await ask({ ...place, actions: 'pull', method: 'GET', resource, largestBody }), place, digest);
}

/** Writes a blob and returns its digest. Throws a Problem. */
export async function putBlob(ask: Ask, place: Place, bytes: Uint8Array): Promise<string> {
  const digest = toDigest(bytes, undefined);
  const task = { ...place, actions: 'pull,push', largestBody: LARGEST_MANIFEST } as const;
  const begun = await ask({ ...task, method: 'POST', resource: `/v2/${place.path}/blobs/uploads/` });
  const location = begun.headers.location;
  if (begun.status !== 202 || typeof location !== 'string') throw explainStatus(begun, place.host);
  const url = new URL(location, begun.url);
  if (url.host !== begun.url.host) throw new Problem(`${place.host} takes uploads elsewhere`);
  url.searchParams.set('digest', digest);
  const headers = { 'content-type': 'application/octet-stream' };
  const ended = await ask({ ...task, method: 'PUT', resource: `${url.pathname}${url.search}`, headers, body: bytes });
  if (ended.status !== 201) throw explainStatus(ended, place.host);
  return digest;
}

/** Writes a manifest under the reference's tag, or its digest when it has none. Throws a Problem. */
export async function put(
  ask: Ask,
  place: Place,
  reference: Reference,
  bytes: Uint8Array,
  mediaType: string,
): Promise<PutAnswer> {
  const digest = toDigest(bytes, reference.digest);
  if (digest !== (reference.digest ?? digest)) throw new Problem(`its bytes are those of ${digest}`);
  const answer = await ask({
    ...place,
    actions: 'pull,push',
    method: 'PUT',
    resource: `/v2/${place.path}/manifests/${reference.tag ?? reference.digest ?? 'latest'}`,
    headers: { 'content-type': mediaType },
    body: bytes,
    largestBody: LARGEST_MANIFEST,
  });
  if (answer.status !== 201 && answer.status !== 200) throw explainStatus(answer, place.host);
  checkDigest(place, toldDigest(answer) ?? digest, digest);
  return { kind: 'written', digest, mediaType, size: bytes.length };
}

/** Deletes the reference's tag, or the manifest of its digest when it has no tag. Throws a Problem. */
export async function remove(ask: Ask, place: Place, reference: Reference): Promise<DeleteAnswer> {
  const target = reference.tag ?? reference.digest ?? 'latest';
  const resource = `/v2/${place.path}/manifests/${target}`;
  const answer = await ask({
    ...place,
    actions: 'delete,pull',
    method: 'DELETE',
    resource,
    largestBody: LARGEST_MANIFEST,
  });
  if ([200, 202, 204].includes(answer.status)) return { kind: 'deleted' };
  if (answer.status === 404) return { kind: 'missing' };
  const codes = errorCodes(answer.bytes);
  // Registries from before deletion by tag take the tag for a bad digest.
  const isOld = answer.status === 400 && reference.tag !== undefined && codes.includes('DIGEST_INVALID');
  if (answer.status !== 405 && !codes.includes('UNSUPPORTED') && !isOld) throw explainStatus(answer, place.host);
  return {
    kind: 'unsupported',
    reason: `${place.host} does not delete ${reference.tag === undefined ? 'manifests' : 'tags'}.`,
  };
}

const LARGEST_MANIFEST = 4 * 1024 * 1024;

const ACCEPT = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  '*/*',
].join(', ');

function readTask(method: 'HEAD' | 'GET', place: Place, reference: Reference): Task {
  const resource = `/v2/${place.path}/manifests/${reference.digest ?? reference.tag ?? 'latest'}${place.query ?? ''}`;
  return { ...place, actions: 'pull', method, resource, headers: { accept: ACCEPT }, largestBody: LARGEST_MANIFEST };
}

function toFound(answer: HttpAnswer, place: Place, expected: string | undefined): GetAnswer {
  if (answer.status === 404) return { kind: 'missing' };
  if (answer.status !== 200) throw explainStatus(answer, place.host);
  const digest = toDigest(answer.bytes, expected);
  checkDigest(place, digest, expected);
  const manifest: StoredManifest = { digest, mediaType: readMediaType(answer), size: answer.bytes.length };
  return { kind: 'found', ...manifest, bytes: answer.bytes };
}

function toldDigest(answer: HttpAnswer): string | undefined {
  const told = answer.headers['docker-content-digest'];
  return typeof told === 'string' && isDigest(told) ? told : undefined;
}

function checkDigest(place: Place, digest: string, expected: string | undefined): void {
  if (expected === undefined || digest === expected) return;
  throw new Problem(`${place.host} has ${digest} where ${expected} was expected`);
}

function readMediaType(answer: HttpAnswer): string {
  return answer.headers['content-type']?.split(';')[0]?.trim() || 'application/octet-stream';
}

/** Digests bytes with the algorithm of another digest, or sha256. */
function toDigest(bytes: Uint8Array, like = 'sha256:'): string {
  const algorithm = like.slice(0, like.indexOf(':'));
  return `${algorithm}:${process.getBuiltinModule('node:crypto').hash(algorithm, bytes, 'hex')}`;
}
