import { describe, expect, test } from 'vitest';
import { parseWords } from '../../src/request/shell-words.ts';
import { request, workspace } from './given.ts';

const read = (written: object, env = {}) => request(written, {}, env).builder;

test('all inputs of the builder', () => {
  const written = {
    'buildkit-image': `moby/buildkit:v0.31.0@sha256:${'0'.repeat(64)}`,
    'buildkitd-config': 'ci/buildkitd.toml',
    'buildkitd-flags': '--debug --oci-worker-gc=false',
    'builder-network': 'ci',
    'builder-env': 'HTTP_PROXY=http://proxy:3128\nNO_PROXY',
    'builder-memory': '4g',
    'builder-cpus': '1.5',
    allow: 'network.host,device=a,device=b',
    state: 'memory',
  };
  expect(read(written, { NO_PROXY: 'localhost' })).toStrictEqual({
    endpoint: undefined,
    image: written['buildkit-image'],
    config: undefined,
    configFile: `${workspace}/ci/buildkitd.toml`,
    flags: ['--debug', '--oci-worker-gc=false'],
    entitlements: ['network.host', 'device'],
    network: 'ci',
    daemonNetwork: 'with RUN',
    env: [
      ['HTTP_PROXY', 'http://proxy:3128'],
      ['NO_PROXY', 'localhost'],
    ],
    proxies: [
      ['HTTP_PROXY', 'http://proxy:3128'],
      ['NO_PROXY', 'localhost'],
    ],
    inherited: [],
    certificates: {},
    networkTimeout: 300_000,
    memory: String(4 * 1024 ** 3),
    cpus: '1.5',
    state: 'memory',
  });
});

test('an inline configuration stays as it is written', () => {
  expect(read({ 'buildkitd-config-inline': '[worker]\n  a = "b"\n' }).config).toBe('[worker]\n  a = "b"\n');
});

test.each([
  ['tcp://buildkit:1234', 'certs', { address: 'tcp://buildkit:1234', tlsFolder: `${workspace}/certs` }],
  ['tcp://buildkit:1234', '', { address: 'tcp://buildkit:1234', tlsFolder: undefined }],
  ['unix:///run/buildkit/buildkitd.sock', '', { address: 'unix:///run/buildkit/buildkitd.sock', tlsFolder: undefined }],
  ['kube-pod://buildkitd-0?namespace=ci', '', { address: 'kube-pod://buildkitd-0?namespace=ci', tlsFolder: undefined }],
])('the endpoint %s with TLS %j', (endpoint, tls, expected) => {
  expect(read({ endpoint, 'endpoint-tls': tls }).endpoint).toStrictEqual(expected);
});

test.each([
  [
    { 'buildkitd-config': 'a', 'buildkitd-config-inline': 'b' },
    '"buildkitd-config" and "buildkitd-config-inline" are both given',
  ],
  [
    { 'buildkitd-config-inline': '[registry."a"]\n  http = yes\n' },
    '"buildkitd-config-inline" is no TOML: line 2, column',
  ],
  [{ 'buildkit-image': 'moby/buildkit:' }, '"buildkit-image": The reference'],
  [{ endpoint: 'buildkit:1234' }, '"endpoint" must be an address like tcp://HOST:1234'],
  [{ endpoint: 'http://buildkit' }, '"endpoint" must be an address like'],
  [{ 'endpoint-tls': 'certs' }, '"endpoint-tls" is for a tcp endpoint only'],
  [{ endpoint: 'unix:///x', 'endpoint-tls': 'certs' }, '"endpoint-tls" is for a tcp endpoint only'],
  [{ 'builder-network': '--privileged' }, '"builder-network" must be auto or the name of a docker network'],
  [{ 'builder-cpus': '0' }, '"builder-cpus" must be a number above 0'],
  [{ 'builder-cpus': 'two' }, '"builder-cpus" must be a number above 0'],
  [{ 'builder-memory': 'much' }, '"builder-memory" must be a size like'],
  [{ 'builder-env': 'A B=1' }, '"builder-env" has the name "A B" in entry 1'],
  [{ state: 'ram' }, '"state" must be disk or memory: got "ram".'],
  [{ 'buildkitd-flags': '--a "b' }, '"buildkitd-flags" has a quote or a backslash without an end'],
])('%j is refused', (written, sentence) => {
  expect(() => read(written)).toThrow(sentence);
});

describe('builder-network: auto', () => {
  const networks = (written: object) => [read(written).network, read(written).daemonNetwork];

  test.each([
    {},
    { image: 'localhost.example.com/app' },
    { tags: 'ghcr.io/octo/localhost:5000' },
    { context: 'https://github.com/localhost/app.git' },
    { image: '', outputs: 'out' },
  ])('is Docker’s default with %j', (written) => {
    expect(networks(written)).toStrictEqual(['default', 'with RUN']);
  });

  test.each([
    { image: 'localhost:5000/app' },
    { image: '127.0.0.1:5000/app' },
    { image: '127.1.2.3/app' },
    { image: '[::1]:5000/app' },
    { tags: 'v1,localhost:5000/app:v1' },
    { 'cache-ref': 'localhost:5000/cache' },
    { 'cache-from': 'localhost:5000/cache' },
    { 'cache-to': 'type=registry,ref=localhost:5000/cache' },
    { 'build-contexts': 'a=docker-image://localhost:5000/base' },
    { 'build-contexts': 'a=http://127.0.0.1:8080/x.git' },
    { context: 'http://localhost:8080/x.git#main' },
    { context: 'git@localhost:x.git' },
    { image: '', outputs: 'type=registry,name=localhost:5000/app' },
    { outputs: 'type=oci,dest=x,name=localhost:5000/app', image: 'localhost:5000/app' },
  ])('is the machine’s for buildkitd alone with %j, and for RUN where that is allowed', (written) => {
    expect(networks(written)).toStrictEqual(['default', 'machine']);
    expect(networks({ ...written, allow: 'network.host' })).toStrictEqual(['host', 'with RUN']);
  });

  test('gives way to a network that is named', () => {
    expect(networks({ image: 'localhost:5000/app', 'builder-network': 'bridge' })).toStrictEqual([
      'bridge',
      'with RUN',
    ]);
    expect(networks({ image: 'localhost:5000/app', 'builder-network': 'host' })).toStrictEqual(['host', 'with RUN']);
  });
});

test.each([
  ['', []],
  ['  --debug   --root /x ', ['--debug', '--root', '/x']],
  ['--a "b c" --d=\'e "f"\'', ['--a', 'b c', '--d=e "f"']],
  ['--a=x" y "z', ['--a=x y z']],
  ['a\\ b "c\\"d" \'e\\f\'', ['a b', 'c"d', 'e\\f']],
  ['""', ['']],
  ['$HOME $(id)', ['$HOME', '$(id)']],
])('the flags %j are the words %j', (text, expected) => {
  expect(parseWords('buildkitd-flags', text)).toStrictEqual(expected);
});
