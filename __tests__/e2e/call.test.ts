import { expect } from 'vitest';
import type { StepResult } from '../../testbed/harness.ts';
import { type Job, type JobOptions, succeeded, tagDigests, test } from './fixture.ts';

/** Where its annotations stand and which rule each names. */
function marks({ annotations }: StepResult): string[] {
  return annotations.map(
    ({ level, properties: { file, line, endLine, title } }) => `${level} ${file}:${line}-${endLine} ${title}`,
  );
}

/** Runs `call` on a Dockerfile in a folder of the workspace, with everything given that must not happen. */
function call(job: (options: JobOptions) => Promise<Job>, what: string, Dockerfile: string): Promise<Job> {
  const inputs = { call: what, context: 'app', provenance: 'true', outputs: 'out', load: 'true' };
  return job({ files: { 'app/Dockerfile': Dockerfile }, inputs });
}

test('call: check marks each violation on its lines of the Dockerfile, fails the step, and pushes and writes nothing', async ({
  job,
  registry,
  repository,
}) => {
  const { main, post } = await call(
    job,
    'check',
    `FROM scratch as base
MAINTAINER Mona

FROM base AS last
COPY --from=base / \\
  /of-base
CMD echo one
`,
  );
  expect(main.exitCode, main.log).toBe(1);
  expect(marks(main)).toStrictEqual([
    'warning app/Dockerfile:1-1 FromAsCasing',
    'warning app/Dockerfile:2-2 MaintainerDeprecated',
    'warning app/Dockerfile:7-7 JSONArgsRecommended',
    'error undefined:undefined-undefined undefined',
  ]);
  expect(main.annotations.at(-1)?.message).toBe('"call: check" found 3 violations in the Dockerfile.');
  expect(main.annotations[0]?.message).toContain("'as' and 'FROM' keywords' casing do not match");
  expect(main.annotations[0]?.message).toContain('https://docs.docker.com/');
  expect(main.outputs).toStrictEqual({});
  expect([post.exitCode, post.annotations]).toStrictEqual([0, []]);
  expect(await tagDigests(registry, repository)).toStrictEqual({});
});

test('call: check passes a clean Dockerfile, and one whose only violation it says to skip', async ({
  job,
  registry,
  repository,
}) => {
  for (const first of ['', '# check=skip=MaintainerDeprecated\n']) {
    const text = `${first}FROM scratch\n${first === '' ? '' : 'MAINTAINER Mona\n'}COPY Dockerfile /\n`;
    const { main } = await call(job, 'check', text);
    expect(succeeded(main).annotations).toStrictEqual([]);
    expect(main.log).toContain('The check found no violation.');
    expect(main.log).not.toMatch(/cache/i);
  }
  expect(await tagDigests(registry, repository)).toStrictEqual({});
});

test('call: check reads no base image, which may be out of its reach', async ({ job }) => {
  const { main } = await call(job, 'check', 'FROM registry.invalid/base:1\nCOPY Dockerfile /\n');
  expect(succeeded(main).annotations).toStrictEqual([]);
  const broken = await call(job, 'check', 'FROM registry.invalid/base:1\nCOPY\n');
  expect(broken.main.exitCode, broken.main.log).toBe(1);
  expect(broken.main.annotations.map(({ level, properties }) => [level, properties.line])).toStrictEqual([
    ['error', '2'],
  ]);
});

// buildctl ends well and says nothing where the Dockerfile cannot be read at all.
test.for(['check', 'outline', 'targets'])(
  'call: %s fails on a Dockerfile that is none, by its line',
  async (what, { job }) => {
    const { main } = await call(job, what, 'FROM scratch\n\nRUNN echo\n');
    expect(main.exitCode, main.log).toBe(1);
    const errors = main.annotations.filter(({ level }) => level === 'error');
    expect(
      errors.map(({ message, properties }) => [/unknown instruction: RUNN/.test(message), properties.line]),
    ).toStrictEqual([[true, '3']]);
  },
);

test('call: outline prints what a build takes, and call: targets the stages, without a build', async ({
  job,
  registry,
  repository,
}) => {
  const text = `# program is the program alone
FROM scratch AS program
# VERSION is what it calls itself
ARG VERSION=1.2.3
RUN --mount=type=secret,id=key,required=true never-run

# all is everything
FROM program AS all
`;
  const outline = succeeded((await call(job, 'outline', text)).main);
  expect(outline.log).toMatch(/VERSION\s+1\.2\.3\s+is what it calls itself/);
  expect(outline.log).toMatch(/key\s+true/);
  const targets = succeeded((await call(job, 'targets', text)).main);
  expect(targets.log).toMatch(/^program\s+is the program alone$/m);
  expect(targets.log).toMatch(/^all \(default\)\s+is everything$/m);
  expect([outline.annotations, targets.annotations]).toStrictEqual([[], []]);
  expect(await tagDigests(registry, repository)).toStrictEqual({});
});
