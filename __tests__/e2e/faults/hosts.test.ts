import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, type TestContext } from 'vitest';
import type { Runner } from '../../../testbed/harness.ts';
import { makeCertificates } from '../certificates.ts';
import { files, test, writeFiles } from './fixture.ts';

/** Tests that run side by side each have their own. */
type AtEnd = TestContext['onTestFinished'];

/** Starts a server on this machine's loopback that ends with the test, and returns its address. */
async function listen(server: Server, onTestFinished: AtEnd): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `localhost:${(server.address() as AddressInfo).port}`;
}

/** Passes requests on to the testbed's registry, whose own address is not told. */
function passOn(upstream: string) {
  return (incoming: IncomingMessage, response: ServerResponse): void => {
    const [host, port] = upstream.split(':');
    const { method, url, headers } = incoming;
    // The registry names the place of an upload by the way that the client came.
    const scheme = 'encrypted' in incoming.socket ? 'https' : 'http';
    const told = { ...headers, 'x-forwarded-proto': scheme };
    const outgoing = request({ host, port, method, path: url, headers: told }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.on('error', () => response.destroy());
    incoming.pipe(outgoing);
  };
}

async function startTls(
  runner: Runner,
  upstream: string,
  options: ServerOptions,
  onTestFinished: AtEnd,
): Promise<string> {
  const folder = join(runner.root, 'certificates');
  mkdirSync(folder);
  await makeCertificates(folder);
  const read = (file: string) => readFileSync(join(folder, file));
  const own = { key: read('server/key.pem'), cert: read('server/cert.pem'), ca: read('ca.pem') };
  return listen(createTlsServer({ ...own, ...options }, passOn(upstream)) as unknown as Server, onTestFinished);
}

describe.concurrent('`ca` and `keypair` in a buildkitd.toml', () => {
  test.concurrent('prove registry and builder to each other: push, look-up and cache', async ({
    attempt,
    newRunner,
    testbed,
    onTestFinished,
  }) => {
    const runner = newRunner({ files });
    const address = await startTls(
      runner,
      testbed.registry,
      { requestCert: true, rejectUnauthorized: true },
      onTestFinished,
    );
    const client = join(runner.root, 'certificates/client');
    const config = [
      `${testbed.buildkitdConfig}\n[registry."${address}"]\n  http = false\n  ca = ["${client}/ca.pem"]`,
      `  [[registry."${address}".keypair]]\n    key = "${client}/key.pem"\n    cert = "${client}/cert.pem"`,
    ].join('\n');
    for (const source of ['none', 'own']) {
      const { main, post, warnings } = await attempt({
        on: runner,
        registry: address,
        inputs: { 'buildkitd-config': '', 'buildkitd-config-inline': config },
      });
      expect([main.exitCode, warnings], main.log).toStrictEqual([0, []]);
      expect(main.outputs['cache-source']).toBe(source);
      expect(post.annotations, post.log).toStrictEqual([]);
    }
  });
});

describe.concurrent('registry.insecure=true in `outputs`', () => {
  test.concurrent('holds for the look-up and the cache too', async ({
    attempt,
    newRunner,
    testbed,
    onTestFinished,
  }) => {
    const runner = newRunner({ files });
    const address = await startTls(runner, testbed.registry, {}, onTestFinished);
    const config = `${testbed.buildkitdConfig}\n[registry."${address}"]\n  http = false\n`;
    for (const source of ['none', 'own']) {
      const { main, post, warnings } = await attempt({
        on: runner,
        registry: address,
        inputs: {
          'buildkitd-config': '',
          'buildkitd-config-inline': config,
          outputs: 'type=image,push=true,registry.insecure=true',
        },
      });
      expect([main.exitCode, warnings], main.log).toStrictEqual([0, []]);
      expect(main.outputs['cache-source']).toBe(source);
      expect(post.annotations, post.log).toStrictEqual([]);
    }
  });
});

describe.concurrent("a proxy in `builder-env`, in docker's configuration, in the environment", () => {
  test.concurrent.for(['builder-env', 'docker', 'environment'])(
    'that %s has is the one of probe, builder and RUN',
    async (from, { attempt, testbed, onTestFinished }) => {
      const asked: string[] = [];
      const proxy = createServer((incoming, response) => {
        asked.push(`${incoming.method} ${incoming.url}`);
        const url = new URL(incoming.url ?? '');
        incoming.url = `${url.pathname}${url.search}`;
        passOn(testbed.registry)(incoming, response);
      });
      const address = `http://${(await listen(proxy, onTestFinished)).replace('localhost', '127.0.0.1')}`;
      const name = `${from}.invalid`;
      const { main, errors, warnings } = await attempt({
        files: {
          Dockerfile: 'FROM debian:bookworm-slim\nRUN echo "$http_proxy" "$NO_PROXY" > /proxy\nRUN cat /proxy\n',
        },
        registry: name,
        inputs: {
          'buildkitd-config': '',
          'buildkitd-config-inline': `${testbed.buildkitdConfig}\n[registry."${name}"]\n  http = true\n`,
          'builder-env': from === 'builder-env' ? `http_proxy=${address}\nno_proxy=localhost` : '',
        },
        prepare({ dockerConfig }) {
          const proxies = { default: { httpProxy: address, noProxy: 'localhost' } };
          if (from === 'docker') writeFiles(dockerConfig, { 'config.json': JSON.stringify({ proxies }) });
          return from === 'environment' ? { HTTP_PROXY: address, NO_PROXY: 'localhost' } : undefined;
        },
      });
      expect([main.exitCode, errors, warnings], main.log).toStrictEqual([0, [], []]);
      expect(main.log).toContain(`${address} localhost`);
      expect(asked.some((line) => /^HEAD http:.*manifests\/cache-/.test(line))).toBe(true);
      expect(asked.some((line) => /^PUT http:.*manifests\/main/.test(line))).toBe(true);
    },
  );
});

describe.concurrent('a cache in S3 whose login is in the environment of the step', () => {
  test.concurrent('is asked with that login, which stands on no command line', async ({ attempt, onTestFinished }) => {
    const asked: string[] = [];
    const bucket = createServer((incoming, response) => {
      asked.push(incoming.headers.authorization ?? '');
      incoming.resume();
      response.writeHead(incoming.method === 'PUT' ? 200 : 404).end();
    });
    const address = await listen(bucket, onTestFinished);
    const place = `type=s3,bucket=b,endpoint_url=http://${address},use_path_style=true`;
    const { main } = await attempt({
      inputs: { 'cache-from': place, 'builder-network': 'host' },
      env: {
        AWS_ACCESS_KEY_ID: 'AKIDOFTHESTEP',
        AWS_SECRET_ACCESS_KEY: 'the-key-of-the-step',
        AWS_REGION: 'eu-north-1',
      },
    });
    expect(main.exitCode, main.log).toBe(0);
    expect(asked[0]).toMatch(/Credential=AKIDOFTHESTEP\/\d+\/eu-north-1\/s3/);
  });
});
