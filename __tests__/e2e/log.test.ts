import { expect } from 'vitest';
import { pushEvent, type StepResult } from '../../testbed/harness.ts';
import { type Obeyed, obey } from '../log/runner.ts';
import { succeeded, test } from './fixture.ts';

/** Returns the groups of a log with what stands in each. */
function groupsOf(log: string): { title: string; lines: string[] }[] {
  const groups: { title: string; lines: string[] }[] = [];
  let isOpen = false;
  for (const line of log.split('\n')) {
    const title = /^##\[group\](.*)$/.exec(line)?.[1];
    if (title !== undefined) groups.push({ title, lines: [] });
    else if (isOpen && line !== '##[endgroup]') groups.at(-1)?.lines.push(line);
    isOpen = title !== undefined || (isOpen && line !== '##[endgroup]');
  }
  return groups;
}

const ticking = (name: string) => `for i in 1 2 3 4; do echo ${name} $i; sleep 0.5; done`;

test('each step has a group, streamed while it runs; stages beside each other never mix; cached steps are a line each', async ({
  job,
}) => {
  const event = pushEvent();
  const files = {
    Dockerfile: `FROM debian:bookworm-slim AS left
RUN ${ticking('left')}
FROM debian:bookworm-slim AS right
RUN ${ticking('right')}
FROM scratch
COPY --from=left /etc/debian_version /left
COPY --from=right /etc/debian_version /right
`,
  };
  const { main } = await job({ files, event });
  succeeded(main);
  const lines = (name: string) => [1, 2, 3, 4].map((number) => `${name} ${number}`);
  const groups = groupsOf(main.log).sort((a, b) => a.title.localeCompare(b.title));
  expect(groups).toStrictEqual([
    { title: expect.stringMatching(/^\[left 2\/2\] RUN for i in/), lines: lines('left') },
    { title: expect.stringMatching(/^\[right 2\/2\] RUN for i in/), lines: lines('right') },
  ]);
  // The step in front is seen as it goes on: its four lines take a second and a half. The other one comes as a whole.
  const spans = ['left', 'right'].map((name) => {
    const at = main.lines.filter(({ text }) => lines(name).includes(text)).map((line) => line.at);
    return (at.at(-1) ?? 0) - (at[0] ?? 0);
  });
  expect(Math.max(...spans)).toBeGreaterThan(1000);
  expect(main.log).toMatch(/^##\[endgroup\]\ndone in \d/m);

  const again = await job({ files, event });
  expect(groupsOf(succeeded(again.main).log)).toStrictEqual([]);
  for (const name of ['left', 'right']) {
    expect(again.main.log).toContain(`\nCACHED [${name} 2/2] RUN ${ticking(name)}\n`);
  }
});

test('the failed step comes last and open, whatever ran beside it, and is an error on its line with its last words', async ({
  job,
}) => {
  const { main } = await job({
    files: {
      Dockerfile: `FROM debian:bookworm-slim AS good
RUN ${ticking('good')}
FROM debian:bookworm-slim AS bad
RUN for i in 1 2 3; do echo bad $i; done; \\
  echo the reason; exit 3
FROM scratch
COPY --from=good / /
COPY --from=bad / /
`,
    },
    inputs: { 'cache-on-failure': 'false' },
  });
  expect(main.exitCode).toBe(1);
  const [error, ...more] = main.annotations;
  expect(more).toStrictEqual([]);
  expect(error?.properties).toMatchObject({ file: 'Dockerfile', line: '4', endLine: '5' });
  expect(error?.message).toContain('exit code: 3');
  expect(error?.message.endsWith('bad 1\nbad 2\nbad 3\nthe reason')).toBe(true);
  const end = main.log.slice(main.log.lastIndexOf('[bad 2/2] RUN'));
  // Open either as the step's own output or, where it was streamed into a group, as the last words of the error.
  expect(end).toContain('\nbad 1\nbad 2\nbad 3\nthe reason');
  expect(end).not.toMatch(/good \d|##\[(end)?group\]/);
  expect(end).toMatch(/\n##\[error\]/);
});

/** What a build prints to be obeyed, as printf(1) writes it: each line would do something to the job if it were a command. */
const hostile = [
  '::set-output name=stolen::yes',
  '  ::add-mask::a',
  '::stop-commands::',
  '::error::forged',
  '::save-state name=lease::forged',
  '::set-env name=PATH::/tmp',
  'before ##[add-mask]e',
  '##[error]forged',
  '##[set-output name=stolen]yes',
  'progress\\r::add-mask::o',
  'progress\\r\\n::set-output name=stolen::yes',
  '\\033[31mred\\033[0m \\033[2J\\033]0;title\\007 bell \\b\\b back',
  '\\302\\205::add-mask::i',
  '\\342\\200\\250::add-mask::u',
  '\\377\\376 no UTF-8 \\300\\257',
].join('\\n');

const hostileFiles = {
  Dockerfile: `FROM debian:bookworm-slim
COPY print /
RUN <<END
#::add-mask::heredoc
echo "##[add-mask]title"
echo "::add-mask::title"
END
RUN printf '%b\\n' "$(cat /print)"; head -c 1048576 /dev/zero | tr '\\0' x; printf '\\n::add-mask::end\\n'
RUN printf '%b\\n' "$(cat /print)" >&2; echo ::set-output name=stolen::yes; false
`,
  print: hostile,
};

/** What the runner would obey, less what is ours: groups, and commands stopped and taken up again. */
function foreignCommands({ lines }: StepResult): Obeyed[] {
  const { obeyed, isStopped } = obey(lines.map(({ text }) => text).join('\n'));
  expect(isStopped).toBe(false);
  return obeyed.filter(({ name }) => !['group', 'endgroup', 'stop-commands', 'debug'].includes(name));
}

test.for(['auto', 'plain'])(
  'nothing that a build prints is obeyed, and all of it can be read, with progress: %s',
  async (progress, { job }) => {
    const { main, post } = await job({ files: hostileFiles, inputs: { progress, 'cache-on-failure': 'false' } });
    expect(main.exitCode, main.log).toBe(1);
    // The one error is ours; what the build said is the value of that command, so its lines are no commands.
    const obeyed = [...foreignCommands(main), ...foreignCommands(post)];
    expect(obeyed.map(({ name }) => name)).toStrictEqual(['error']);
    expect(main.annotations[0]?.message).toContain('exit code: 1');
    expect([main.outputs, main.masks, main.annotations.length]).toStrictEqual([{}, [], 1]);

    for (const shown of [
      '::set-output name=stolen::yes',
      'before ##\\[add-mask]e',
      // A terminal writes what follows a carriage return over what stands before it; BuildKit's own stream is shown as it is.
      progress === 'auto' ? '::add-mask::o\n' : 'progress␍::add-mask::o',
      '\x1b[31mred\x1b[0m ␛[2J␛]0;title␇ bell ␈␈ back',
      '\\x85::add-mask::i',
      '\\u2028::add-mask::u',
      '�� no UTF-8 ��',
    ]) {
      expect(main.log).toContain(shown);
    }
    expect(main.log).toContain('x'.repeat(1000));
    expect(Math.max(...main.lines.map(({ text }) => text.length))).toBeLessThan(20_000);
  },
);

test('progress: plain is the stream of BuildKit itself, and the outputs are the same', async ({ job }) => {
  const { main } = await job({
    files: { Dockerfile: 'FROM debian:bookworm-slim\nRUN echo one; echo two\n' },
    inputs: { progress: 'plain', cache: 'off', push: 'false' },
  });
  succeeded(main);
  expect(main.log).toMatch(/^#\d+ \[2\/2\] RUN echo one; echo two$/m);
  expect(main.log).toMatch(/^#\d+ \d+\.\d+ one\n#\d+ \d+\.\d+ two$/m);
  expect(main.log).not.toContain('##[group]');
  expect([main.outputs['cached-steps'], main.outputs['total-steps']]).toStrictEqual(['0', '1']);
});

test('the post step adds the build to the job’s summary: image, digest, tags, platform, size, caches, the build’s inputs and a timeline', async ({
  job,
  image,
}) => {
  const files = {
    Dockerfile: 'FROM debian:bookworm-slim\nRUN touch /first\nCOPY text /\nRUN sleep 0.2\n',
    text: '1\n',
  };
  const first = await job({
    files,
    inputs: { tags: 'v1,v2', 'build-args': 'COLOUR=blue-1\nVERSION=blue-2', secrets: 'token=blue-3' },
  });
  succeeded(first.main);
  const { digest = '', size } = first.main.outputs;
  expect(first.main.summary).toBe('');
  const row = (label: string) =>
    new RegExp(`^\\| \\*\\*${label}\\*\\* \\| (.*) \\|$`, 'm').exec(first.post.summary)?.[1];
  expect([row('Image'), row('Tags'), row('Platforms')]).toStrictEqual([
    `\`${image}@${digest}\``,
    `\`${image}:v1\`<br>\`${image}:v2\``,
    '`linux/amd64`',
  ]);
  // Nothing is said twice: the digest is part of the image, steps and time are in the title.
  expect(first.post.summary.split(digest).length - 1).toBe(1);
  expect(first.post.summary).toMatch(/^### ✅ .* built in [\d.]+ s, 0 of 3 steps cached$/m);
  expect(row('Size')).toMatch(new RegExp(`^${(Number(size) / 1e6).toFixed(1)} MB compressed, exported in \\d`));
  expect(row('Cache saved to')).toMatch(new RegExp(`^\`${first.main.outputs['cache-ref']}\` in \\d`));
  expect(first.post.summary).toMatch(/^```mermaid\n[^`]*^gantt$/m);
  expect([row('Context'), row('Dockerfile'), row('Build arguments'), row('Secrets')]).toStrictEqual([
    '`.`',
    '`Dockerfile`',
    '`COLOUR`<br>`VERSION`',
    '`token`',
  ]);
  expect(first.post.summary).not.toContain('blue-');

  const changed = await job({ files: { ...files, text: '2\n' }, inputs: { tags: 'v1' } });
  succeeded(changed.main);
  expect(changed.post.summary).toMatch(/^`COPY text \/` changed: 2 steps had to run, \d/m);
  expect(changed.post.summary).toMatch(/, 1 of 3 steps cached$/m);
  const source = /^\| \*\*Cache read from\*\* \| (.*) \|$/m.exec(changed.post.summary)?.[1];
  expect(source).toBe(`\`${changed.main.outputs['cache-ref']}\`, this branch’s own`);

  const off = await job({ files, inputs: { summary: 'false', push: 'false' } });
  succeeded(off.main);
  expect([off.main.summary, off.post.summary]).toStrictEqual(['', '']);
});

test('a failed build has a summary too, with the step that failed and its last lines', async ({ job }) => {
  const { main, post } = await job({
    files: { Dockerfile: 'FROM debian:bookworm-slim\nRUN echo "the \\`\\`\\` reason"; exit 3\n' },
    inputs: { cache: 'off' },
  });
  expect(main.exitCode).toBe(1);
  expect(post.summary).toMatch(/^### ❌ /m);
  expect(post.summary).toContain('the ``` reason');
  expect(post.summary).toContain('exit code: 3');
});
