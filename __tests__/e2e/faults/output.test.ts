import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { registryError } from '../../../testbed/faulty-registry/registry-error.ts';
import type { Runner, StepResult } from '../../../testbed/harness.ts';
import { succeeded, writeCommand } from '../fixture.ts';
import { files, test } from './fixture.ts';

/** What a build must not be able to say to the runner. */
const hostile = [
  '::set-output name=digest::sha256:evil',
  '  ::error::not ours',
  '##[add-mask]a',
  'text ##[set-env name=PATH;]/evil',
  '::stop-commands::mine',
  '::save-state name=lease::{}',
];

/** Names of the commands that the runner obeyed, those that the action says itself left out. */
function obeyed({ commands }: StepResult): string[] {
  const own = new Set(['add-mask', 'group', 'endgroup', 'stop-commands', 'debug']);
  return commands.map(({ name }) => name).filter((name) => !own.has(name));
}

describe('a RUN, stage name, heredoc or registry error prints `::set-output …`, `##[…]`, `\\r::add-mask…`, ANSI, BEL, 1 MB lines, invalid UTF-8', () => {
  const shell = (text: string) => `printf '%s\\n' '${text}'`;
  const run = [
    ...hostile.map(shell),
    "printf 'progress\\r::add-mask::e\\r\\n'",
    "printf '\\033[2J\\033[31mred\\033[0m \\007 \\377\\376 bytes\\n'",
    'head -c 1000000 /dev/zero | tr "\\0" x; echo',
    "printf '::warning::no line end'",
  ].join('; ');

  test.concurrent.for(['auto', 'plain'])('a build that succeeds, progress %s', async (progress, { attempt }) => {
    const { main, post } = await attempt({
      files: {
        Dockerfile: `FROM debian:bookworm-slim AS set-output\nRUN ${run}\nRUN <<EOF\necho "::set-output name=a::b"\nEOF\nFROM scratch\nCOPY --from=set-output /etc/passwd /\n`,
      },
      inputs: { progress },
    });
    succeeded(main);
    expect([...obeyed(main), ...obeyed(post)]).toStrictEqual([]);
    expect(main.masks).not.toContain('a');
    expect(main.masks).not.toContain('e');
    expect(main.outputs.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    // It stays readable: what was printed is there, and no line is endless.
    expect(main.log).toContain('not ours');
    expect(main.log).toContain('red');
    expect(Math.max(...main.log.split('\n').map((line) => line.length))).toBeLessThan(10_000);
    expect(main.log).not.toMatch(/[\x07\r]|\x1b\[2J/);
  });

  test.concurrent('a build that fails', async ({ attempt }) => {
    const { main, errors } = await attempt({
      files: { Dockerfile: `FROM debian:bookworm-slim\nRUN ${run}; exit 3\n` },
    });
    expect(main.exitCode).toBe(1);
    expect(obeyed(main)).toStrictEqual(['error']);
    expect(errors[0]).toContain('exit code: 3');
  });

  test.concurrent('a registry whose error is made for the runner', async ({ attempt, startProxy }) => {
    const words = 'no\n::set-output name=digest::sha256:evil\r::add-mask::e\n##[error]not ours \x1b[2J\x07';
    const proxy = await startProxy([
      { match: { method: 'PUT', kind: 'manifest' }, action: registryError(403, 'DENIED', words) },
    ]);
    const { main, post } = await attempt({ registry: proxy.address });
    expect(main.exitCode).toBe(1);
    expect(obeyed(main)).toStrictEqual(['error']);
    expect(obeyed(post)).toStrictEqual(['warning']);
    expect([...main.masks, ...post.masks]).not.toContain('e');
  });
});

/** Puts a buildctl on the PATH that writes no more than a metadata file. */
function putBuildctl({ home }: Runner, metadata: string | undefined): NodeJS.ProcessEnv {
  const write = metadata === undefined ? ':' : `printf '%s' '${metadata}' > "$file"`;
  const find = 'while [ $# -gt 0 ]; do [ "$1" = --metadata-file ] && file=$2; shift; done';
  writeCommand(join(home, 'bin/buildctl'), `${find}\n${write}\n`);
  return { PATH: `${join(home, 'bin')}:${process.env.PATH}` };
}

describe.concurrent('GITHUB_STEP_SUMMARY unset, a folder, not there, not writable', () => {
  test.concurrent.for([undefined, '/tmp', '/nowhere/summary.md', '/proc/version'])(
    'such as %s costs the summary',
    async (file, { attempt }) => {
      const digest = `sha256:${'a'.repeat(64)}`;
      const { main, post } = await attempt({
        files,
        inputs: { endpoint: 'unix:///run/nowhere.sock', 'buildkitd-config': '', cache: 'off', push: 'false' },
        prepare: (runner) => ({
          ...putBuildctl(runner, JSON.stringify({ 'containerimage.digest': digest })),
          GITHUB_STEP_SUMMARY: file,
        }),
      });
      expect([main.exitCode, main.outputs.digest], main.log).toStrictEqual([0, digest]);
      expect(post.exitCode, post.log).toBe(0);
      const said = post.annotations.map(({ level, message }) => `${level} ${message}`);
      expect(said).toStrictEqual([expect.stringMatching(/^warning The job summary was not written: /)]);
    },
  );
});

describe('metadata file missing, truncated, digest malformed', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  test.concurrent.for([
    ['missing', undefined],
    ['empty', ''],
    ['truncated', `{"containerimage.digest": "${digest.slice(0, 20)}`],
    ['no object', '[]'],
    ['a malformed digest', '{"containerimage.digest": "sha256:abc"}'],
  ] as const)('%s is an error, and no output is set', async ([, text], { attempt }) => {
    // A BuildKit that runs already is talked to by the buildctl on the PATH.
    const { main, errors } = await attempt({
      files,
      inputs: { endpoint: 'unix:///run/nowhere.sock', 'buildkitd-config': '', cache: 'off' },
      prepare: (runner) => putBuildctl(runner, text),
    });
    expect(main.exitCode).toBe(1);
    expect(errors[0]).toMatch(/metadata file/);
  });
});
