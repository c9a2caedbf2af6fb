import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { PruneInputs } from '../../src/prune/inputs.ts';
import { parsePruneRequest } from '../../src/prune/request.ts';

const written = (inputs: Partial<PruneInputs> = {}): PruneInputs => ({
  repository: 'ghcr.io/octo/app',
  olderThan: '',
  keep: '',
  dryRun: '',
  timeout: '',
  githubToken: '',
  ...inputs,
});

describe('the inputs are read', () => {
  test('with their defaults', () => {
    expect(parsePruneRequest(written())).toStrictEqual({
      repository: { name: 'ghcr.io/octo/app', domain: 'ghcr.io', path: 'octo/app' },
      olderThan: undefined,
      keep: [],
      dryRun: false,
      timeout: 1_800_000,
      githubToken: undefined,
    });
  });

  test('all of them', () => {
    const inputs = {
      repository: 'ghcr.io/Octo/App',
      olderThan: '30d',
      dryRun: 'True',
      timeout: '90s',
      githubToken: 'ghs_1',
    };
    expect(parsePruneRequest(written({ ...inputs, keep: 'main, release/*\n\n pr-1 ' }))).toStrictEqual({
      repository: { name: 'ghcr.io/octo/app', domain: 'ghcr.io', path: 'octo/app' },
      olderThan: 30 * 24 * 3600 * 1000,
      keep: ['main', 'release/*', 'pr-1'],
      dryRun: true,
      timeout: 90_000,
      githubToken: 'ghs_1',
    });
  });

  test.each([
    ['12h', 12],
    ['30d', 30 * 24],
    ['8w', 8 * 7 * 24],
  ])('older-than: %s', (olderThan, hours) => {
    expect(parsePruneRequest(written({ olderThan })).olderThan).toBe(hours * 3600 * 1000);
  });
});

describe('a mistake is named with what to write instead', () => {
  test.each([
    [
      { repository: '' },
      '"repository" is empty: write the one that holds the caches, like repository: ghcr.io/owner/app.',
    ],
    [
      { repository: 'ghcr.io/o/app:v1' },
      '"repository" must be a repository without a tag: got ghcr.io/o/app:v1, write repository: ghcr.io/o/app. A cache at one fixed tag belongs to no branch and is never pruned.',
    ],
    [
      { repository: `ghcr.io/o/app@sha256:${'0'.repeat(64)}` },
      `"repository" must be a repository without a digest: got ghcr.io/o/app@sha256:${'0'.repeat(64)}, write repository: ghcr.io/o/app.`,
    ],
    [
      { repository: 'localhost:5000' },
      '"repository" must be a repository without a tag: got localhost:5000, write repository: localhost:5000/NAME.',
    ],
    [{ repository: 'https://ghcr.io/o/app' }, '"repository": The reference'],
    [{ olderThan: '30' }, '"older-than" must be hours, days or weeks, like 12h, 30d or 8w: got "30".'],
    [{ olderThan: '0d' }, '"older-than" must be hours, days or weeks, like 12h, 30d or 8w: got "0d".'],
    [{ olderThan: '1 month' }, '"older-than" must be hours, days or weeks, like 12h, 30d or 8w: got "1 month".'],
    [{ olderThan: '-1d' }, '"older-than" must be hours, days or weeks, like 12h, 30d or 8w: got "-1d".'],
    [{ dryRun: 'yes' }, '"dry-run" must be true or false: got "yes".'],
  ])('%o', (inputs, sentence) => {
    expect(() => parsePruneRequest(written(inputs))).toThrow(sentence);
  });
});

test('prune/action.yml has exactly the inputs that are read', () => {
  const file = parse(readFileSync(new URL('../../prune/action.yml', import.meta.url), 'utf8'));
  const source = readFileSync(new URL('../../src/prune/inputs.ts', import.meta.url), 'utf8');
  const read = [...source.matchAll(/getInput\('([^']+)'/g)].map(([, name]) => name);
  expect(Object.keys(file.inputs).toSorted()).toStrictEqual(read.toSorted());
  expect(Object.keys(file.outputs)).toStrictEqual(['deleted', 'freed-bytes']);
});
