import { expect } from 'vitest';
import { parse, stringify } from 'yaml';
import { type GitHubEvent, pullRequestEvent, pushEvent } from '../../testbed/harness.ts';
import { readText, tableRows } from '../docs/markdown.ts';
import { outputsOf, runAct, test } from './act.ts';
import { tagDigests } from './fixture.ts';

/** An example of the README: the event that it is run with here, what its Dockerfile is, and what has to come of it. */
interface Example {
  readonly event: (options: { readonly sha: string }) => GitHubEvent;
  readonly files: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** Tags below the registry's repository that the run writes, caches as `cache-b-…` and `cache-pr-…`. */
  readonly tags: Readonly<Record<string, readonly string[]>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly says?: string;
}

const scratch = { Dockerfile: 'FROM scratch\nCOPY text /\n', text: 'text\n' };
const push: Example['event'] = ({ sha }) => pushEvent({ sha });
const cached = 'cache-b-…';

const examples: Readonly<Record<string, Example>> = {
  'single-image.yml': { event: push, files: scratch, tags: { '': [cached, 'main'] } },
  'pull-requests.yml': {
    event: ({ sha }) => pullRequestEvent({ number: 12, fork: 'stranger', head: 'main', base: 'main', sha }),
    files: scratch,
    tags: { '': [] },
    outputs: { pushed: 'false', 'cache-ref': '' },
    says: 'The check found no violation.',
  },
  'pull-requests-pushed.yml': {
    event: ({ sha }) => pullRequestEvent({ number: 12, head: 'feature/a', base: 'main', sha }),
    files: scratch,
    tags: { '': ['cache-pr-…', 'pr-12'] },
  },
  'test-before-push.yml': {
    event: push,
    files: {
      Dockerfile: `FROM debian:bookworm-slim
RUN cat /proc/sys/kernel/random/uuid >/id
COPY --chmod=755 self-test /
`,
      'self-test': '#!/bin/sh\necho "tested $(cat /id)"\n',
    },
    tags: { '': [cached, 'main'] },
    // The last step ran nothing: what it pushed is what was tested.
    outputs: { pushed: 'true', 'cached-steps': '2', 'total-steps': '2' },
    says: 'This is the image that step build loaded: sha256:',
  },
  'cache-life.yml': {
    event: push,
    files: { Dockerfile: 'FROM debian:bookworm-slim\nRUN --mount=type=cache,id=npm,target=/npm date >/npm/date\n' },
    tags: { '': [cached, 'main'] },
    says: 'Cache mount npm: ',
  },
  'matrix.yml': {
    event: push,
    files: {
      'services/api/Dockerfile': 'FROM scratch\nCOPY Dockerfile /api\n',
      'services/worker/Dockerfile': 'FROM scratch\nCOPY Dockerfile /worker\n',
      'docs/Dockerfile': 'FROM scratch\nCOPY docs/Dockerfile /docs\n',
    },
    tags: { '/api': [cached, 'main'], '/worker': [cached, 'main'], '/docs': [cached, 'main'] },
  },
  'monorepo.yml': {
    event: push,
    files: {
      'services/api/Dockerfile': 'FROM debian:bookworm-slim\nRUN echo shared\nCOPY Dockerfile /api\n',
      'services/worker/Dockerfile': 'FROM debian:bookworm-slim\nRUN echo shared\nCOPY Dockerfile /worker\n',
      'docs/Dockerfile': 'FROM debian:bookworm-slim\nRUN echo shared\nCOPY docs/Dockerfile /docs\n',
    },
    tags: { '/api': [cached, 'main'], '/worker': [cached, 'main'], '/docs': [cached, 'main'] },
    // The RUN that the images share was run by the first one.
    outputs: { 'cached-steps': '1', 'total-steps': '2' },
  },
  'platforms.yml': {
    event: push,
    files: scratch,
    tags: { '': [cached, 'main'] },
    outputs: { 'platform-digests': expect.stringMatching(/"linux\/amd64":.*"linux\/arm64":/) },
  },
  'secrets.yml': {
    event: push,
    files: {
      Dockerfile: `FROM debian:bookworm-slim
RUN --mount=type=secret,id=npm-token --mount=type=secret,id=netrc test "$(cat /run/secrets/npm-token)" = npm_1234 && \\
    test "$(wc -l </run/secrets/netrc)" = 2 && grep -q 'password p4ssw0rd' /run/secrets/netrc
`,
    },
    args: ['--secret', 'NPM_TOKEN=npm_1234', '--secret', 'EXAMPLE_PASSWORD=p4ssw0rd'],
    tags: { '': [cached, 'main'] },
  },
  'attest.yml': { event: push, files: scratch, tags: { '': [cached, 'main'] } },
  'metadata-action.yml': { event: push, files: scratch, tags: { '': [cached, 'weekly'] } },
};

