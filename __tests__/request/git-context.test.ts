import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  type GitContext,
  parseGitContext,
  readGitContext,
  toCommitTime,
  toUtcSeconds,
} from '../../src/request/git-context.ts';

// A machine that does other things at the same time must not fail these.
vi.setConfig({ testTimeout: 60_000 });

const temp = mkdtempSync(join(tmpdir(), 'git-context-'));
const TIME = '2026-11-24T08:20:12+01:00';
const UTC = '2026-11-24T07:20:12Z';

afterAll(() => rmSync(temp, { recursive: true }));

function git(folder: string, ...args: readonly string[]): string {
  const person = { NAME: 'App Developer', EMAIL: 'app-developer@example.com', DATE: TIME };
  const who = Object.entries(person).flatMap(([name, value]) => [
    [`GIT_AUTHOR_${name}`, name === 'DATE' ? '2020-01-01T00:00:00Z' : value],
    [`GIT_COMMITTER_${name}`, value],
  ]);
  const env = {
    ...process.env,
    ...Object.fromEntries(who),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
  };
  return execFileSync('git', ['-C', folder, ...args], {
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}

function commit(folder: string, file: string): string {
  appendFileSync(join(folder, file), 'one more line\n');
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '--message', `Change ${file}`);
  return git(folder, 'rev-parse', 'HEAD');
}

function newFolder(name: string): string {
  return mkdtempSync(join(temp, `${name}-`));
}

function newRepository(name: string): string {
  const folder = newFolder(name);
  git(folder, 'init', '--quiet', '--initial-branch', 'main');
  commit(folder, 'first');
  return folder;
}

async function readHead(workspace: string, sha: string): Promise<Pick<GitContext, 'head' | 'commitTime'>> {
  const { head, commitTime } = await readGitContext({ GITHUB_SHA: sha }, workspace);
  return { head, commitTime };
}

describe('the workspace', () => {
  test('on a branch at the commit is the same', async () => {
    const folder = newRepository('branch');
    expect(await readHead(folder, git(folder, 'rev-parse', 'HEAD'))).toStrictEqual({ head: 'same', commitTime: UTC });
  });

  test('with a detached HEAD at the commit is the same', async () => {
    const folder = newRepository('detached');
    const sha = git(folder, 'rev-parse', 'HEAD');
    git(folder, 'checkout', '--quiet', '--detach', sha);
    expect(await readHead(folder, sha)).toStrictEqual({ head: 'same', commitTime: UTC });
  });

  test('whose refs are packed is the same', async () => {
    const folder = newRepository('packed');
    git(folder, 'branch', 'another');
    git(folder, 'pack-refs', '--all');
    expect(existsSync(join(folder, '.git/refs/heads/main'))).toBe(false);
    expect((await readHead(folder, git(folder, 'rev-parse', 'HEAD'))).head).toBe('same');
  });

  test('whose branch moved on after its refs were packed is judged by the newer place', async () => {
    const folder = newRepository('repacked');
    const packed = git(folder, 'rev-parse', 'HEAD');
    git(folder, 'pack-refs', '--all');
    const newer = commit(folder, 'second');
    expect((await readHead(folder, newer)).head).toBe('same');
    expect((await readHead(folder, packed)).head).toBe('ahead');
  });

  test('whose branch is a symbolic ref is the same', async () => {
    const folder = newRepository('symbolic');
    git(folder, 'symbolic-ref', 'refs/heads/alias', 'refs/heads/main');
    git(folder, 'symbolic-ref', 'HEAD', 'refs/heads/alias');
    expect((await readHead(folder, git(folder, 'rev-parse', 'HEAD'))).head).toBe('same');
  });

  test.each([false, true])('that is a linked worktree is the same, packed refs: %s', async (isPacked) => {
    const main = newRepository('main-tree');
    const folder = join(newFolder('worktree'), 'tree');
    git(main, 'worktree', 'add', '--quiet', '-b', 'feature/a', folder);
    const sha = commit(folder, 'second');
    if (isPacked) git(main, 'pack-refs', '--all');
    expect(await readHead(folder, sha)).toStrictEqual({ head: 'same', commitTime: UTC });
    expect((await readHead(main, sha)).head).toBe('differs');
  });

  test('that is a shallow clone with the job’s own commit on top is ahead', async () => {
    const origin = newRepository('origin');
    const sha = commit(origin, 'second');
    const folder = join(newFolder('shallow'), 'clone');
    git(temp, 'clone', '--quiet', '--depth', '1', `file://${origin}`, folder);
    expect((await readHead(folder, sha)).head).toBe('same');
    commit(folder, 'version');
    expect(await readHead(folder, sha)).toStrictEqual({ head: 'ahead', commitTime: UTC });
  });

  test('at an older commit differs', async () => {
    const folder = newRepository('older');
    const sha = commit(folder, 'second');
    git(folder, 'checkout', '--quiet', '--detach', 'HEAD~1');
    expect(await readHead(folder, sha)).toStrictEqual({ head: 'differs', commitTime: UTC });
  });

  test('at a pull request’s head differs from the merge that the run was started for', async () => {
    const folder = newRepository('pull');
    git(folder, 'checkout', '--quiet', '-b', 'feature/a');
    const head = commit(folder, 'feature');
    git(folder, 'checkout', '--quiet', 'main');
    commit(folder, 'base');
    git(folder, 'merge', '--quiet', '--no-ff', 'feature/a');
    const merge = git(folder, 'rev-parse', 'HEAD');
    git(folder, 'checkout', '--quiet', head);
    expect(await readHead(folder, merge)).toStrictEqual({ head: 'differs', commitTime: UTC });
  });

  test('that does not hold the commit differs, and its time is unknown', async () => {
    const folder = newRepository('foreign');
    expect(await readHead(folder, 'f'.repeat(40))).toStrictEqual({ head: 'differs', commitTime: undefined });
  });

  test('without a commit yet differs', async () => {
    const folder = newFolder('unborn');
    git(folder, 'init', '--quiet');
    expect(await readHead(folder, 'f'.repeat(40))).toStrictEqual({ head: 'differs', commitTime: undefined });
  });

  test('without git is unknown', async () => {
    expect(await readHead(newFolder('plain'), 'f'.repeat(40))).toStrictEqual({
      head: 'unknown',
      commitTime: undefined,
    });
    expect((await readHead(join(temp, 'nowhere'), 'f'.repeat(40))).head).toBe('unknown');
  });

  test('whose .git file names no folder is unknown', async () => {
    const folder = newFolder('broken');
    writeFileSync(join(folder, '.git'), 'nothing\n');
    writeFileSync(join(folder, 'HEAD'), 'ref: refs/heads/main\n');
    expect((await readHead(folder, 'f'.repeat(40))).head).toBe('unknown');
  });

  test('is unknown where the run names no commit', async () => {
    expect(await readHead(newRepository('local'), '')).toStrictEqual({ head: 'unknown', commitTime: undefined });
  });

  test('is not asked about what is no commit’s name', async () => {
    const folder = newRepository('option');
    expect(await readHead(folder, '--output=/tmp/x')).toStrictEqual({ head: 'differs', commitTime: undefined });
  });

  test.runIf(process.getuid?.() === 0)('may belong to another user', async () => {
    const folder = newRepository('owner');
    const sha = git(folder, 'rev-parse', 'HEAD');
    commit(folder, 'version');
    for (const name of ['.', '.git']) chownSync(join(folder, name), 12345, 12345);
    expect(() => git(folder, 'rev-parse', 'HEAD')).toThrow('dubious ownership');
    expect(await readHead(folder, sha)).toStrictEqual({ head: 'ahead', commitTime: UTC });
  });
});

describe('git itself', () => {
  const bin = join(temp, 'bin');
  const calls = join(temp, 'calls');

  beforeAll(() => {
    mkdirSync(bin);
    writeFileSync(join(bin, 'git'), `#!/bin/sh\necho "$@" >> '${calls}'\nexit 1\n`);
    chmodSync(join(bin, 'git'), 0o755);
  });

  async function countCalls(env: Record<string, string>, workspace: string): Promise<number> {
    rmSync(calls, { force: true });
    vi.stubEnv('PATH', `${bin}${delimiter}${process.env.PATH}`);
    try {
      await readGitContext(env, workspace);
    } finally {
      vi.unstubAllEnvs();
    }
    return existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n').length : 0;
  }

  function linkWorktree(main: string): string {
    const folder = join(newFolder('linked'), 'tree');
    git(main, 'worktree', 'add', '--quiet', '-b', 'feature/a', folder);
    return folder;
  }

  function packRefs(folder: string): string {
    git(folder, 'pack-refs', '--all');
    return folder;
  }

  test.each([
    ['on a branch', newRepository],
    ['with packed refs', (name: string) => packRefs(newRepository(name))],
    ['in a linked worktree', (name: string) => linkWorktree(newRepository(name))],
    ['in a linked worktree with packed refs', (name: string) => packRefs(linkWorktree(newRepository(name)))],
  ])('is not started for a push whose checkout is the pushed commit, %s', async (_, prepare) => {
    const folder = prepare('push');
    const sha = git(folder, 'rev-parse', 'HEAD');
    const event = join(newFolder('event'), 'event.json');
    writeFileSync(event, JSON.stringify({ head_commit: { id: sha, timestamp: TIME } }));
    expect(await countCalls({ GITHUB_SHA: sha, GITHUB_EVENT_PATH: event }, folder)).toBe(0);
  });

  test('is started once for the time where the payload tells none, and once more where HEAD differs', async () => {
    const folder = newRepository('schedule');
    const sha = git(folder, 'rev-parse', 'HEAD');
    expect(await countCalls({ GITHUB_SHA: sha }, folder)).toBe(1);
    commit(folder, 'second');
    expect(await countCalls({ GITHUB_SHA: sha }, folder)).toBe(2);
  });

  test('may be missing', async () => {
    const folder = newRepository('no-git');
    const sha = git(folder, 'rev-parse', 'HEAD');
    vi.stubEnv('PATH', '/nowhere');
    try {
      expect(await readHead(folder, sha)).toStrictEqual({ head: 'same', commitTime: undefined });
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

describe('the environment', () => {
  test('of a runner is taken over as it is', () => {
    const env = {
      GITHUB_EVENT_NAME: 'push',
      GITHUB_REF: 'refs/heads/feature/a',
      GITHUB_SHA: 'f'.repeat(40),
      GITHUB_REPOSITORY: 'octo-org/app',
      GITHUB_SERVER_URL: 'https://github.example.com',
      ACTIONS_CACHE_MODE: ' Write-Only ',
    };
    expect(parseGitContext(env, '{"deleted":false}')).toStrictEqual({
      event: 'push',
      ref: 'refs/heads/feature/a',
      sha: 'f'.repeat(40),
      repository: 'octo-org/app',
      serverUrl: 'https://github.example.com',
      payload: { deleted: false },
      actionsCacheMode: 'write-only',
    });
  });

  test('may be empty', async () => {
    expect(await readGitContext({}, newFolder('empty'))).toStrictEqual({
      event: '',
      ref: '',
      sha: '',
      repository: '',
      serverUrl: 'https://github.com',
      payload: undefined,
      actionsCacheMode: undefined,
      head: 'unknown',
      commitTime: undefined,
    });
  });

  test.each(['', 'on', 'readwrite'])('with the unknown cache mode "%s" restricts nothing', (mode) => {
    expect(parseGitContext({ ACTIONS_CACHE_MODE: mode }, undefined).actionsCacheMode).toBeUndefined();
  });
});

describe('the payload', () => {
  test.each([undefined, '', '{', 'null', '[]', '"text"', '{"a":1}}'])('%j is none', (text) => {
    expect(parseGitContext({}, text).payload).toBeUndefined();
  });

  test.each(['missing.json', '.'])('in a file that cannot be read (%s) is none', async (name) => {
    const context = await readGitContext({ GITHUB_EVENT_PATH: join(temp, name) }, temp);
    expect(context.payload).toBeUndefined();
  });

  test('is read from its file', async () => {
    const event = new URL('../fixtures/events/push-branch.json', import.meta.url).pathname;
    const { payload } = await readGitContext({ GITHUB_EVENT_PATH: event }, temp);
    expect(payload?.ref).toBe('refs/heads/feature/a');
  });

  test('tells the time of the commit only where it is the commit of the run', () => {
    const sha = 'f'.repeat(40);
    const of = (payload: object) => toCommitTime(parseGitContext({ GITHUB_SHA: sha }, JSON.stringify(payload)));
    expect(of({ head_commit: { id: sha, timestamp: TIME } })).toBe(UTC);
    expect(of({ head_commit: null, merge_group: { head_commit: { id: sha, timestamp: UTC } } })).toBe(UTC);
    expect(of({ head_commit: { id: 'e'.repeat(40), timestamp: TIME } })).toBeUndefined();
    expect(of({ head_commit: { id: sha } })).toBeUndefined();
    expect(of({ merge_group: [] })).toBeUndefined();
  });
});

test.each([
  ['2026-11-24T07:20:12Z', UTC],
  ['2026-11-24T08:20:12+01:00', UTC],
  ['2026-11-23T23:50:12.999-07:30', UTC],
  ['2026-11-24T07:20:12', undefined],
  ['2026-11-24', undefined],
  ['2026-13-24T07:20:12Z', undefined],
  ['yesterday', undefined],
  [1795504812, undefined],
  [undefined, undefined],
])('the time %j in UTC seconds is %j', (time, expected) => {
  expect(toUtcSeconds(time)).toBe(expected);
});
