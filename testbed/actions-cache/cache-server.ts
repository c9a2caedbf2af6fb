import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { listen } from '../faulty-registry/listener.ts';
import { createBlobs } from './blobs.ts';
import { createEntries, type Entry } from './entries.ts';
import { type Access, parseAccess, runtimeToken } from './token.ts';

/** What the service was asked: a method of its API, or the transfer of an archive. */
export type CacheRequest = { readonly what: Method | 'upload' | 'download'; readonly key: string };

type Method = 'GetCacheEntryDownloadURL' | 'CreateCacheEntry' | 'FinalizeCacheEntryUpload';

/** A server of the second generation of GitHub's cache service (`results/api/v1/cache.proto` in actions/toolkit), on loopback. */
export type CacheServer = {
  /** Everything that was asked, in order. */
  readonly requests: CacheRequest[];
  /** The finished entries, oldest first. */
  entries(): readonly Entry[];
  /** From now on a request of that kind is taken and never answered. */
  hang(what: CacheRequest['what']): void;
  /** The variables that the runner gives a job which may write to the first ref's scope and read from all of them. */
  env(...scopes: string[]): Record<string, string>;
  stop(): Promise<void>;
};

/** Starts the service without any entry. */
export async function startCacheServer(): Promise<CacheServer> {
  const folder = mkdtempSync(join(tmpdir(), 'testbed-actions-cache-'));
  const entries = createEntries();
  const blobs = createBlobs(folder);
  const requests: CacheRequest[] = [];
  const hanging = new Set<string>();
  const blobUrl = ({ id }: Entry) => `http://localhost:${listener.port}/actions-cache/${id}?sig=testbed`;

  const methods: Record<Method, (message: Message, access: Access) => object> = {
    GetCacheEntryDownloadURL({ key, restore_keys = [], version }, { scopes }) {
      const entry = entries.find([key, ...restore_keys], version, scopes);
      return entry ? { ok: true, signed_download_url: blobUrl(entry), matched_key: entry.key } : { ok: false };
    },
    CreateCacheEntry({ key, version }, { scopes }) {
      const entry = entries.create(key, version, scopes[0] ?? '');
      return entry ? { ok: true, signed_upload_url: blobUrl(entry) } : { ok: false, message: 'cache entry exists' };
    },
    FinalizeCacheEntryUpload({ key, version, size_bytes }, { scopes }) {
      const entry = entries.get(key, version, scopes[0] ?? '');
      if (entry === undefined) return { ok: false, message: 'cache entry not found' };
      entry.size = Number(size_bytes);
      return { ok: true, entry_id: String(entry.id) };
    },
  };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const [, blob] = /^\/actions-cache\/(\d+)$/.exec(url.pathname) ?? [];
    if (blob !== undefined) {
      const what = request.method === 'GET' ? 'download' : 'upload';
      requests.push({ what, key: blob });
      if (!hanging.has(what)) await blobs.serve(blob, url, request, response);
      return;
    }
    const method = url.pathname.replace('/twirp/github.actions.results.api.v1.CacheService/', '') as Method;
    const access = parseAccess(request.headers.authorization);
    const message = (await json(request)) as Message;
    requests.push({ what: method, key: message.key });
    if (hanging.has(method)) return;
    if (access === undefined || methods[method] === undefined) {
      answer(response, access ? 404 : 401, { code: 'bad_route', msg: 'no such thing for you' });
    } else answer(response, 200, methods[method](message, access));
  };

  const listener = await listen((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // A client that is gone in the middle of an archive, as one that was killed, can be told nothing any more.
      if (response.headersSent) response.destroy();
      else answer(response, 500, { code: 'internal', msg: String(error) });
    });
  });

  return {
    requests,
    entries: entries.list,
    hang: (what) => hanging.add(what),
    env: (...scopes) => ({
      ACTIONS_CACHE_SERVICE_V2: 'true',
      ACTIONS_RESULTS_URL: `http://localhost:${listener.port}/`,
      ACTIONS_RUNTIME_TOKEN: runtimeToken(...scopes),
    }),
    async stop() {
      await listener.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Message = { key: string; version: string; restore_keys?: string[]; size_bytes?: string };

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
