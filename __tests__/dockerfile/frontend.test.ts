import { describe, expect, test } from 'vitest';
import { usesBuiltInFrontend } from '../../src/dockerfile/frontend.ts';
import { BUILDKIT_IMAGE, BUILDKIT_VERSION, FRONTEND_MINOR } from '../../src/request/buildkit.ts';

const [major, minor, patch] = BUILDKIT_VERSION.split('.').map((part) => Number(part.replace('v', '')));
const next = (part: number | undefined) => Number(part) + 1;

describe('the built-in frontend', () => {
  test.each([
    ['the plain line', '# syntax=docker/dockerfile:1'],
    ['no tag', '# syntax=docker/dockerfile'],
    ['an older minor version', '#syntax = docker/dockerfile:1.4'],
    ['the built-in minor version with a patch', `# syntax=docker/dockerfile:1.${FRONTEND_MINOR}.1`],
    ['the registry spelled out', '# syntax=docker.io/docker/dockerfile:1'],
    ['another directive before it', '# escape=`\n# syntax=docker/dockerfile:1'],
    ['upper case and CRLF', '# Syntax=docker/dockerfile:1\r\nFROM scratch\r\n'],
    ['a byte order mark', '\uFEFF# syntax=docker/dockerfile:1'],
  ])('stands in for %s', (_, dockerfile) => {
    expect(usesBuiltInFrontend(dockerfile, BUILDKIT_IMAGE)).toBe(true);
  });

  test.each([
    ['a newer minor version', `# syntax=docker/dockerfile:1.${FRONTEND_MINOR + 1}`],
    ['the labs channel', '# syntax=docker/dockerfile:1-labs'],
    ['an exact labs version', '# syntax=docker/dockerfile:1.5-labs'],
    ['a digest', `# syntax=docker/dockerfile:1@sha256:${'a'.repeat(64)}`],
    ['another image', '# syntax=ghcr.io/o/dockerfile:1'],
    ['another major version', '# syntax=docker/dockerfile:2'],
    ['a line after an ordinary comment, which is no directive', '# hello\n# syntax=docker/dockerfile:1'],
    ['a line after an instruction', 'FROM scratch\n# syntax=docker/dockerfile:1'],
    ['no line at all, where nothing is to be left out', 'FROM scratch'],
  ])('does not stand in for %s', (_, dockerfile) => {
    expect(usesBuiltInFrontend(dockerfile, BUILDKIT_IMAGE)).toBe(false);
  });

  test.each([
    [`moby/buildkit:v${major}.${minor}.${next(patch)}`, true],
    [`${BUILDKIT_IMAGE}@sha256:${'b'.repeat(64)}`, true],
    [`moby/buildkit:${BUILDKIT_VERSION}`, true],
    [`moby/buildkit:v${major}.${next(minor)}.0`, false],
    [`moby/buildkit:v${major}.${minor}1.0`, false],
    ['moby/buildkit:latest', false],
    [`ghcr.io/o/buildkit:${BUILDKIT_VERSION}`, false],
  ])('is known of %s: %s', (image, expected) => {
    expect(usesBuiltInFrontend('# syntax=docker/dockerfile:1', image)).toBe(expected);
  });
});
