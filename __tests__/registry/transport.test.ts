import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { download } from '../../src/registry/download.ts';
import { parseReference } from '../../src/text/reference.ts';
import { type Answer, at, client, login, manifest, serve } from './server.ts';

const TEXT = '{"schemaVersion":2}';
const DIGEST = `sha256:${createHash('sha256').update(TEXT).digest('hex')}`;
const found: Answer = (_, response) => manifest(response, TEXT, { 'docker-content-digest': DIGEST });
const FOUND = expect.objectContaining({ kind: 'found', digest: DIGEST });

let folder: string;
let tls: { key: string; cert: string };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'transport-'));
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
  const names = ['-subj', '/CN=test', '-addext', 'subjectAltName=DNS:registry.test,IP:127.0.0.1'];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', ...files, ...names],
    {
      stdio: 'ignore',
    },
  );
  tls = { key: readFileSync(join(folder, 'key.pem'), 'utf8'), cert: readFileSync(join(folder, 'cert.pem'), 'utf8') };
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a redirect is followed', () => {
  const guarded =
    (location: string): Answer =>
    ({ headers, url }, response) => {
      if (headers.authorization === undefined) response.writeHead(401, { 'www-authenticate': 'Basic' }).end();
      else if (url === '/here') found({ url, headers, method: '', body: '' }, response);
      else response.writeHead(307, { location }).end();
    };

  test('to the same origin with the login', async () => {
    const server = await serve(guarded('/here'));
    const me = client({ credentials: login('me', 'secret') });
    expect(await me.headManifest(at(server))).toStrictEqual(FOUND);
    expect(server.lines().slice(1)).toStrictEqual(['HEAD /v2/o/app/manifests/v1', 'HEAD /here']);
  });

  test('to another host without it', async () => {
    const other = await serve(found);
    const server = await serve(guarded(`http://${other.host}/there?signed=1`));
    const me = client({ credentials: login('me', 'secret') });
    expect(await me.getManifest(at(server))).toStrictEqual(FOUND);
    expect(other.lines()).toStrictEqual(['GET /there?signed=1']);
    expect(other.seen[0]?.headers).not.toHaveProperty('authorization');
    expect(other.seen[0]?.headers.accept).toContain('application/vnd.oci.image.manifest.v1+json');
  });

  test('to another host and back without it', async () => {
    const other = await serve((_, response) =>
      response.writeHead(302, { location: `http://${server.host}/here` }).end(),
    );
    const server = await serve(guarded(`http://${other.host}/`));
    await client({ credentials: login('me', 'secret') }).getManifest(at(server));
    expect(server.seen.at(-1)?.url).toBe('/here');
    expect(server.seen.at(-1)?.headers).not.toHaveProperty('authorization');
  });

  test('and a challenge of another host is not answered', async () => {
    const other = await serve((_, response) =>
      response.writeHead(401, { 'www-authenticate': 'Basic realm="give it to me"' }).end(),
    );
    const server = await serve((_, response) => response.writeHead(307, { location: `http://${other.host}/` }).end());
    expect(await client({ credentials: login('me', 'secret') }).getManifest(at(server))).toHaveProperty('status', 401);
    expect(other.seen).toHaveLength(1);
    expect(other.seen[0]?.headers).not.toHaveProperty('authorization');
  });

  test.each(['ftp://127.0.0.1/x', 'http://', 'javascript:alert(1)'])('but not to %s', async (location) => {
    const server = await serve((_, response) => response.writeHead(302, { location }).end());
    expect(await client().getManifest(at(server))).toHaveProperty('status', 302);
    expect(server.seen).toHaveLength(1);
  });

  test('but not for ever', async () => {
    const server = await serve((_, response) => response.writeHead(301, { location: '/again' }).end());
    expect(await client().getManifest(at(server))).toHaveProperty('status', 301);
    expect(server.seen).toHaveLength(6);
  });

  test('but not with what is written or deleted', async () => {
    const other = await serve((_, response) => response.writeHead(201).end());
    const server = await serve((_, response) => response.writeHead(307, { location: `http://${other.host}/` }).end());
    expect(await client().putManifest(at(server), Buffer.from(TEXT), 'text/plain')).toHaveProperty('status', 307);
    expect(await client().deleteManifest(at(server))).toHaveProperty('status', 307);
    expect(other.seen).toStrictEqual([]);
  });

  test('and the host that fails is the one that is named', async () => {
    const server = await serve((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/x' }).end());
    expect(await client().getManifest(at(server))).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('failed: 127.0.0.1:1 refuses connections.'),
    });
  });
});

