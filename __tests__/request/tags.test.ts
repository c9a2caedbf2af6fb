import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planScopes } from '../../src/cache/scope.ts';
import type { GitContext } from '../../src/request/git-context.ts';
import { gitLabels, gitTags } from '../../src/request/tags.ts';
import { isTag } from '../../src/text/reference.ts';
import { git } from './given.ts';

const repository = { default_branch: 'main' };

describe('the tags of a git ref', () => {
  test.each([
    ['push', 'refs/heads/main', {}, ['main']],
    ['push', 'refs/heads/releases/v1', {}, ['releases-v1']],
    ['push', 'refs/heads/cache-b-f921bd05e68b03740c45-main', {}, []],
    ['push', `refs/heads/sha256-${'0'.repeat(64)}.sig`, {}, []],
    ['push', `refs/tags/sha256-${'0'.repeat(64)}`, {}, []],
    ['push', 'refs/heads/sha256-simd', {}, ['sha256-simd']],
    ['push', 'refs/heads/Feature/A', {}, ['Feature-A']],
    ['push', 'refs/heads/Feature/A b+c', {}, []],
    ['push', 'refs/heads/-rf', {}, []],
    ['push', 'refs/heads/12-fix-the-login', {}, ['12-fix-the-login']],
    ['push', `refs/heads/${'n'.repeat(200)}`, {}, [`${'n'.repeat(115)}-1be63cc0bde6`]],
    ['push', 'refs/heads/🎉', {}, []],
    ['push', 'refs/tags/v1.2.3', {}, ['v1.2.3', 'latest']],
    ['push', 'refs/tags/1.2.3', {}, ['1.2.3', 'latest']],
    ['push', 'refs/tags/v1.2.3+build.7', {}, ['v1.2.3-build.7', 'latest']],
    ['push', 'refs/tags/v1.2.3', { base_ref: 'refs/heads/main' }, ['v1.2.3', 'latest']],
    ['push', 'refs/tags/v1.2.3', { base_ref: 'refs/heads/releases/v1' }, ['v1.2.3']],
    ['push', 'refs/tags/v1.2.3', { base_ref: null }, ['v1.2.3', 'latest']],
    ['release', 'refs/tags/v1.2.3', { release: { target_commitish: 'main' } }, ['v1.2.3', 'latest']],
    ['release', 'refs/tags/v1.2.3', { release: { target_commitish: git.sha } }, ['v1.2.3', 'latest']],
    ['release', 'refs/tags/v1.2.3', { release: { target_commitish: 'releases/v1' } }, ['v1.2.3']],
    ['release', 'refs/tags/v1.2.3', { release: { target_commitish: 'main', prerelease: true } }, ['v1.2.3']],
    ['push', 'refs/tags/v2.0.0-beta.1', {}, ['v2.0.0-beta.1']],
    ['push', 'refs/tags/v1.2', {}, ['v1.2', 'latest']],
    ['push', 'refs/tags/1.2', {}, ['1.2', 'latest']],
    ['push', 'refs/tags/v01.2.3', {}, ['v01.2.3', 'latest']],
    ['push', 'refs/tags/2026.08.27', {}, ['2026.08.27', 'latest']],
    ['push', 'refs/tags/release1', {}, ['release1', 'latest']],
    ['push', 'refs/tags/search-1', {}, ['search-1', 'latest']],
    ['push', 'refs/tags/alphabet', {}, ['alphabet', 'latest']],
    ['push', 'refs/tags/develop', {}, ['develop', 'latest']],
    ['push', 'refs/tags/app/v1.2.3', {}, ['app-v1.2.3', 'latest']],
    ['push', 'refs/tags/p1/v1.0.0', {}, ['p1-v1.0.0', 'latest']],
    ['push', 'refs/tags/p1/v1.0.0-0', {}, ['p1-v1.0.0-0']],
    ['push', 'refs/tags/app@1.0.0-next.1', {}, ['app-1.0.0-next.1']],
    ['push', 'refs/tags/v1.2-rc1', {}, ['v1.2-rc1']],
    ['push', 'refs/tags/3.0rc1', {}, ['3.0rc1']],
    ['push', 'refs/tags/1.0.dev3', {}, ['1.0.dev3']],
    ['push', 'refs/tags/v2_Beta', {}, ['v2_Beta']],
    ['push', 'refs/tags/alpha', {}, ['alpha']],
    ['push', 'refs/tags/v3-preview', {}, ['v3-preview']],
    ['push', 'refs/tags/pre-1', {}, ['pre-1']],
    ['release', 'refs/tags/2026.08', { release: { target_commitish: 'main', prerelease: true } }, ['2026.08']],
    ['push', 'refs/tags/cache-b-f921bd05e68b03740c45-main', {}, []],
    ['pull_request', 'refs/pull/2/merge', { number: 2 }, ['pr-2']],
    ['push', 'refs/tags/app@1.0.0', {}, ['app-1.0.0', 'latest']],
    ['push', 'refs/tags/main', {}, []],
    ['push', 'refs/tags/latest', {}, []],
    ['push', 'refs/tags/pr-7', {}, []],
    ['push', 'refs/tags/+v1.2.3', {}, []],
    ['push', 'refs/heads/main', { deleted: true }, []],
    ['pull_request', 'refs/heads/main', { number: 2, action: 'closed' }, ['pr-2']],
    ['pull_request_review', 'refs/pull/2/merge', { pull_request: { number: 2 } }, ['pr-2']],
    ['pull_request_target', 'refs/heads/main', { number: 2 }, ['pr-2']],
    ['pull_request_target', 'refs/heads/main', { pull_request: { number: 2 } }, ['pr-2']],
    ['pull_request_target', 'refs/heads/main', {}, []],
    ['schedule', 'refs/heads/main', {}, ['nightly', 'main']],
    ['workflow_dispatch', 'refs/heads/main', {}, ['main']],
    ['push', '', {}, []],
    ['push', 'refs/heads/', {}, []],
  ])('%s of %s with %j gives %j', (event, ref, payload, expected) => {
    expect(gitTags({ ...git, event, ref, payload: { repository, ...payload } })).toStrictEqual(expected);
  });

  test.each(['+main', '#main', '-main', '.main', 'é/main', '/main', 'main@', 'm/ain+'])(
    'a branch called %s takes no tag of another one',
    (name) => {
      expect(gitTags({ ...git, ref: `refs/heads/${name}` })).toStrictEqual([]);
    },
  );

  test.each([
    'latest',
    'Latest',
    'nightly',
    'v1.2.3',
    '1.2',
    'v1',
    '2026.08.27',
    'v1.2.3-rc.1',
    'pr-7',
    'pr/7',
    'v1.2/3',
  ])('a branch called %s takes no tag of another event, unless it is the default one', (name) => {
    const ref = `refs/heads/${name}`;
    expect(gitTags({ ...git, ref })).toStrictEqual([]);
    expect(gitTags({ ...git, ref, payload: undefined })).toStrictEqual([]);
    const payload = { repository: { default_branch: name } };
    expect(gitTags({ ...git, ref, payload })).toStrictEqual([name.replaceAll('/', '-')]);
  });

  test('a branch whose slash would make it the default branch takes not its tag', () => {
    const payload = { repository: { default_branch: 'release-1' } };
    expect(gitTags({ ...git, ref: 'refs/heads/release/1', payload })).toStrictEqual([]);
  });

  test('no event moves the tag of a branch whose cache it may not write, because of what it builds', () => {
    const events = [
      ...[
        'workflow_run',
        'issue_comment',
        'issues',
        'discussion',
        'label',
        'status',
        'check_run',
        'delete',
        'page_build',
      ],
      ...['deployment', 'registry_package', 'pull_request', 'pull_request_target', 'pull_request_review', 'anything'],
      ...['push', 'schedule', 'repository_dispatch', 'workflow_dispatch'],
    ];
    for (const event of events) {
      for (const head of ['same', 'ahead', 'differs', 'unknown'] as const) {
        const run = { ...git, event, head };
        const writes = planScopes(run).export !== undefined;
        expect([event, head, gitTags(run).includes('main')]).toStrictEqual([event, head, writes]);
      }
    }
  });

  test('does without a payload', () => {
    expect(gitTags({ ...git, ref: 'refs/tags/v1.2.3', payload: undefined })).toStrictEqual(['v1.2.3', 'latest']);
  });

  test('are tags, whatever the ref is called', () => {
    const prefix = fc.constantFrom('refs/heads/', 'refs/tags/', 'refs/pull/', '');
    fc.assert(
      fc.property(prefix, fc.string({ unit: 'grapheme', maxLength: 300 }), (start, name) => {
        for (const tag of gitTags({ ...git, ref: `${start}${name}` })) expect(tag).toSatisfy(isTag);
      }),
    );
  });
});

