import { describe, expect, test } from 'vitest';
import { isOnServer, isRemote } from '../../src/request/remote.ts';
import { projectFolder } from '../../testbed/paths.ts';
import { inputVariables, readMetadata } from '../../testbed/runner/action-metadata.ts';
import { git, request, workspace } from './given.ts';

const digest = `sha256:${'0'.repeat(64)}`;

describe('context and file', () => {
  const read = (written: object) => {
    const { source, dockerfile } = request(written);
    return { source, dockerfile };
  };

  test.each([
    [{}, workspace, workspace, 'Dockerfile'],
    [{ context: 'app' }, `${workspace}/app`, `${workspace}/app`, 'Dockerfile'],
    [{ context: './app/' }, `${workspace}/app`, `${workspace}/app`, 'Dockerfile'],
    [{ context: '/abs' }, '/abs', '/abs', 'Dockerfile'],
    [{ context: 'app', file: 'docker/prod.Dockerfile' }, `${workspace}/app`, `${workspace}/docker`, 'prod.Dockerfile'],
    [{ context: 'a=b,c "d"' }, `${workspace}/a=b,c "d"`, `${workspace}/a=b,c "d"`, 'Dockerfile'],
    [{ context: '-rf' }, `${workspace}/-rf`, `${workspace}/-rf`, 'Dockerfile'],
    [{ file: '/Dockerfile' }, workspace, '/', 'Dockerfile'],
  ])('%j', (written, path, directory, filename) => {
    expect(read(written)).toStrictEqual({ source: { kind: 'directory', path }, dockerfile: { directory, filename } });
  });

  test.each([
    'https://github.com/octo/app.git',
    'https://github.com/octo/app.git#main:sub',
    'git@github.com:octo/app.git#main',
    'ssh://git@github.com/octo/app.git',
    'git://example.com/app.git',
    'github.com/octo/app',
    'https://example.com/context.tar.gz',
  ])('%s is fetched by BuildKit, and its Dockerfile with it', (url) => {
    const expected = { source: { kind: 'remote', url }, dockerfile: { directory: undefined, filename: 'Dockerfile' } };
    expect(read({ context: url })).toStrictEqual(expected);
    expect(read({ context: url, file: './docker/x' }).dockerfile).toStrictEqual({
      directory: undefined,
      filename: 'docker/x',
    });
  });

  test('a Dockerfile of this machine builds a repository, where its path is absolute', () => {
    expect(read({ context: 'github.com/octo/app', file: '/ci/Dockerfile' }).dockerfile).toStrictEqual({
      directory: '/ci',
      filename: 'Dockerfile',
    });
  });

  test.each(['{{defaultContext}}:sub', '{{ defaultContext }}:sub'])(
    '%s is this repository at this commit',
    (context) => {
      expect(read({ context }).source).toStrictEqual({
        kind: 'remote',
        url: `https://github.com/octo/app.git#${git.sha}:sub`,
      });
    },
  );

  test.each([
    [{ context: '-' }, '"context" must be a folder or a git or http URL: got "-".'],
    [{ context: 'docker-image://alpine' }, '"context" must be a folder or a git or http URL'],
    [{ context: 'https://me:hunter2@example.com/o/r.git' }, '"context" has a URL with credentials'],
    [{ context: 'https://hunter2@example.com/o/r.git' }, '"context" has a URL with credentials'],
    [{ context: 'ssh://git:hunter2@example.com/o/r.git' }, '"context" has a URL with credentials'],
    [{ file: '-' }, '"file" must be the path or http URL of a Dockerfile'],
    [{ file: 'https://me:hunter2@example.com/Dockerfile' }, '"file" has a URL with credentials'],
    [{ context: 'github.com/o/r', file: 'a/../../b' }, '"file" must be a path inside the repository'],
  ])('%j is refused without its credentials', (written, sentence) => {
    expect(() => read(written)).toThrow(sentence);
    expect(() => read(written)).toThrow(/^(?!.*hunter2)/);
  });

  test.each(['.', './https', 'https', 'c:/x', 'githubXcom/a', 'a@b', 'http:/x'])('%s is a folder', (context) => {
    expect(isRemote(context)).toBe(false);
  });
});