describe('this machine is reached over plain HTTP, and over TLS where that is what it speaks', () => {
  test('TLS', async () => {
    const server = await serve(found, tls);
    const me = client();
    expect(await me.headManifest(at(server))).toStrictEqual(FOUND);
    expect(await me.getManifest(at(server))).toStrictEqual(FOUND);
  });

  test("a server that answers plain HTTP on its TLS port with 400, as Go's and nginx do", async () => {
    // The first byte of a TLS handshake is 22.
    const behind = await serve(found, tls);
    const { createServer } = await import('node:net');
    let plain = 0;
    const front = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (first) => {
        if (first[0] === 22) {
          const upstream = connect(Number(behind.host.split(':')[1]), '127.0.0.1', () => upstream.write(first));
          upstream.on('error', () => undefined);
          socket.pipe(upstream).pipe(socket);
        } else {
          plain++;
          socket.end('HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n');
        }
      });
    });
    await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
    const address = front.address() as { port: number };
    const me = client();
    const reference = parseReference(`localhost:${address.port}/o/app:v1`);
    expect(await me.headManifest(reference)).toStrictEqual(FOUND);
    expect(await me.headManifest(reference)).toStrictEqual(FOUND);
    expect(plain).toBe(1);
    expect(await client().getManifest(reference)).toStrictEqual(FOUND);
    expect(plain).toBe(2);
    front.close();
  });

  test('a 400 of a registry stays one', async () => {
    const server = await serve((_, response) => response.writeHead(400).end());
    expect(await client().headManifest(at(server))).toHaveProperty('status', 400);
  });
});

/** A name that only the proxy knows stands for a registry on another machine. */
function elsewhere(tunnelTo: string): Promise<{ env: NodeJS.ProcessEnv; asked: string[]; close(): void }> {
  const { createServer } = process.getBuiltinModule('node:net');
  const asked: string[] = [];
  const proxy = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (first) => {
      const line = first.toString().split('\r\n')[0] ?? '';
      asked.push(line);
      const upstream = connect(Number(tunnelTo.split(':')[1]), '127.0.0.1', () => {
        if (line.startsWith('CONNECT ')) socket.write('HTTP/1.1 200 OK\r\n\r\n');
        else upstream.write(first);
        socket.pipe(upstream).pipe(socket);
      });
      upstream.on('error', () => undefined);
    });
  });
  return new Promise((resolve) => {
    proxy.listen(0, '127.0.0.1', () => {
      const { port } = proxy.address() as { port: number };
      const address = `127.0.0.1:${port}`;
      resolve({
        env: { HTTP_PROXY: address, https_proxy: `http://${address}`, PATH: '/x' },
        asked,
        close: () => proxy.close(),
      });
    });
  });
}

