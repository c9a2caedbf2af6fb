import { readFileSync } from 'node:fs';
import type { Letter, Scope } from '../../src/cache/event.ts';
import type { GitContext } from '../../src/request/git-context.ts';

/** A row of the event table as it stands in the documents, and the runs that it is about. */
export interface TableRow {
  readonly markdown: string;
  readonly runs: readonly Run[];
}

/** `row` overrides the row's own last two columns, where that leaves them to another row. */
export interface Run {
  readonly event: string;
  readonly ref: string;
  readonly fixture: string;
  readonly letters?: Partial<Record<Letter, Scope>>;
  readonly row?: readonly [imports: string, exported: string];
}

export const MAIN = branch('refs/heads/main');
export const FEATURE = branch('refs/heads/feature/a');
export const RELEASE = branch('refs/heads/release/1.x');
export const PULL: Scope = { kind: 'pull-request', number: 12 };

const QUEUE = 'refs/heads/gh-readonly-queue/release/1.x/pr-12-f00f00f00f00f00f00f00f00f00f00f00f00f00f';
const BASE = { B: RELEASE };

export const EVENT_TABLE: readonly TableRow[] = [
  {
    markdown: '| push | `payload.deleted` | D | – |',
    runs: [{ event: 'push', ref: 'refs/heads/feature/a', fixture: 'push-deleted' }],
  },
  {
    markdown: '| push | `refs/heads/gh-readonly-queue/<base>/pr-…` | B (parsed), D | – |',
    runs: [{ event: 'push', ref: QUEUE, fixture: 'push-merge-queue', letters: BASE }],
  },
  {
    markdown: '| push | `refs/heads/<default>` | D | D |',
    runs: [{ event: 'push', ref: 'refs/heads/main', fixture: 'push-default' }],
  },
  {
    markdown: '| push | other `refs/heads/*` | S, D | S |',
    runs: [{ event: 'push', ref: 'refs/heads/feature/a', fixture: 'push-branch', letters: { S: FEATURE } }],
  },
  {
    markdown: '| push, release, create | `refs/tags/*` | D | – |',
    runs: [
      { event: 'push', ref: 'refs/tags/v1.2.3', fixture: 'push-tag' },
      { event: 'release', ref: 'refs/tags/v1.2.3', fixture: 'release' },
      { event: 'create', ref: 'refs/tags/v1.2.3', fixture: 'create-tag' },
    ],
  },
  {
    markdown: '| pull_request | closed, merged or not | B, D | – |',
    runs: [
      { event: 'pull_request', ref: 'refs/heads/release/1.x', fixture: 'pull_request-merged', letters: BASE },
      { event: 'pull_request', ref: 'refs/pull/12/merge', fixture: 'pull_request-closed', letters: BASE },
      { event: 'pull_request', ref: 'refs/pull/12/merge', fixture: 'pull_request-labeled-after-merge', letters: BASE },
    ],
  },
  {
    markdown: '| pull_request | head repository differs or is gone, or author is `dependabot[bot]` | B, D | – |',
    runs: [
      { event: 'pull_request', ref: 'refs/pull/12/merge', fixture: 'pull_request-fork', letters: BASE },
      { event: 'pull_request', ref: 'refs/pull/12/merge', fixture: 'pull_request-fork-gone', letters: BASE },
      { event: 'pull_request', ref: 'refs/pull/12/merge', fixture: 'pull_request-dependabot', letters: BASE },
    ],
  },
  {
    markdown: '| pull_request | same repository, open | P, H, B, D | P |',
    runs: [
      {
        event: 'pull_request',
        ref: 'refs/pull/12/merge',
        fixture: 'pull_request-same-repository',
        letters: { P: PULL, H: FEATURE, B: RELEASE },
      },
    ],
  },
  {
    markdown: '| pull_request_review, pull_request_review_comment | any | B, D | – |',
    runs: ['pull_request_review', 'pull_request_review_comment'].map((event) => ({
      event,
      ref: 'refs/pull/12/merge',
      fixture: event,
      letters: BASE,
    })),
  },
  {
    markdown: '| pull_request_target | any | B, D | – |',
    runs: ['refs/heads/release/1.x', 'refs/heads/main'].map((ref) => ({
      event: 'pull_request_target',
      ref,
      fixture: 'pull_request_target',
      letters: BASE,
    })),
  },
  {
    markdown: '| merge_group | any | B (`merge_group.base_ref`), D | – |',
    runs: [{ event: 'merge_group', ref: QUEUE, fixture: 'merge_group', letters: BASE }],
  },
  {
    markdown: '| schedule, repository_dispatch | default branch | D | D |',
    runs: ['schedule', 'repository_dispatch'].map((event) => ({ event, ref: 'refs/heads/main', fixture: event })),
  },
  {
    markdown: '| workflow_dispatch | branch | S, D | S |',
    runs: [
      {
        event: 'workflow_dispatch',
        ref: 'refs/heads/feature/a',
        fixture: 'workflow_dispatch-branch',
        letters: { S: FEATURE },
      },
      { event: 'workflow_dispatch', ref: 'refs/heads/main', fixture: 'push-default', letters: { S: MAIN } },
    ],
  },
  {
    markdown: '| workflow_dispatch | tag | D | – |',
    runs: [{ event: 'workflow_dispatch', ref: 'refs/tags/v1.2.3', fixture: 'workflow_dispatch-tag' }],
  },
  {
    markdown:
      '| workflow_run, issue_comment, issues, discussion, label, status, check_*, delete, registry_package, page_build, deployment*, any other, unknown or empty ref | any | D | – |',
    runs: [
      ...['workflow_run', 'issue_comment', 'issues', 'discussion', 'label', 'status', 'check_run', 'check_suite'],
      ...['delete', 'registry_package', 'page_build', 'deployment', 'deployment_status'],
    ]
      .map((event): Run => ({ event, ref: 'refs/heads/main', fixture: event }))
      .concat([
        { event: 'deployment', ref: 'refs/heads/feature/a', fixture: 'deployment' },
        { event: 'watch', ref: 'refs/heads/main', fixture: 'push-default' },
        { event: 'no_such_event', ref: 'refs/heads/feature/a', fixture: 'push-branch' },
        { event: '', ref: 'refs/heads/feature/a', fixture: 'push-branch' },
        { event: 'push', ref: '', fixture: 'push-branch' },
        { event: 'push', ref: 'refs/notes/commits', fixture: 'push-branch' },
        { event: 'create', ref: 'refs/heads/feature/a', fixture: 'push-branch' },
        { event: 'deployment', ref: '', fixture: 'deployment' },
        { event: 'schedule', ref: 'refs/heads/feature/a', fixture: 'schedule' },
        { event: 'workflow_dispatch', ref: 'refs/pull/12/merge', fixture: 'workflow_dispatch-branch' },
      ]),
  },
  {
    markdown: "| workflow_call | judged as the caller's event (same payload) | | |",
    runs: [
      {
        event: 'push',
        ref: 'refs/heads/feature/a',
        fixture: 'push-branch',
        letters: { S: FEATURE },
        row: ['S, D', 'S'],
      },
      {
        event: 'pull_request',
        ref: 'refs/pull/12/merge',
        fixture: 'pull_request-fork',
        letters: BASE,
        row: ['B, D', '–'],
      },
    ],
  },
];

/** A run of octo-org/app whose HEAD is what it was started for. */
export function gitContext(given: Partial<GitContext>): GitContext {
  return {
    event: 'push',
    ref: 'refs/heads/feature/a',
    sha: 'b5e1c1f0a7d94c06b3a3a8f5f2b0a7c9d8e7f601',
    repository: 'octo-org/app',
    serverUrl: 'https://github.com',
    payload: readPayload('push-branch'),
    head: 'same',
    commitTime: '2026-11-24T07:20:12Z',
    actionsCacheMode: undefined,
    ...given,
  };
}

export function readPayload(fixture: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`../fixtures/events/${fixture}.json`, import.meta.url), 'utf8'));
}

export function branch(ref: string): Scope & { kind: 'branch' } {
  return { kind: 'branch', ref };
}
