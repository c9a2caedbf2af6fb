import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Registry, startRegistry } from '../../testbed/registry.ts';
import { type GitHubServer, startGitHub } from '../prune/github-server.ts';
import { type Host, type HostedRegistries, readOnlyRegistry, startHosts } from '../prune/hosted-registries.ts';
import { openRepository, type Repository } from '../prune/push-cache.ts';
import { branchTag, deleteEvent, runPrune } from '../prune/run-prune.ts';

let registry: Registry;
let hosts: HostedRegistries;
let github: GitHubServer;
let repository: Repository;
/** `octo-org/…`, at any of the hosts. */
let path: string;
/** Tags that Docker Hub was told to delete. */
let deletedAtHub: string[];

/** Docker Hub's API: a login, and the deletion of tags with the token of it. */
const hub: Host = async (incoming, response) => {
  if (incoming.url === '/v2/auth/token') {
    const { identifier, secret } = JSON.parse(await text(incoming));
    const isKnown = identifier === 'mona' && secret === 'dckr_pat_secret';
    response.writeHead(isKnown ? 200 : 401).end(JSON.stringify(isKnown ? { access_token: 'jwt-secret' } : {}));
    return;
  }
  const isAllowed = incoming.headers.authorization === 'Bearer jwt-secret' && incoming.method === 'DELETE';
  if (isAllowed) deletedAtHub.push(incoming.url ?? '');
  response.writeHead(isAllowed ? 204 : 401).end();
};

beforeAll(async () => {
  registry = await startRegistry();
  const readOnly = readOnlyRegistry(registry.address);
  hosts = await startHosts({ 'ghcr.io': readOnly, 'registry-1.docker.io': readOnly, 'hub.docker.com': hub });
});

afterAll(async () => {
  await hosts.close();
  await registry.stop();
});

beforeEach(async () => {
  deletedAtHub = [];
  path = `octo-org/${randomBytes(6).toString('hex')}`;
  repository = openRepository(registry.address, path);
  github = await startGitHub({ accountType: 'Organization' });
});

afterEach(() => github.close());

const name = (): string => path.slice('octo-org/'.length);
const deletions = (): string[] =>
  [...hosts.requests, ...github.requests].filter((line) => line.startsWith('DELETE') && line.includes(name()));

test("ghcr.io's caches go by GitHub's packages API, a version only with all its tags", async () => {
  const own = branchTag('feature');
  const shared = branchTag('feature', 'target=x');
  const digest = await repository.push(own, { layers: ['own'] });
  const sharedDigest = await repository.push(shared, { layers: ['shared'] });
  await repository.push('v1', { layers: ['shared'] });
  github.state.versions = [
    ...Array.from({ length: 120 }, (_, index) => ({ id: 1000 + index, name: `sha256:${index}`, tags: [] })),
    { id: 1, name: digest, tags: [own] },
    { id: 2, name: sharedDigest, tags: [shared, 'v1'] },
  ];
  const event = deleteEvent('feature');
  const step = await runPrune({ repository: `ghcr.io/${path}`, event, github, env: hosts.env });
  expect(step.exitCode, step.log).toBe(0);
  expect(step.outputs).toStrictEqual({ deleted: '1', 'freed-bytes': String('own'.length) });
  expect(step.annotations).toStrictEqual([]);
  expect(step.log).toContain(`Not deleted: ${shared} (`);
  expect(github.state.versions.map(({ id }) => id).filter((id) => id < 1000)).toStrictEqual([2]);
  const tried = expect.stringMatching(new RegExp(`^DELETE ghcr.io/v2/${path}/manifests/cache-b-`));
  expect(deletions()).toStrictEqual([tried, `DELETE /orgs/octo-org/packages/container/${name()}/versions/1`]);
});

test("Docker Hub's caches go by its own API, with docker's login, which is not seen", async () => {
  const own = branchTag('feature');
  for (const tag of [own, branchTag('main'), 'v1']) await repository.push(tag, { layers: [tag] });
  const auth = Buffer.from('mona:dckr_pat_secret').toString('base64');
  const docker = { auths: { 'https://index.docker.io/v1/': { auth } } };
  const event = deleteEvent('feature');
  const step = await runPrune({ repository: path, event, github, env: hosts.env, docker });
  expect(step.exitCode, step.log).toBe(0);
  expect(step.outputs).toMatchObject({ deleted: '1' });
  expect(deletedAtHub).toStrictEqual([`/v2/repositories/${path}/tags/${own}/`]);
  expect(deletions()).toStrictEqual([`DELETE hub.docker.com/v2/repositories/${path}/tags/${own}/`]);
  expect(step.log).not.toMatch(/dckr_pat_secret|jwt-secret/);
  expect(step.masks).toEqual(expect.arrayContaining(['dckr_pat_secret', 'jwt-secret']));
});

test('where neither Docker Hub nor its registry deletes, one notice says what helps', async () => {
  await repository.push(branchTag('feature'), { layers: ['own'] });
  const step = await runPrune({ repository: path, event: deleteEvent('feature'), github, env: hosts.env });
  expect(step.exitCode, step.log).toBe(0);
  expect(step.annotations).toMatchObject([
    {
      level: 'notice',
      message: expect.stringMatching(
        /^docker\.io deletes neither tags .* Use docker\/login-action with an access token/,
      ),
    },
  ]);
});
