import { expect, test } from 'vitest';
import { findUnknownNames } from '../../src/build/unknown-names.ts';
import { request } from '../request/given.ts';

const dockerfile = `FROM debian AS Base
RUN --mount=type=cache,target=/root/.npm/ --mount=type=secret,id=token npm ci
FROM base
RUN --mount=type=cache,id=go-build,target=/root/.cache go build
`;

const find = (text: string, inputs: Record<string, string>) =>
  findUnknownNames(text, request(inputs)).map(({ level, text: said }) => `${level}: ${said}`);

test('stages and mounts that the Dockerfile has are not spoken of, in whatever capitals', () => {
  expect(find(dockerfile, { 'no-cache-filters': 'BASE', 'cache-mounts': '/root/.npm,go-build' })).toStrictEqual([]);
});

test('stages and mounts that it does not have are named, with those that it has', () => {
  expect(find(dockerfile, { 'no-cache-filters': 'bas', 'cache-mounts': '/root/.cache,token' })).toStrictEqual([
    'warning: "no-cache-filters" names the stage bas, which the Dockerfile does not have: it has base.',
    'warning: "cache-mounts" names the mount /root/.cache, which the Dockerfile does not have: it has /root/.npm, go-build.',
    'warning: "cache-mounts" names the mount token, which the Dockerfile does not have: it has /root/.npm, go-build.',
  ]);
  expect(find('FROM scratch', { 'no-cache-filters': 'a' })[0]).toMatch(/it has none\.$/);
});

test('of ids with variables nobody knows before BuildKit does', () => {
  const variable = 'FROM debian\nARG ID=x\nRUN --mount=type=cache,id=$ID,target=/c true\n';
  expect(find(variable, { 'cache-mounts': 'x' })).toStrictEqual([]);
});
