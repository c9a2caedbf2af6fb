/** What a request is about (OCI distribution-spec, "Endpoints"). */
export type Kind = 'ping' | 'manifest' | 'blob' | 'upload' | 'tags' | 'referrers' | 'token' | 'other';

export type Target = {
  method: string;
  /** With its query, as on the request line. */
  path: string;
  kind: Kind;
  repository: string | undefined;
  /** Tag or digest; of an upload the digest that its query names. */
  reference: string | undefined;
  /** Of the request's body, as its Content-Length says. */
  length: number | undefined;
  userAgent: string | undefined;
};

/** Where the token server answers. */
export const tokenPath = '/token';

/** Returns what a request is about. */
export function toTarget(method: string, path: string, contentLength?: string, userAgent?: string): Target {
  const [pathname = ''] = path.split('?', 1);
  const length = contentLength === undefined ? undefined : Number(contentLength);
  const target = (kind: Kind, repository?: string, reference?: string): Target => {
    return { method, path, kind, repository, reference, length, userAgent };
  };
  if (pathname === tokenPath) return target('token');
  if (pathname === '/v2/' || pathname === '/v2') return target('ping');
  const [, repository, upload, kind, reference] = endpoint.exec(pathname) ?? [];
  if (upload !== undefined) {
    return target('upload', repository, queryParameter(path, 'digest') ?? queryParameter(path, 'mount'));
  }
  return target(kinds.get(kind) ?? 'other', repository, reference);
}

/** Returns a parameter of a request's query. */
export function queryParameter(path: string, name: string): string | undefined {
  return new URLSearchParams(path.split('?', 2)[1]).get(name) ?? undefined;
}

// A repository may be called "blobs": the first group is greedy, so the last such word counts.
const endpoint = /^\/v2\/(.+)\/(?:(blobs\/uploads)(?:\/[^/]*)?|(manifests|blobs|tags|referrers)\/([^/]+))$/;

const kinds = new Map<string | undefined, Kind>([
  ['manifests', 'manifest'],
  ['blobs', 'blob'],
  ['tags', 'tags'],
  ['referrers', 'referrers'],
]);
