import { describe, expect, test } from 'vitest';
import { toMasks } from '../../src/report/mask.ts';
import { parseRequest } from '../../src/request/request.ts';
import { buildctlArgs } from '../../src/solve/args.ts';
import { readText, tableRows } from '../docs/markdown.ts';
import { git, given, request, workspace } from '../request/given.ts';
import { type ArgumentCase, argumentCases } from './arguments.ts';
import { jobs } from './jobs.ts';

/** What buildctl is given, each flag with its value, and what is warned of. */
function outcome({ inputs, env = {} }: ArgumentCase) {
  const request = parseRequest(given(inputs), git, workspace, env);
  const secrets = new Map(request.secrets.map(({ id }) => [id, `TMP/${id}`]));
  const files = { metadata: 'TMP/metadata', trace: 'TMP/trace', secrets };
  const solve = { imports: [], exports: [], outputs: 'result', frontend: 'as written', progress: 'rawjson' } as const;
  const argv = buildctlArgs({ request, ...solve, files }).map((each) => each.replaceAll(workspace, 'WS'));
  const warnings = request.notes.filter(({ level }) => level === 'warning').map(({ text }) => text);
  return {
    flags: argv.flatMap((each, index) => (/^--/.test(each) ? [withValue(each, argv[index + 1])] : [])),
    warnings,
  };
}

function withValue(flag: string, value = '--'): string {
  return value.startsWith('--') ? flag : `${flag} ${value}`;
}

describe('the inputs of docker/build-push-action', () => {
  test.each(argumentCases.map((each) => [each.name, each] as const))('%s', (_, each) => {
    if (each.refused !== undefined) return expect(() => outcome(each)).toThrow(each.refused);
    const { flags, warnings } = outcome(each);
    expect(flags).toEqual(expect.arrayContaining([...(each.has ?? [])]));
    expect(flags.filter((flag) => each.lacks?.some((start) => flag.startsWith(start)))).toStrictEqual([]);
    expect(warnings).toStrictEqual(each.warns === undefined ? [] : [expect.stringMatching(each.warns)]);
  });

  test('the variables that turn summary and annotations off are heeded, the others have no meaning', () => {
    expect(request({}, {}, { DOCKER_BUILD_SUMMARY: 'false' }).report.summary).toBe(false);
    const recorded = request({}, {}, { DOCKER_BUILD_RECORD_UPLOAD: 'true', DOCKER_BUILD_RECORD_RETENTION_DAYS: '9' });
    expect(recorded).toStrictEqual(request());
    expect(request({}, {}, { DOCKER_BUILD_CHECKS_ANNOTATIONS: 'false' }).report.checks).toBe(false);
    expect(request({}, {}, { BUILDX_NO_DEFAULT_ATTESTATIONS: '1' })).toStrictEqual(request());
  });

  test('the builder gets the keys of the step for a cache in S3', () => {
    const keys = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'key' };
    const { builder } = request({ 'cache-from': 'type=s3,region=eu,bucket=b' }, {}, keys);
    expect(builder.inherited).toEqual(expect.arrayContaining(Object.entries(keys)));
  });

  test('secrets of fewer than 6 characters are not masked', () => {
    expect(toMasks('12345')).toStrictEqual([]);
    expect(toMasks('123456')).toContain('123456');
  });
});

test('README says under Migrating of each difference that a case or a job shows, and each of its rows is shown by one', () => {
  const readme = readText('README.md');
  const section = readme.slice(readme.indexOf('From **docker/build-push-action**'), readme.indexOf('## Speed'));
  const rows = tableRows(section, ['there', 'here']).map(([there]) => there);
  const shown = [...argumentCases, ...jobs].flatMap(({ row }) => (row === undefined ? [] : [row]));
  const shownAbove = [
    '`DOCKER_BUILD_SUMMARY`, `DOCKER_BUILD_CHECKS_ANNOTATIONS`',
    '`BUILDX_NO_DEFAULT_ATTESTATIONS`',
    '`DOCKER_BUILD_RECORD_UPLOAD`, `DOCKER_BUILD_RECORD_RETENTION_DAYS`',
    '`secrets` are in the log as a RUN prints them',
    '`type=s3` and `type=azblob` log in with what buildx finds',
  ];
  expect([...new Set([...shown, ...shownAbove])].sort()).toStrictEqual([...rows].sort());
});
