import { describe, expect, test } from 'vitest';
import { type Circumstances, explainFailure } from '../../src/build/explain.ts';
import { parseReference } from '../../src/text/reference.ts';
import type { BuildFailure, FailurePhase } from '../../src/trace/failure.ts';
import { step } from '../fixtures/steps.ts';

const around: Circumstances = {
  tags: [parseReference('ghcr.io/o/app:v1')],
  steps: [],
  compression: 'zstd',
  context: '',
  space: undefined,
  state: 'disk',
  leavesGitDirOut: false,
  unseenHost: undefined,
  memory: { kills: 0, limit: undefined, total: 16 * 1024 ** 3 },
  endpoint: undefined,
};

function explain(
  phase: FailurePhase,
  message: string,
  more: Partial<Circumstances> = {},
  exitCode: number | undefined = undefined,
): string {
  const failure: BuildFailure = {
    ...{ message, phase, step: undefined, dockerfile: undefined, exitCode },
    logTail: ['error: 500', 'retrying in 1s'],
  };
  return explainFailure(failure, { ...around, ...more }).message;
}

test.each([
  [
    'failed to push ghcr.io/o/app:v1: unexpected status from POST request to https://ghcr.io/v2/o/app/blobs/uploads/: 403 Forbidden',
    'Log in to ghcr.io in an earlier step (docker/login-action) as somebody who may push to ghcr.io/o/app, and give the job "permissions: packages: write" for its github.token.',
  ],
  [
    'failed to push ghcr.io/o/app:v1: denied: permission_denied: write_package',
    'Log in to ghcr.io in an earlier step (docker/login-action) as somebody who may push to ghcr.io/o/app, and give the job "permissions: packages: write" for its github.token.',
  ],
  [
    'failed to push registry.example/o/app:v1: unexpected status from HEAD request to https://registry.example/v2/: 401 Unauthorized',
    'Log in to registry.example in an earlier step (docker/login-action) as somebody who may push to registry.example/o/app.',
  ],
  [
    "failed to push ghcr.io/o/app:v1: unknown: The image tag 'v1' already exists and cannot be overwritten because the repository is immutable.",
    'The registry lets nobody move a tag that is there: write another one under "tags".',
  ],
  [
    'failed to push ghcr.io/o/app:v1: unexpected status from PUT request to https://ghcr.io/v2/: 413 Payload Too Large',
    'ghcr.io, or a proxy in front of it, refuses uploads of that size: raise its limit, or make the layer smaller.',
  ],
  ['the registry said nothing for 5.0 s during exporting to image (pushing layers)', 'The registry is ghcr.io.'],
  [
    'failed to push ghcr.io/o/app:v1: unexpected status from POST request to https://ghcr.io/v2/o/app/blobs/uploads/?from=o%2Fcache&mount=sha256%3A1: 403 Forbidden',
    'ghcr.io does not let ghcr.io/o/app take over layers of another repository of its own, and BuildKit does not upload them then: write a "cache-ref" and "tags" of one repository.',
  ],
  [
    'failed to push ghcr.io/o/app:v1: denied: project quota of 10 GiB is exceeded',
    'ghcr.io has no room left for ghcr.io/o/app: remove what is not needed there, or have its quota raised.',
  ],
  [
    'failed to push ghcr.io/o/app:v1: denied: blocked by a firewall rule',
    'A rule of ghcr.io refuses the image, whoever pushes it: ask those who run it.',
  ],
  [
    'failed to push ghcr.io/o/app:v1: unexpected status from PUT request to https://ghcr.io/v2/: 412 Precondition Failed\nunknown: images must be signed',
    'A rule of ghcr.io refuses the image, whoever pushes it: ask those who run it.',
  ],
  [
    'failed to push ghcr.io/o/app:v1: unexpected status from PUT request to https://ghcr.io/v2/: 400 Bad Request',
    'If ghcr.io does not know layers that are compressed with zstd, write compression: gzip.',
  ],
])('%s — %s', (message, advice) => {
  expect(explain('push', message)).toBe(`${message.replace(/\.$/, '')}. ${advice}`);
});

