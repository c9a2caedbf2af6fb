import { expect, test } from 'vitest';
import { parseDockerfile } from '../../src/dockerfile/dockerfile.ts';
import { usesContext } from '../../src/dockerfile/git-token.ts';

const uses = (text: string, name = 'lib') => usesContext(parseDockerfile(text), name);

test.each([
  'FROM lib',
  'FROM LIB AS x',
  'FROM lib:latest',
  'FROM scratch\nCOPY --from=lib a /',
  'FROM scratch\nCOPY --from=Lib a /',
  'FROM a\nRUN --mount=type=bind,from=lib,target=/x true',
  'FROM a\nONBUILD COPY --from=lib a /',
  'ARG BASE\nFROM $BASE',
  'FROM a\nCOPY --from=$X a /',
  // A context takes the place of a stage of its name.
  'FROM a AS lib\nFROM lib',
])('%j may use the context', (text) => {
  expect(uses(text)).toBe(true);
});

test.each([
  'FROM scratch\nCOPY lib /',
  '# FROM lib\nFROM library',
  'FROM a\nRUN <<E\nFROM lib\nCOPY --from=lib\nE',
  'FROM a\nRUN --mount=type=secret,id=lib true',
  'FROM a\nCOPY --from=other/lib a /',
])('%j does not', (text) => {
  expect(uses(text)).toBe(false);
});

test('a context of an image is known by each way to write that', () => {
  expect(uses('FROM docker.io/library/alpine:latest', 'alpine')).toBe(true);
  expect(uses('FROM alpine', 'alpine::linux/arm64')).toBe(true);
  expect(uses('FROM alpine:3', 'alpine')).toBe(false);
});
