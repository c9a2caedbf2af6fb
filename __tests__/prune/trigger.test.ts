import { expect, test } from 'vitest';
import { toTrigger } from '../../src/prune/trigger.ts';
import type { EventContext } from '../../src/request/git-context.ts';
import { otherEvent, pullRequestEvent } from '../../testbed/runner/events.ts';

const context = (event: string, payload: EventContext['payload']): EventContext => ({
  event,
  payload,
  ref: 'refs/heads/main',
  sha: '',
  repository: 'octo-org/app',
  serverUrl: 'https://github.com',
  actionsCacheMode: undefined,
});
const closed = pullRequestEvent({ number: 12, action: 'closed', merged: true }).payload;

test.each([
  [
    'delete of a branch',
    context('delete', otherEvent('delete', { payload: { ref: 'feature/a', ref_type: 'branch' } }).payload),
    { kind: 'ended', scope: { kind: 'branch', ref: 'refs/heads/feature/a' }, why: 'branch feature/a was deleted' },
  ],
  [
    'delete of a branch that is called like a ref',
    context('delete', { ref: 'refs/heads/x', ref_type: 'branch' }),
    {
      kind: 'ended',
      scope: { kind: 'branch', ref: 'refs/heads/refs/heads/x' },
      why: 'branch refs/heads/x was deleted',
    },
  ],
  [
    'delete of a tag',
    context('delete', { ref: 'v1', ref_type: 'tag' }),
    { kind: 'nothing', why: 'v1 is no branch: it keeps no cache' },
  ],
  [
    'pull_request: closed',
    context('pull_request', closed),
    { kind: 'ended', scope: { kind: 'pull-request', number: 12 }, why: 'pull request 12 is closed' },
  ],
  [
    'pull_request_target: closed',
    context('pull_request_target', closed),
    { kind: 'ended', scope: { kind: 'pull-request', number: 12 }, why: 'pull request 12 is closed' },
  ],
  ['schedule', context('schedule', { schedule: '0 3 * * 1' }), { kind: 'sweep' }],
  ['workflow_dispatch', context('workflow_dispatch', { inputs: {} }), { kind: 'sweep' }],
])('what is pruned on %s', (_, git, trigger) => {
  expect(toTrigger(git)).toStrictEqual(trigger);
});

test.each([
  ['push', context('push', { ref: 'refs/heads/main' }), 'push'],
  [
    'a pull request that is not closed',
    context('pull_request', pullRequestEvent().payload),
    'pull_request, synchronize',
  ],
  ['a pull request without a number', context('pull_request', { action: 'closed' }), 'pull_request, closed'],
  ['delete without a payload', context('delete', undefined), 'delete'],
  ['delete without a ref', context('delete', { ref_type: 'branch' }), 'delete'],
  ['no event', context('', undefined), 'no event'],
])('nothing is pruned on %s', (_, git, got) => {
  expect(() => toTrigger(git)).toThrow(
    `Caches are pruned on delete, pull_request (types: [closed]), schedule and workflow_dispatch: got ${got}. Write the job's "on:" so.`,
  );
});