describe('another machine is reached as buildkitd.toml says, through the proxy of the environment', () => {
  const reference = parseReference('registry.test:5000/o/app:v1');
  const ask = async (
    answer: Answer,
    security: 'https' | 'http' | 'insecure',
    isTls: boolean,
    files: readonly string[] = [],
  ) => {
    const server = await serve(answer, isTls ? tls : undefined);
    const proxy = await elsewhere(server.host);
    const me = client({
      env: proxy.env,
      insecure: () => security,
      certificates: () => files,
      timeoutMilliseconds: 3000,
    });
    const answered = await me.headManifest(reference);
    proxy.close();
    return { answered, proxy, server };
  };

  test('http: plain HTTP alone', async () => {
    const { answered, proxy } = await ask(found, 'http', false);
    expect(answered).toStrictEqual(FOUND);
    expect(proxy.asked).toStrictEqual(['HEAD http://registry.test:5000/v2/o/app/manifests/v1 HTTP/1.1']);
    expect((await ask(found, 'http', true)).answered).toHaveProperty('kind', 'failed');
  });

  test('insecure: TLS with any certificate', async () => {
    const { answered, proxy } = await ask(found, 'insecure', true);
    expect(answered).toStrictEqual(FOUND);
    expect(proxy.asked).toStrictEqual(['CONNECT registry.test:5000 HTTP/1.1']);
  });

  test('insecure: plain HTTP where no TLS is spoken', async () => {
    const { answered, proxy } = await ask(found, 'insecure', false);
    expect(answered).toStrictEqual(FOUND);
    expect(proxy.asked).toStrictEqual([
      'CONNECT registry.test:5000 HTTP/1.1',
      'HEAD http://registry.test:5000/v2/o/app/manifests/v1 HTTP/1.1',
    ]);
  });

  test('https: a certificate that nobody vouches for is refused', async () => {
    const { answered, server } = await ask(found, 'https', true);
    expect(answered).toStrictEqual({
      kind: 'failed',
      reason:
        'Looking for registry.test:5000/o/app:v1 failed: the certificate of registry.test:5000 is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT).',
    });
    expect(server.seen).toStrictEqual([]);
  });

  test('https: a certificate that a file vouches for is taken', async () => {
    expect((await ask(found, 'https', true, [join(folder, 'cert.pem')])).answered).toStrictEqual(FOUND);
  });

  test('https: a certificate that this machine vouches for is taken', async () => {
    const server = await serve(found, tls);
    const proxy = await elsewhere(server.host);
    // Its own process: Node reads the machine's authorities once.
    const script = `
      import { createRegistryClient } from '${new URL('../../src/registry/client.ts', import.meta.url)}';
      const client = createRegistryClient({ credentials: async () => undefined, mask: () => undefined, userAgent: 'test' });
      console.log(JSON.stringify(await client.headManifest(${JSON.stringify(reference)})));
    `;
    const env = { ...proxy.env, SSL_CERT_FILE: join(folder, 'cert.pem') };
    const child = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { env });
    expect(JSON.parse((await child).stdout)).toStrictEqual(FOUND);
    proxy.close();
  });

  test('https: a file that is not there is a failure', async () => {
    const { answered } = await ask(found, 'https', true, [join(folder, 'none.pem')]);
    expect(answered).toHaveProperty('reason', expect.stringContaining('(ENOENT)'));
  });

  test('https: plain HTTP is never spoken', async () => {
    const { answered, server } = await ask(found, 'https', false);
    expect(answered).toHaveProperty('kind', 'failed');
    expect(server.seen).toStrictEqual([]);
  });

  test('https: no login goes to a token server over plain HTTP', async () => {
    const tokens = await serve((_, response) => response.end('{"token":"t"}'));
    const server = await serve((_, response) => {
      response.writeHead(401, { 'www-authenticate': 'Bearer realm="http://auth.test/token",service="s"' }).end();
    }, tls);
    const proxy = await elsewhere(server.host);
    const me = client({
      env: proxy.env,
      certificates: () => [join(folder, 'cert.pem')],
      credentials: login('me', 'secret'),
    });
    expect(await me.headManifest(reference)).toHaveProperty(
      'reason',
      'Looking for registry.test:5000/o/app:v1 failed: registry.test:5000 wants its login sent over plain HTTP to auth.test.',
    );
    proxy.close();
    expect(tokens.seen).toStrictEqual([]);
  });

  test('NO_PROXY and this machine go without the proxy', async () => {
    const server = await serve(found);
    const proxy = await elsewhere(server.host);
    const env = { ...proxy.env, NO_PROXY: '.invalid' };
    await client({ env }).headManifest(at(server));
    await client({ env, insecure: () => 'http' }).headManifest(parseReference('registry.invalid/o/app'));
    expect(proxy.asked).toStrictEqual([]);
    proxy.close();
  });
});

test('settings of Docker Hub are kept under docker.io', async () => {
  const asked = new Set<string>();
  const me = client({
    timeoutMilliseconds: 200,
    env: { HTTP_PROXY: '127.0.0.1:1' },
    insecure: (domain) => {
      asked.add(domain);
      return 'http';
    },
  });
  expect(await me.headManifest(parseReference('debian'))).toHaveProperty(
    'reason',
    expect.stringContaining('Looking for debian failed: registry-1.docker.io '),
  );
  expect([...asked]).toStrictEqual(['docker.io']);
});

describe('a text that is fetched by its address', () => {
  const read = (url: string) => download(url, {}, AbortSignal.timeout(5000));
  const text: Answer = (_, response) => response.end('FROM scratch\n');

  test('comes over TLS where it was asked for over TLS', async () => {
    const last = await serve(text, tls);
    const first = await serve(
      (_, response) => response.writeHead(302, { location: `https://${last.host}/` }).end(),
      tls,
    );
    expect(await read(`https://${first.host}/Dockerfile`)).toBe('FROM scratch\n');
    expect(last.lines()).toStrictEqual(['GET /']);
  });

  test('does not come by way of plain HTTP where it was asked for over TLS', async () => {
    const plain = await serve(text);
    const first = await serve(
      (_, response) => response.writeHead(302, { location: `http://${plain.host}/` }).end(),
      tls,
    );
    await expect(read(`https://${first.host}/Dockerfile`)).rejects.toThrow(`leads to ${plain.host} over plain HTTP`);
    expect(plain.seen).toStrictEqual([]);
    expect(await read(`http://${plain.host}/Dockerfile`)).toBe('FROM scratch\n');
  });
});
