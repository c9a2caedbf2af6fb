/** A manifest as the registry gave it. */
export type Manifest = { digest: string; mediaType: string; body: ManifestBody };

type Descriptor = {
  mediaType: string;
  digest: string;
  size: number;
  annotations?: Record<string, string>;
  platform?: Record<string, string>;
};

export type ManifestBody = {
  schemaVersion: number;
  mediaType?: string;
  config?: Descriptor;
  /** Of an image. */
  layers?: Descriptor[];
  /** Of an index. */
  manifests?: Descriptor[];
  annotations?: Record<string, string>;
};

/** Look-ups in a registry on loopback, for tests to compare with. */
export type RegistryClient = {
  /** Returns a manifest by tag or digest, or undefined where there is none. */
  manifest(repository: string, reference: string): Promise<Manifest | undefined>;
  /** Returns a repository's tags, sorted; none where it does not exist. */
  tags(repository: string): Promise<string[]>;
  repositories(): Promise<string[]>;
  blob(repository: string, digest: string): Promise<Buffer>;
  /** Returns the size of a blob in bytes, or undefined where the repository does not have it. */
  blobSize(repository: string, digest: string): Promise<number | undefined>;
  deleteBlob(repository: string, digest: string): Promise<void>;
  deleteManifest(repository: string, digest: string): Promise<void>;
  /** Puts a manifest's bytes under a tag and returns its digest. */
  putManifest(repository: string, tag: string, mediaType: string, bytes: string): Promise<string>;
};

/** Returns the look-ups for the registry at an address such as localhost:5000, with `user:password` where it wants one. */
export function registryClient(address: string, credentials?: string): RegistryClient {
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const authorization =
      credentials === undefined ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
    const response = await fetch(`http://${address}/v2/${path}`, {
      ...init,
      headers: { ...authorization, ...init.headers },
    });
    if (response.ok || response.status === 404) return response;
    throw new Error(`${init.method ?? 'GET'} ${response.url} answered ${response.status}: ${await response.text()}`);
  };
  return {
    async manifest(repository, reference) {
      const response = await ask(`${repository}/manifests/${reference}`, {
        headers: { accept: manifestTypes.join(', ') },
      });
      if (!response.ok) return undefined;
      const body = (await response.json()) as ManifestBody;
      return { digest: header(response, 'docker-content-digest'), mediaType: header(response, 'content-type'), body };
    },
    async tags(repository) {
      const response = await ask(`${repository}/tags/list`);
      const { tags } = (response.ok ? await response.json() : {}) as { tags?: string[] | null };
      return (tags ?? []).sort();
    },
    async repositories() {
      const { repositories } = (await (await ask('_catalog?n=1000')).json()) as { repositories: string[] };
      return repositories;
    },
    async blob(repository, digest) {
      const response = await ask(`${repository}/blobs/${digest}`);
      if (!response.ok) throw new Error(`${repository} has no blob ${digest}`);
      return Buffer.from(await response.arrayBuffer());
    },
    async blobSize(repository, digest) {
      const response = await ask(`${repository}/blobs/${digest}`, { method: 'HEAD' });
      return response.ok ? Number(header(response, 'content-length')) : undefined;
    },
    async deleteBlob(repository, digest) {
      await ask(`${repository}/blobs/${digest}`, { method: 'DELETE' });
    },
    async deleteManifest(repository, digest) {
      await ask(`${repository}/manifests/${digest}`, { method: 'DELETE' });
    },
    async putManifest(repository, tag, mediaType, bytes) {
      const response = await ask(`${repository}/manifests/${tag}`, {
        method: 'PUT',
        headers: { 'content-type': mediaType },
        body: bytes,
      });
      return header(response, 'docker-content-digest');
    },
  };
}

const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

function header(response: Response, name: string): string {
  return response.headers.get(name) ?? '';
}
