import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Answers what one host is asked. */
export type Host = (request: IncomingMessage, response: ServerResponse) => void;

export interface HostedRegistries {
  /** What a step needs to reach these hosts here: a proxy and an authority. */
  readonly env: NodeJS.ProcessEnv;
  /** `DELETE ghcr.io/v2/…`, in the order of arrival. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** Stands in for hosts of the open network by a proxy on loopback that leads all of them to one server with a certificate for each. */
export async function startHosts(hosts: Readonly<Record<string, Host>>): Promise<HostedRegistries> {
  const folder = mkdtempSync(join(tmpdir(), 'hosts-'));
  const files = { key: join(folder, 'key.pem'), cert: join(folder, 'cert.pem') };
  makeCertificate(files, Object.keys(hosts));
  const requests: string[] = [];
  const options = { key: readFileSync(files.key), cert: readFileSync(files.cert) };
  const server = createTlsServer(options, (incoming, response) => {
    const name = incoming.headers.host ?? '';
    requests.push(`${incoming.method} ${name}${incoming.url}`);
    const host = hosts[name];
    if (host) host(incoming, response);
    else response.writeHead(421).end();
  });
  const port = await listen(server);
  const proxy = createServer();
  proxy.on('connect', (_, socket) => {
    const through = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      through.pipe(socket).pipe(through);
    });
    through.on('error', () => socket.destroy());
    socket.on('error', () => through.destroy());
  });
  const proxyUrl = `http://127.0.0.1:${await listen(proxy)}`;
  return {
    env: { HTTPS_PROXY: proxyUrl, https_proxy: proxyUrl, NO_PROXY: '', no_proxy: '', NODE_EXTRA_CA_CERTS: files.cert },
    requests,
    async close() {
      proxy.closeAllConnections();
      server.closeAllConnections();
      await Promise.all([proxy, server].map((each) => new Promise((resolve) => each.close(resolve))));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Answers with what a registry on loopback does, but deletes nothing, as ghcr.io does. */
export function readOnlyRegistry(address: string): Host {
  return (incoming, response) => {
    if (incoming.method === 'DELETE') {
      const body = { errors: [{ code: 'UNSUPPORTED', message: 'The operation is unsupported.' }] };
      response.writeHead(405, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      return;
    }
    const { method, headers } = incoming;
    const outgoing = request(`http://${address}${incoming.url}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(outgoing);
  };
}

function makeCertificate({ key, cert }: { key: string; cert: string }, names: readonly string[]): void {
  const alternatives = `subjectAltName=${names.map((name) => `DNS:${name}`).join()}`;
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', '/CN=test'];
  const args = ['req', '-x509', ...kind, '-addext', alternatives, '-keyout', key, '-out', cert];
  execFileSync('openssl', args, { stdio: 'ignore' });
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
