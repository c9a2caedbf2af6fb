/*
 * The room `registry/`: the registry over HTTP, and the logins for it. Read this file first: it has the calls that other rooms make.
 * access.ts makes the client from docker's configuration (credentials.ts, docker-config.ts, credential-helper.ts) and from buildkitd's
 * (client-options.ts). A call passes through these files, from the top down:
 *
 * - manifests.ts, tags.ts and uploads.ts: what is asked, by the distribution specification
 * - call.ts: one request with its repetition (repeat.ts) and its login (authorization.ts, challenge.ts, token.ts)
 * - redirects.ts, transport.ts and http.ts: the connection, with proxies and certificates
 *
 * problem.ts says why a call failed, answer.ts what a call resolves with.
 */

import type { KeyPair } from '../text/buildkitd-config.ts';
import { formatReference, type Reference, registryHost } from '../text/reference.ts';
import {
  type DeleteAnswer,
  type Failure,
  type GetAnswer,
  type HeadAnswer,
  type PutAnswer,
  RegistryError,
} from './answer.ts';
import { type Ask, createAsk } from './call.ts';
import type { Credentials } from './docker-config.ts';
import { get, getBlob, head, type Place, put, putBlob, remove } from './manifests.ts';
import { Problem, toFailure } from './problem.ts';
import { list } from './tags.ts';
import { createTransport, type Security } from './transport.ts';
import { tryUpload } from './uploads.ts';

export type { DeleteAnswer, Failure, GetAnswer, HeadAnswer, PutAnswer, StoredManifest } from './answer.ts';
export { RegistryError };

export interface RegistryClientOptions {
  /** The login for a host (readCredentials); its Error's sentence becomes the reason of a failure. */
  readonly credentials: (host: string) => Promise<Credentials | undefined>;
  /** Called with every secret before it is sent. */
  readonly mask: (secret: string) => void;
  /** `name/version`. */
  readonly userAgent: string;
  /** How a domain is reached; `https` where nothing says otherwise. This machine is also reached over plain HTTP. */
  readonly insecure?: (domain: string) => Security;
  /** A domain's mirrors, which are asked for a manifest's descriptor before itself, as BuildKit does. */
  readonly mirrors?: (domain: string) => readonly Place[];
  /** Files with authorities for the certificates of a domain. */
  readonly certificates?: (domain: string) => readonly string[];
  /** Files with what a domain is shown of this client. */
  readonly keypairs?: (domain: string) => readonly KeyPair[];
  /** For one call with all that belongs to it: login, redirects, the answer's body. */
  readonly timeoutMilliseconds?: number;
  /** Ends all calls. */
  readonly signal?: AbortSignal;
  /** Where the proxy variables are; process.env if not given. */
  readonly env?: NodeJS.ProcessEnv;
}

/** The registries over HTTP; a reference's digest goes before its tag where something is read, its tag where something is changed. */
export interface RegistryClient {
  /** Asks for a manifest's digest, media type and size. */
  headManifest(reference: Reference): Promise<HeadAnswer>;
  /** Reads a manifest of at most 4 MiB. */
  getManifest(reference: Reference): Promise<GetAnswer>;
  /** Reads a blob of the reference's repository, of at most 4 MiB if no other limit is given. */
  getBlob(reference: Reference, digest: string, largestBytes?: number): Promise<GetAnswer>;
  /** Writes a small blob into the reference's repository. */
  putBlob(reference: Reference, bytes: Uint8Array): Promise<{ kind: 'written'; digest: string } | Failure>;
  /** Writes a manifest; every blob and manifest that it names must be there. */
  putManifest(reference: Reference, bytes: Uint8Array, mediaType: string): Promise<PutAnswer>;
  /** Tells whether the reference's repository takes an upload now; leaves none behind. */
  tryUpload(reference: Reference): Promise<{ readonly kind: 'taken' } | Failure>;
  /** Deletes a tag, or a manifest by its digest with all its tags. */
  deleteManifest(reference: Reference): Promise<DeleteAnswer>;
  /** Lists the tags of the reference's repository; throws a RegistryError when the list cannot be read to its end. */
  listTags(reference: Reference): AsyncGenerator<string>;
}

