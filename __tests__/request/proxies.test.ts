import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { proxyHosts, proxySecrets, readDockerProxies, toProxies } from '../../src/request/proxies.ts';
import { parseRequest } from '../../src/request/request.ts';
import { git, given, request, workspace } from './given.ts';

test('each variable comes from the first source that has it, in whatever capitals', () => {
  const env = Object.entries({ HTTP_PROXY: 'a:1', https_proxy: 'b:1', NO_PROXY: 'local', PATH: '/bin' });
  expect(
    toProxies(
      [['https_proxy', 'c:1']],
      [
        ['http_PROXY', 'd:1'],
        ['HTTPS_PROXY', 'e:1'],
      ],
      env,
    ),
  ).toStrictEqual([
    ['HTTP_PROXY', 'd:1'],
    ['HTTPS_PROXY', 'c:1'],
    ['NO_PROXY', 'local'],
  ]);
  expect(toProxies([['HTTPS_PROXY', '']], env.slice(2))).toStrictEqual([]);
});

test('passwords are told from what may be seen', () => {
  expect(proxySecrets([['HTTPS_PROXY', 'http://me:p%40ss@proxy:3128']])).toStrictEqual([
    'p%40ss',
    'p@ss',
    Buffer.from('me:p@ss').toString('base64'),
  ]);
  expect(
    proxySecrets([
      ['HTTP_PROXY', 'proxy:3128'],
      ['NO_PROXY', '.example,10.0.0.0/8'],
      ['ALL_PROXY', '::'],
    ]),
  ).toStrictEqual([]);
});

test('hosts are found with and without a scheme', () => {
  expect(
    proxyHosts([
      ['HTTP_PROXY', 'proxy:3128'],
      ['HTTPS_PROXY', 'http://me:x@[::1]:8080/'],
      ['NO_PROXY', 'a'],
    ]),
  ).toStrictEqual(['proxy:3128', '[::1]:8080']);
});

test.each([
  [undefined, []],
  ['{', []],
  [
    '{"proxies":{"default":{"httpProxy":"a:1","noProxy":"b","allProxy":"c:1"}}}',
    ['http_PROXY=a:1', 'no_PROXY=b', 'all_PROXY=c:1'],
  ],
  ['{"proxies":{"default":{"httpProxy":"a:1"},"tcp://other:1":{"httpsProxy":"b:1"}}}', ['https_PROXY=b:1']],
])('%s of docker', (text, expected) => {
  const folder = mkdtempSync(join(tmpdir(), 'docker-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  if (text !== undefined) writeFileSync(join(folder, 'config.json'), text);
  const read = readDockerProxies({ DOCKER_CONFIG: folder, DOCKER_HOST: 'tcp://other:1' });
  expect(read.map((pair) => pair.join('='))).toStrictEqual(expected);
});

test('one proxy is there for probe, builder and RUN', () => {
  const env = { https_proxy: 'http://proxy:3128', no_proxy: 'local' };
  const { proxies, inherited } = request({}, {}, env).builder;
  expect(proxies).toStrictEqual([
    ['HTTPS_PROXY', 'http://proxy:3128'],
    ['NO_PROXY', 'local'],
  ]);
  expect(inherited).toStrictEqual(proxies);
  // What docker itself gives the builder is there already.
  expect(request({ 'builder-env': 'HTTPS_PROXY=http://own:1' }, {}, env).builder).toMatchObject({
    proxies: [
      ['HTTPS_PROXY', 'http://own:1'],
      ['NO_PROXY', 'local'],
    ],
    inherited: [['NO_PROXY', 'local']],
  });
});

test('a builder that has to reach a proxy on this machine is in its network', () => {
  const networkOf = (proxy: string) => request({}, {}, { HTTPS_PROXY: proxy }).builder.network;
  expect(networkOf('http://127.0.0.1:3128')).toBe('host');
  expect(networkOf('http://proxy:3128')).toBe('default');
});

test("an endpoint has the proxy of docker's configuration alone", () => {
  const inputs = given({ image: 'ghcr.io/octo/app', endpoint: 'tcp://buildkit:1234' });
  const env = { HTTPS_PROXY: 'http://here:1' };
  expect(parseRequest(inputs, git, workspace, env, [['http_PROXY', 'c:1']]).builder.proxies).toStrictEqual([
    ['HTTP_PROXY', 'c:1'],
  ]);
});

test('a builder gets the logins of caches in S3 and Azure, and no others', () => {
  const env = {
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'key',
    AWS_PROFILE: 'p',
    AZURE_CLIENT_ID: 'c',
    OTHER: 'x',
  };
  const inherited = (cache: string) => request({ 'cache-to': cache }, {}, env).builder.inherited.map(([name]) => name);
  expect(inherited('type=s3,bucket=b')).toStrictEqual(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']);
  expect(inherited('type=azblob,account_url=https://a.example')).toStrictEqual(['AZURE_CLIENT_ID']);
  expect(inherited('type=local,dest=x')).toStrictEqual([]);
});

test('a builder gets the keys of the AWS profile for a cache in S3', () => {
  const HOME = mkdtempSync(join(tmpdir(), 'home-'));
  onTestFinished(() => rmSync(HOME, { recursive: true }));
  mkdirSync(join(HOME, '.aws'));
  writeFileSync(join(HOME, '.aws/credentials'), '[p]\naws_access_key_id=id\naws_secret_access_key=key\n');
  const env = { HOME, AWS_PROFILE: 'p', AWS_REGION: 'r' };
  const inherited = (cache: string) => request({ 'cache-to': cache }, {}, env).builder.inherited;
  expect(Object.fromEntries(inherited('type=s3,bucket=b'))).toStrictEqual({
    AWS_REGION: 'r',
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'key',
  });
  expect(inherited('type=local,dest=x')).toStrictEqual([]);
});