test('what names the registry and has no advice is only made a sentence', () => {
  const message = 'failed to push ghcr.io/o/app:v1: dial tcp: lookup ghcr.io: no such host';
  expect(explain('push', message)).toBe(`${message}.`);
});

describe('want of memory', () => {
  const message = 'process "/bin/sh -c make" did not complete successfully: exit code: 137';
  const killed = { memory: { ...around.memory, kills: 1 } };

  test('is told with how much there was, where the kernel has ended a process', () => {
    expect(explain('instruction', message, killed, 137)).toBe(
      `${message}. The kernel ended a process for want of memory, this machine has 17.2 GB: take a larger runner, or let the step do less at the same time.`,
    );
    const limited = { memory: { ...killed.memory, limit: 512 * 1024 ** 2 } };
    expect(explain('instruction', message, limited, 2)).toContain(
      'the builder may take 537 MB ("builder-memory") of this machine\'s 17.2 GB: raise "builder-memory"',
    );
    expect(explain('builder', 'closed transport', killed)).toContain('want of memory');
  });

  test('is told where BuildKit has seen it itself', () => {
    const seen = 'process "/bin/sh -c make" did not complete successfully: cannot allocate memory';
    expect(explain('instruction', seen)).toContain('want of memory');
  });

  test('is not guessed', () => {
    expect(explain('instruction', message, {}, 137)).toBe(`${message}.`);
    expect(explain('push', 'failed to push ghcr.io/o/app:v1: 500', killed)).not.toContain('memory');
  });
});

test('a folder of the context that cannot be read is one for .dockerignore', () => {
  const message = 'error from sender: open /work/app/db data: permission denied';
  expect(explain('context', message)).toBe(
    `${message}. This runner's user may not read /work/app/db data, which is in the context: list it in .dockerignore, or give the user the right.`,
  );
});

test('a credential helper is called what it is', () => {
  const message =
    'error getting credentials - err: exec: "docker-credential-vault": executable file not found in $PATH, out: ``';
  expect(explain('base', message)).toMatch(
    /^error getting .*\. A credential helper that Docker's configuration names /,
  );
});

test("a page of HTML is cut to one line of its text, and BuildKit's own repetitions of a push are left out", () => {
  const page =
    '<html>\n<head><style>b { color: red }</style><title>Forbidden</title></head>\n<body><h1>No\n entry</h1></body></html>';
  const failure: BuildFailure = {
    ...{ phase: 'push', step: undefined, dockerfile: undefined, exitCode: undefined, logTail: ['error: 403'] },
    message: `failed to push registry.example/a:1: unexpected status from POST request to https://registry.example/v2/: 403 Forbidden: ${page}`,
  };
  const explained = explainFailure(failure, around);
  expect(explained.message).toContain('403 Forbidden: Forbidden No entry. Log in to registry.example');
  expect(explained.logTail).toStrictEqual([]);
  const long = explainFailure({ ...failure, message: `403: <html>${'ha '.repeat(200)}` }, around);
  expect(long.message).toContain(`403: ${'ha '.repeat(53)}h…`);
});

test('a page that a hostile registry has chosen costs no time', () => {
  const start = performance.now();
  for (const piece of ['<script ', '<style><script>', '<', '<html']) {
    expect(explain('push', `403: <html>${piece.repeat((256 * 1024) / piece.length)}`)).toMatch(/^403: /);
  }
  expect(performance.now() - start).toBeLessThan(1000);
});

describe('of several tags', () => {
  const tags = ['v1', 'v2', 'v3'].map((tag) => `ghcr.io/o/app:${tag}`);
  const digest = `sha256:${'a'.repeat(64)}`;
  const pushing = (tag: string) => ({
    ...{ vertex: 'v', id: `pushing manifest for ghcr.io/o/app:${tag}@${digest}`, current: 0, total: 0 },
    ...{ timestamp: 2, started: 1, completed: 2 },
  });
  const error = 'failed to push ghcr.io/o/app:v2: denied: no';

  test('those that moved are told from those that did not', () => {
    const steps = [step('exporting to image', { state: 'failed', error, transfers: [pushing('v1'), pushing('v2')] })];
    expect(explain('push', error, { tags: tags.map(parseReference), steps })).toContain(
      'Moved: ghcr.io/o/app:v1. Not moved: ghcr.io/o/app:v2, ghcr.io/o/app:v3. Running the job again moves them all.',
    );
  });

  test('none may have moved', () => {
    const steps = [step('exporting to image', { state: 'failed', error: error.replace('v2', 'v1') })];
    expect(explain('push', error.replace('v2', 'v1'), { tags: tags.map(parseReference), steps })).toContain(
      'None of the tags was moved.',
    );
  });
});