/** Creates a client of registries; it reads and loads nothing before the first call, and what it answers holds no secret. */
export function createRegistryClient(options: RegistryClientOptions): RegistryClient {
  const { mask, redact } = createRedaction(options.mask);
  const { mirrors = () => [] } = options;
  const ask = openAsk(options, mask);
  const attempt = <T>(what: string, run: () => Promise<T>): Promise<T | Failure> =>
    run().catch((error: unknown) => toFailure(what, toProblem(error), redact));
  return {
    headManifest: (reference) =>
      attempt(`Looking for ${formatReference(reference)}`, () => headFirst(ask, mirrors(reference.domain), reference)),
    getManifest: (reference) =>
      attempt(`Reading ${formatReference(reference)}`, () => get(ask, toPlace(reference), reference)),
    getBlob: (reference, digest, largestBytes = 4 * 1024 * 1024) =>
      attempt(`Reading the blob ${digest} of ${reference.name}`, () =>
        getBlob(ask, toPlace(reference), digest, largestBytes),
      ),
    putBlob: (reference, bytes) =>
      attempt(`Writing a blob of ${reference.name}`, async () => ({
        kind: 'written' as const,
        digest: await putBlob(ask, toPlace(reference), bytes),
      })),
    putManifest: (reference, bytes, mediaType) =>
      attempt(`Writing ${formatReference(reference)}`, () => put(ask, toPlace(reference), reference, bytes, mediaType)),
    tryUpload: (reference) => attempt(`An upload to ${reference.name}`, () => tryUpload(ask, toPlace(reference))),
    deleteManifest: (reference) =>
      attempt(`Deleting ${formatReference(reference)}`, () => remove(ask, toPlace(reference), reference)),
    async *listTags(reference) {
      try {
        yield* list(ask, toPlace(reference));
      } catch (error) {
        throw new RegistryError(toFailure(`Listing the tags of ${reference.name}`, toProblem(error), redact));
      }
    },
  };
}

function openAsk(options: RegistryClientOptions, mask: (secret: string) => void): Ask {
  const { credentials, userAgent, timeoutMilliseconds = 5000, env = process.env } = options;
  const {
    insecure = () => 'https',
    certificates = () => [],
    keypairs = () => [],
    signal = new AbortController().signal,
  } = options;
  const security = (host: string): Security => insecure(toDomain(host));
  const send = createTransport({
    security,
    certificates: (host) => certificates(toDomain(host)),
    keypairs: (host) => keypairs(toDomain(host)),
    env,
  });
  return createAsk({ send, security, credentials, userAgent, timeoutMilliseconds, signal, mask });
}

/** Masks each secret once, and takes all of them out of what registries say. */
function createRedaction(maskOnce: (secret: string) => void) {
  const secrets = new Set<string>();
  return {
    mask(secret: string): void {
      if (!secrets.has(secret)) maskOnce(secret);
      secrets.add(secret);
    },
    redact: (text: string): string => [...secrets].reduce((rest, secret) => rest.replaceAll(secret, '***'), text),
  };
}

/** BuildKit asks the mirrors in order, and the registry itself when none has it. */
async function headFirst(ask: Ask, mirrors: readonly Place[], reference: Reference): Promise<HeadAnswer> {
  for (const mirror of mirrors) {
    const answer = await head(ask, throughMirror(mirror, reference), reference).catch(() => undefined);
    if (answer?.kind === 'found') return answer;
  }
  return head(ask, toPlace(reference), reference);
}

function toPlace(reference: Reference): Place {
  return { host: registryHost(reference.domain), path: reference.path };
}

function throughMirror(mirror: Place, reference: Reference): Place {
  const path = mirror.path === '' ? reference.path : `${mirror.path}/${reference.path}`;
  return { host: mirror.host, path, query: `?ns=${encodeURIComponent(reference.domain)}` };
}

/** Settings are kept by the domain that stands in references. */
function toDomain(host: string): string {
  return host === registryHost('docker.io') ? 'docker.io' : host;
}

/** Whatever else goes wrong in a call must not fail a build: a failed probe means a build without a cache. */
function toProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(`an unexpected ${String(error)}`);
}