test('the examples that the README names are those that are run here', () => {
  const named = tableRows(readText('README.md'), ['example', 'what it shows']).map(
    ([link = '']) => /\(examples\/workflows\/([\w-]+\.yml)\)/.exec(link)?.[1],
  );
  expect(named).toHaveLength(11);
  expect(named.toSorted()).toStrictEqual(Object.keys(examples).toSorted());
});

test.concurrent.for(Object.entries(examples))(
  'act runs examples/workflows/%s',
  async ([name, { event, files, args = [], tags, outputs = {}, says = '' }], {
    newCheckout,
    testbed,
    registry,
    repository,
  }) => {
    const workflow = `.github/workflows/${name}`;
    const checkout = await newCheckout({ ...files, [workflow]: localize(readText(`examples/workflows/${name}`)) });
    const mounts = ['--cache-server-path', `${checkout.home}/cache`];
    const run = await runAct(checkout, testbed, repository, {
      workflow,
      event: event(checkout),
      args: [...mounts, ...args],
    });
    for (const [below, expected] of Object.entries(tags)) {
      const written = Object.keys(await tagDigests(registry, repository + below));
      expect(written.map((tag) => tag.replace(/^(cache-(b|pr)-).*$/, '$1…')).sort()).toStrictEqual(expected);
    }
    expect(outputsOf(run)).toMatchObject(outputs);
    expect(run.stdout).toContain(says);
    expect(run.stdout).not.toContain('::warning');
  },
);

interface WorkflowStep {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

const expression = (text: string) => `\${{ ${text} }}`;

/** Makes a workflow to copy one that can be run here: this repository's own copy of the action, and a registry on this machine. */
function localize(workflow: string): string {
  const text = workflow
    .replaceAll(`ghcr.io/${expression('github.repository')}`, expression('vars.REGISTRY'))
    .replaceAll(expression('steps.metadata.outputs.tags'), 'weekly')
    .replaceAll(/\$\{\{ steps\.metadata\.outputs\.\w+ \}\}/g, '');
  const { jobs, ...rest } = parse(text) as { jobs: Record<string, { steps: WorkflowStep[] }> };
  const localJobs = Object.entries(jobs).map(([id, job]) => [id, { ...job, steps: job.steps.flatMap(localizeStep) }]);
  return stringify({ ...rest, jobs: Object.fromEntries(localJobs) });
}

/** Other actions than this repository's need hosts that are not here; actions/checkout is act's own. */
function localizeStep(step: WorkflowStep): WorkflowStep[] {
  const [, folder] = /^your-org\/buildkit-build-action(\/\w+)?@/.exec(step.uses ?? '') ?? [];
  if (step.uses?.startsWith('your-org/')) {
    const given = folder === undefined ? { 'buildkitd-config-inline': expression('vars.BUILDKITD_CONFIG') } : {};
    return [{ ...step, uses: `.${folder ?? '/'}`, with: { ...step.with, ...given } }];
  }
  return step.uses === undefined || step.uses.startsWith('actions/checkout@') ? [step] : [];
}
