import { describe, expect, test } from 'vitest';
import { ignoresGitDir, namesGitDir } from '../../src/solve/git-dir.ts';

describe('a Dockerfile that reads .git by its name', () => {
  test.each([
    'COPY .git /src/.git',
    'COPY ./.git/HEAD /head',
    'COPY go.mod .git ./',
    'COPY ["/.git", "/x"]',
    'ADD .git/ /x/',
    'RUN --mount=type=bind,source=.git,target=.git git describe',
    'RUN --mount=src=.git,target=/g true',
  ])('is %s', (line) => {
    expect(namesGitDir(`FROM scratch\n${line}\n`)).toBe(true);
  });

  test.each([
    'COPY . .',
    'COPY .gitignore .github/ /x/',
    'COPY --from=other .git /x',
    'RUN cp -r .git /x',
    'RUN --mount=type=bind,from=other,source=.git,target=.git true',
    'RUN --mount=type=cache,source=.git,target=/x true',
  ])('is not %s', (line) => {
    expect(namesGitDir(`FROM scratch AS other\nFROM scratch\n${line}\n`)).toBe(false);
  });
});

test.each([
  ['', false],
  ['.git\n', true],
  ['node_modules\n/.git/\n', true],
  ['**/.git', true],
  ['.git*', true],
  ['*\n!src\n', true],
  ['.git\n!.git/HEAD', false],
  ['.gitignore\n.github', false],
  ['# .git', false],
])('the ignore file %j leaves the whole .git out: %s', (text, ignored) => {
  expect(ignoresGitDir(text)).toBe(ignored);
});