describe('the labels of a git context', () => {
  const labels = (run: Partial<GitContext>) =>
    Object.fromEntries(gitLabels({ ...git, ...run }).map(([name, value]) => [name.split('.').at(-1), value]));

  test('are those that docker/metadata-action writes, sorted by name', () => {
    const payload = {
      repository: { ...repository, description: 'An app', license: { spdx_id: 'MIT' } },
    };
    expect(gitLabels({ ...git, payload })).toStrictEqual([
      ['org.opencontainers.image.created', git.commitTime],
      ['org.opencontainers.image.description', 'An app'],
      ['org.opencontainers.image.licenses', 'MIT'],
      ['org.opencontainers.image.revision', git.sha],
      ['org.opencontainers.image.source', 'https://github.com/octo/app'],
      ['org.opencontainers.image.title', 'app'],
      ['org.opencontainers.image.url', 'https://github.com/octo/app'],
      ['org.opencontainers.image.version', 'main'],
    ]);
  });

  test('say nothing of a commit that is not the one in the workspace', () => {
    expect(Object.keys(labels({ head: 'differs' }))).toStrictEqual(['source', 'title', 'url']);
  });

  test('leave out what is not known', () => {
    const unknown = { repository: '', sha: '', ref: '', commitTime: undefined, payload: undefined };
    expect(labels(unknown)).toStrictEqual({});
  });

  test('never hold the time of the build: the same commit gives the same labels', () => {
    expect(labels({ commitTime: undefined })).not.toHaveProperty('created');
  });

  test('bear a payload of any shape', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('repository', 'release', 'number', 'base_ref'), fc.jsonValue()),
        (payload) => {
          expect(labels({ payload })).toHaveProperty('source');
        },
      ),
    );
  });
});
