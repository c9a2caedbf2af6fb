import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

/** Stores archives as a blob service does, as far as `@actions/cache` uses one (Put Blob, Put Block, Put Block List, Get Blob). */
export type Blobs = {
  serve(id: string, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void>;
};

/** Keeps the blobs in a folder. */
export function createBlobs(folder: string): Blobs {
  const path = (name: string) => join(folder, encodeURIComponent(name));
  return {
    async serve(id, url, request, response) {
      await mkdir(folder, { recursive: true });
      if (request.method === 'GET') {
        const { size } = await stat(path(id));
        response.writeHead(200, { 'Content-Length': size, 'Content-Type': 'application/octet-stream' });
        await pipeline(createReadStream(path(id)), response);
        return;
      }
      const part = url.searchParams.get('comp');
      if (part === 'blocklist') {
        const blocks = [...(await text(request)).matchAll(/<(?:Latest|Uncommitted)>([^<]+)</g)];
        await concatenate(
          blocks.map(([, block = '']) => path(`${id} ${block}`)),
          path(id),
        );
      } else {
        const name = part === 'block' ? `${id} ${url.searchParams.get('blockid')}` : id;
        await pipeline(request, createWriteStream(`${path(name)}.part`));
        await rename(`${path(name)}.part`, path(name));
      }
      response.writeHead(201, { ETag: '"0"', 'x-ms-request-id': id, 'Last-Modified': new Date().toUTCString() }).end();
    },
  };
}

async function concatenate(parts: readonly string[], whole: string): Promise<void> {
  await writeFile(whole, '');
  for (const part of parts) {
    await pipeline(createReadStream(part), createWriteStream(whole, { flags: 'a' }));
    await rm(part);
  }
}
