import { expect, test } from 'vitest';
import { mayHaveCache, recognizeRun } from '../../src/mounts/recognize.ts';
import { step } from '../fixtures/steps.ts';
import { ask, home } from './container.ts';

const mount = (id: string, number: number) => ({ id, owner: undefined, place: home(number), home: home(number) });

test('the targets decide, whatever the command is', () => {
  const steps = [
    step('[a 1/2] RUN --mount=type=cache,id=one,target=/one make'),
    step('[b 1/2] RUN --mount=type=cache,id=two,target=two --mount=type=bind,target=/src make'),
    step('[b 2/2] RUN make'),
  ];
  expect(recognizeRun(ask('other', { '/one': 1 }), steps)).toStrictEqual({ stages: ['a'], mounts: [mount('one', 1)] });
  expect(recognizeRun(ask('other', { '/src': 1, '/w/two': 2 }, { cwd: '/w' }), steps)).toStrictEqual({
    stages: ['b'],
    mounts: [mount('two', 2)],
  });
});

test.each([
  ['/go/pkg/mod/', '/go/pkg/mod/', '/go/pkg/mod'],
  ['//go//mod', '//go//mod', '/go/mod'],
  ['/go/./mod', '/go/./mod', '/go/mod'],
  ['/go/../mod/', '/go/../mod/', '/mod'],
  ['mod/', '/w/mod', 'mod'],
  ['./a/../mod/', '/w/mod', 'mod'],
])('a target is compared as BuildKit writes it: %s', (target, destination, id) => {
  const steps = [step(`[a 1/1] RUN --mount=type=cache,target=${target} make`)];
  expect(recognizeRun(ask('make', { [destination]: 1 }, { cwd: '/w' }), steps)?.mounts).toStrictEqual([mount(id, 1)]);
});

test('of several RUNs that fit, the one with the most mounts is meant', () => {
  const steps = [
    step('[a 1/2] RUN --mount=type=cache,id=one,target=/one make'),
    step('[a 2/2] RUN --mount=type=cache,id=both,target=/one --mount=type=cache,id=two,target=/two make'),
  ];
  expect(recognizeRun(ask('make', { '/one': 1, '/two': 2 }), steps)?.mounts).toStrictEqual([
    mount('both', 1),
    mount('two', 2),
  ]);
});

test('a RUN that no trace tells of is not guessed', () => {
  expect(recognizeRun(ask('make', { '/c': 1 }), [])).toBeUndefined();
  expect(recognizeRun(ask('make', { '/c': 1 }), [step('[1/2] RUN --mount=type=cache,target=/d make')])).toBeUndefined();
});

test.each<[name: string, written: string, command: string, env: Record<string, string>]>([
  ['quotes and line ends', `echo "a  b"    && make`, 'echo "a  b" && \\\n make', {}],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's.
  ['variables', 'make --jobs=8 all', 'make --jobs=${JOBS} $GOAL', { JOBS: '8', GOAL: 'all' }],
  ['a heredoc that is the command', '<<EOF (set -e...)', 'set -e\nmake\n', {}],
  ['a heredoc for a program', 'python3 <<EOF', 'python3 <<EOF\nprint(1)\nEOF', {}],
])('the command tells two RUNs with the same target apart: %s', (_, written, command, env) => {
  const steps = [
    step(`[a 1/1] RUN --mount=type=cache,id=this,target=/c ${written}`),
    step('[b 1/1] RUN --mount=type=cache,id=that,target=/c something else'),
  ];
  expect(recognizeRun(ask(command, { '/c': 1 }, { env }), steps)?.mounts).toStrictEqual([mount('this', 1)]);
});

test('a command without a shell is compared as it is written', () => {
  const steps = [
    step('[a 1/1] RUN --mount=type=cache,id=this,target=/c ["make","all"]'),
    step('[b 1/1] RUN --mount=type=cache,id=that,target=/c ["make","some"]'),
  ];
  const container = ask('', { '/c': 1 }, { args: ['make', 'all'] });
  expect(recognizeRun(container, steps)?.mounts).toStrictEqual([mount('this', 1)]);
});

test('the same command twice is told apart by which of them runs, and not guessed where both do', () => {
  const one = '[a 1/1] RUN --mount=type=cache,id=one,target=/c make';
  const two = '[b 1/1] RUN --mount=type=cache,id=two,target=/c make';
  const container = ask('make', { '/c': 1 });
  const running = { state: 'running' } as const;
  expect(recognizeRun(container, [step(one), step(two, running)])?.mounts).toStrictEqual([mount('two', 1)]);
  expect(recognizeRun(container, [step(one, running), step(two, running)])).toBeUndefined();
});

test('the same mount in two stages needs no telling apart', () => {
  const steps = [
    step('[a 1/1] RUN --mount=type=cache,target=/c make'),
    step('[b 1/1] RUN --mount=type=cache,target=/c make'),
  ];
  expect(recognizeRun(ask('make', { '/c': 1 }), steps)).toStrictEqual({ stages: ['a', 'b'], mounts: [mount('/c', 1)] });
});

test('a mount that begins with a stage has no home, nor has one that BuildKit hides', () => {
  const steps = [step('[a 1/1] RUN --mount=type=cache,from=base,target=/c make')];
  expect(recognizeRun(ask('make', { '/c': 1 }), steps)?.mounts).toStrictEqual([
    { id: '/c', owner: undefined, place: home(1), home: undefined },
  ]);
});

test('what cannot be told is worth a word only where a RUN with a cache mount has not ended', () => {
  const container = ask('scan', { '/run/out': 1 });
  const run = '[a 1/1] RUN --mount=type=cache,target=/planted,x make';
  const none = step('[a 1/1] RUN --mount=type=bind,target=/src make', { state: 'running' });
  expect(mayHaveCache(container, [step(run, { state: 'running' })])).toBe(true);
  expect(mayHaveCache(container, [step(run, { state: 'done' }), none])).toBe(false);
  const readOnly = { mounts: container.mounts.map((mount) => ({ ...mount, isWritable: false })) };
  expect(mayHaveCache(readOnly, [step(run, { state: 'running' })])).toBe(false);
});
