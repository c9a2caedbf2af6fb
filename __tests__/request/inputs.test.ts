import { afterEach, expect, test, vi } from 'vitest';
import { inputNames, readInputs } from '../../src/request/inputs.ts';
import { parseRequest } from '../../src/request/request.ts';
import { action, git, given, workspace } from './given.ts';

afterEach(() => vi.unstubAllEnvs());

test('action.yml and the code know the same inputs in the same order', () => {
  expect([...inputNames]).toStrictEqual(Object.keys(action.inputs));
});

test('every input has a description and a default that is text', () => {
  for (const [name, input] of Object.entries(action.inputs)) {
    expect.soft(input.description, name).toMatch(/^[A-Z].*\.$/s);
    expect.soft(typeof input.default, name).toBe('string');
  }
});

test('every output has a description', () => {
  for (const [name, output] of Object.entries(action.outputs)) expect.soft(output.description, name).toMatch(/\.$/);
});

test('the action has a step before the job, to pull, and one after it, to export the cache and remove the builder', () => {
  const programs = { pre: 'dist/pre/index.js', main: 'dist/index.js', post: 'dist/post/index.js' };
  expect(action.runs).toStrictEqual({ using: 'node24', ...programs });
});

test('an input that is left empty means its default in action.yml', () => {
  const empty = Object.fromEntries(inputNames.map((name) => [name, ''])) as ReturnType<typeof given>;
  const image = 'ghcr.io/octo/app';
  expect(parseRequest({ ...empty, image }, git, workspace, {})).toStrictEqual(
    parseRequest(given({ image }), git, workspace, {}),
  );
});

test('inputs are read as the runner passes them, white space around values of variables and secrets included', () => {
  vi.stubEnv('INPUT_IMAGE', '  ghcr.io/octo/app ');
  vi.stubEnv('INPUT_SECRETS', 'A=1 \n');
  vi.stubEnv('INPUT_BUILD-ARGS', ' B=2\n');
  const { image, secrets, target, 'build-args': buildArgs } = readInputs();
  expect({ image, secrets, target, buildArgs }).toStrictEqual({
    image: 'ghcr.io/octo/app',
    secrets: 'A=1 \n',
    target: '',
    buildArgs: ' B=2\n',
  });
});