describe('build-contexts', () => {
  const read = (text: string) => request({ 'build-contexts': text }).buildContexts;
  const layout = { kind: 'oci-layout', name: 'a', path: `${workspace}/dir`, tag: 'latest', digest: undefined };

  test.each([
    ['a=dir', { kind: 'directory', name: 'a', path: `${workspace}/dir` }],
    ['a=../dir', { kind: 'directory', name: 'a', path: '/home/runner/work/app/dir' }],
    ['a=docker-image://alpine:3.20', { kind: 'remote', name: 'a', url: 'docker-image://alpine:3.20' }],
    ['a=docker-image://GHCR.io/Octo/Base', { kind: 'remote', name: 'a', url: 'docker-image://ghcr.io/octo/base' }],
    ['a=https://github.com/o/r.git#v1', { kind: 'remote', name: 'a', url: 'https://github.com/o/r.git#v1' }],
    ['a={{defaultContext}}', { kind: 'remote', name: 'a', url: `https://github.com/octo/app.git#${git.sha}` }],
    [`a=oci-layout://dir@${digest}`, { ...layout, digest }],
    [`a=oci-layout:///abs/dir:v1@${digest}`, { ...layout, path: '/abs/dir', tag: 'v1', digest }],
    ['a=oci-layout://dir', layout],
    ['a=oci-layout://dir:v1.2', { ...layout, tag: 'v1.2' }],
    ['docker.io/library/alpine:latest=dir', { kind: 'directory', name: 'alpine', path: `${workspace}/dir` }],
    ['alpine:3.20=dir', { kind: 'directory', name: 'alpine:3.20', path: `${workspace}/dir` }],
    ['ghcr.io/octo/base=dir', { kind: 'directory', name: 'ghcr.io/octo/base', path: `${workspace}/dir` }],
    ['octo/base=dir', { kind: 'directory', name: 'octo/base', path: `${workspace}/dir` }],
    ['Base=dir', { kind: 'directory', name: 'base', path: `${workspace}/dir` }],
  ])('%s', (text, expected) => {
    expect(read(text)).toStrictEqual([expected]);
  });

  test.each([
    ['a', 'got one without a place'],
    ['a=', 'got one without a place'],
    ['=dir', '"build-contexts": The reference is empty'],
    ['a b=dir', '"build-contexts": The reference "a b" holds " "'],
    ['a=dir\na:latest=dir2', '"build-contexts" has "a" twice'],
    ['a=oci-layout://', 'has no layout for "a"'],
    ['a=oci-layout://dir@sha256:abc', 'has no layout for "a"'],
    ['a=docker-image://', '"build-contexts": The reference is empty'],
    ['a=target://x', 'has "target://" for "a"'],
    ['a=https://me:hunter2@example.com/o/r.git', '"build-contexts" has a URL with credentials'],
  ])('%s is refused', (text, sentence) => {
    expect(() => read(text)).toThrow(sentence);
  });
});

describe('the token of the run goes with git contexts of its own server only', () => {
  const ids = (written: object, run = {}) =>
    request({ 'github-token': 'hunter2', ...written }, run).secrets.map(({ id }) => id);

  test.each([
    ['https://github.com/octo/app.git', true],
    ['https://github.com/octo/app.git#main', true],
    ['github.com/octo/app', true],
    ['http://github.com/octo/app.git', false],
    ['https://github.com.evil.example/octo/app.git', false],
    ['https://github.com:8443/octo/app.git', false],
    ['https://github.com/octo/app/archive.tar.gz', false],
    ['git@github.com:octo/app.git', false],
    ['docker-image://github.com/octo/app.git', false],
  ])('%s: %s', (url, expected) => {
    expect(isOnServer(url, git)).toBe(expected);
  });

  test('by default, but not on events that build what anybody may have written', () => {
    const token = (event: string) => {
      const github = { GITHUB_TOKEN: 'hunter2', GITHUB_EVENT_NAME: event };
      return inputVariables(readMetadata(projectFolder), {}, github)['INPUT_GITHUB-TOKEN'];
    };
    expect(['push', 'pull_request', 'schedule'].map(token)).toStrictEqual(['hunter2', 'hunter2', 'hunter2']);
    expect(['pull_request_target', 'workflow_run', 'issue_comment'].map(token)).toStrictEqual(['', '', '']);
  });

  test('as the secret that BuildKit looks up by host', () => {
    expect(request({ 'github-token': 'hunter2', context: '{{defaultContext}}' }).secrets).toStrictEqual([
      { kind: 'value', id: 'GIT_AUTH_TOKEN.github.com', value: 'hunter2' },
    ]);
    const run = { serverUrl: 'http://127.0.0.1:3000' };
    expect(ids({ context: '{{defaultContext}}' }, run)).toStrictEqual(['GIT_AUTH_TOKEN.127.0.0.1:3000']);
    expect(ids({ 'build-contexts': 'a={{defaultContext}}' })).toStrictEqual(['GIT_AUTH_TOKEN.github.com']);
  });

  test('and not where it is not needed, empty, or the workflow has a secret for it', () => {
    expect(ids({})).toStrictEqual([]);
    expect(ids({ context: '{{defaultContext}}', 'github-token': '' })).toStrictEqual([]);
    for (const id of ['GIT_AUTH_TOKEN', 'GIT_AUTH_TOKEN.github.com']) {
      expect(ids({ context: '{{defaultContext}}', secrets: `${id}=mine` })).toStrictEqual([id]);
    }
  });
});

test('a Dockerfile at a URL is fetched before the build', () => {
  const url = 'https://example.com/app.Dockerfile?raw=1';
  expect(request({ file: url }).dockerfile).toStrictEqual({ directory: undefined, filename: 'Dockerfile', url });
});
