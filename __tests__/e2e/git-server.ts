import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runCommand } from '../../testbed/command.ts';

export interface GitServer {
  /** `http://localhost:PORT` */
  readonly url: string;
  /** The Authorization header of each request, '' where it had none. */
  readonly authorizations: readonly string[];
  close(): Promise<void>;
}

/** Serves the bare repositories below a folder over HTTP as git does (git-http-backend(1)); with a token only to those who have it. */
export async function startGitServer(folder: string, token?: string): Promise<GitServer> {
  const authorizations: string[] = [];
  const server = createServer((request, response) => {
    const authorization = request.headers.authorization ?? '';
    authorizations.push(authorization);
    if (token !== undefined && passwordOf(authorization) !== token) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      return;
    }
    serve(folder, request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    authorizations,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Makes a bare copy of a repository, from which single commits can be fetched, as from GitHub. */
export async function publish(repository: string, bare: string): Promise<void> {
  await runCommand('git', ['clone', '--quiet', '--bare', repository, bare]);
  await runCommand('git', ['--git-dir', bare, 'config', 'uploadpack.allowAnySHA1InWant', 'true']);
}

/** Reads the password of a Basic Authorization header (RFC 7617); the scheme's name has no case. */
function passwordOf(authorization: string): string | undefined {
  const [, encoded = ''] = /^basic (.*)$/i.exec(authorization) ?? [];
  return Buffer.from(encoded, 'base64').toString().split(':')[1];
}

/** Runs the CGI program for one request (RFC 3875). */
function serve(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  const { headers } = request;
  const child = spawn('git', ['http-backend'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      // The repositories may belong to another user than the one the tests run as.
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
      GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
      REQUEST_METHOD: request.method,
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
      ...(headers['content-length'] === undefined ? {} : { CONTENT_LENGTH: headers['content-length'] }),
    },
  });
  request.pipe(child.stdin);
  child.stdin.on('error', () => undefined);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.on('close', () => {
    const whole = Buffer.concat(chunks);
    const border = whole.indexOf('\r\n\r\n');
    const fields = whole.subarray(0, border).toString('latin1').split('\r\n');
    const pairs = fields.map((field) => field.split(': ') as [string, string]);
    const { Status = '200', ...rest } = Object.fromEntries(pairs);
    response.writeHead(Number.parseInt(Status, 10), rest).end(whole.subarray(border + 4));
  });
}