test('a state without room is told with its sizes, also where a RUN filled it', () => {
  const message = 'process "/bin/sh -c make" did not complete successfully: exit code: 2';
  const space = {
    state: { size: 4e9, free: 0 },
    disk: { size: 8e9, free: 1e9, name: "the runner's temp folder /temp" },
  };
  const told = explain('instruction', message, { space });
  expect(told).toContain("exit code: 2. The builder's state is on the disk and has 0 B of 4.0 GB free");
  const roomy = { ...space, state: { size: 4e9, free: 3e9 } };
  expect(explain('instruction', message, { space: roomy })).toBe(`${message}.`);
});

test('a failing RUN keeps what it printed', () => {
  const failure: BuildFailure = {
    ...{ message: 'exit code: 1', phase: 'instruction', step: undefined, dockerfile: undefined, exitCode: 1 },
    logTail: ['boom'],
  };
  expect(explainFailure(failure, around).logTail).toStrictEqual(['boom']);
});

test('an endpoint that does not answer is named with the inputs to look at', () => {
  expect(explain('builder', 'error reading server preface: EOF', { endpoint: 'tcp://buildkit:1234' })).toBe(
    'BuildKit at "endpoint" tcp://buildkit:1234 does not answer: error reading server preface: EOF. Check the address, and "endpoint-tls" where that daemon wants certificates.',
  );
});

describe('a file that an instruction names and that is not there', () => {
  const missing = (instruction: string, context: string) => {
    const failure: BuildFailure = {
      ...{ dockerfile: undefined, exitCode: undefined, logTail: [], phase: 'instruction' },
      message: 'failed to compute cache key: failed to calculate checksum of ref a::b: "/b.txt": not found',
      step: step(`[2/2] ${instruction}`, { state: 'failed' }),
    };
    return explainFailure(failure, { ...around, context }).message;
  };

  test.each([
    ['COPY b.txt /a', '', 'COPY names b.txt, which is not in the context (or .dockerignore leaves it out).'],
    [
      'COPY --chown=1 b.txt /a',
      'services/api',
      'COPY names b.txt, which is not in the context services/api (or .dockerignore leaves it out).',
    ],
    ['COPY --from=build /b.txt /a', 'services/api', 'COPY names /b.txt, which is not in build.'],
    ['RUN --mount=type=bind,from=build,source=/b.txt,target=/a true', '', 'RUN names /b.txt, which is not in build.'],
  ])('%s in %j', (instruction, context, sentence) => {
    expect(missing(instruction, context)).toBe(sentence);
  });
});

test("silence on a base image's layer names that image, and not the one that is built", () => {
  const from = step('[1/2] FROM registry.example/base:1@sha256:1');
  const failure: BuildFailure = {
    ...{ dockerfile: undefined, exitCode: undefined, logTail: [], phase: 'silence' },
    message: 'the registry said nothing for 5.0 s during [2/2] RUN make',
    step: step('[2/2] RUN make', { state: 'running' }),
  };
  expect(explainFailure(failure, { ...around, steps: [from] }).message).toBe(
    'the registry said nothing for 5.0 s during [2/2] RUN make. The base images are registry.example/base:1.',
  );
});

test('a RUN that misses the git repository, which was left out of the context, names the input that keeps it', () => {
  const failure: BuildFailure = {
    ...{ message: 'exit code: 128', phase: 'instruction', step: undefined, dockerfile: undefined, exitCode: 128 },
    logTail: ['fatal: not a git repository (or any of the parent directories): .git'],
  };
  expect(explainFailure(failure, { ...around, leavesGitDirOut: true }).message).toContain('write git-dir: keep.');
  expect(explainFailure(failure, around).message).not.toContain('git-dir');
});
