import { describe, expect, test } from 'vitest';
import { request, workspace } from './given.ts';

describe('secrets', () => {
  const read = (written: object, env = {}) => request(written, {}, env).secrets;

  test.each(['hunter2', 'a,b', 'a=b', 'say "hi"', '{"a":"b","c":["d"]}', '-rf $(id)'])('take the value %j', (value) => {
    expect(read({ secrets: `A=${value}\nB=2` })).toStrictEqual([
      { kind: 'value', id: 'A', value },
      { kind: 'value', id: 'B', value: '2' },
    ]);
  });

  test.each(['a\nb', '-----BEGIN KEY-----\nab/c+=\n-----END KEY-----\n', ' "quoted"\n\n'])(
    'take the quoted value %j',
    (value) => {
      expect(read({ secrets: `"A=${value.replaceAll('"', '""')}"` })).toStrictEqual([
        { kind: 'value', id: 'A', value },
      ]);
    },
  );

  test('come from the environment and from files too', () => {
    const written = { 'secret-envs': 'A=TOKEN,B=EMPTY', 'secret-files': 'c=dir/a,b\nd=/abs' };
    expect(read(written, { TOKEN: 'hunter2', EMPTY: '' })).toStrictEqual([
      { kind: 'env', id: 'A', env: 'TOKEN' },
      { kind: 'env', id: 'B', env: 'EMPTY' },
      { kind: 'file', id: 'c', path: `${workspace}/dir/a,b` },
      { kind: 'file', id: 'd', path: '/abs' },
    ]);
  });

  test.each([
    [{ secrets: '"KEY=hunter2' }, '"secrets" has a double quote that is not closed'],
    [{ secrets: 'hunter2=1\nhunter2=2' }, 'give one id twice (secret 2 of 2)'],
    [{ secrets: `A=hunter2${'x'.repeat(500 * 1024)}` }, '"secrets" has more than 512000 bytes in entry 1'],
  ])('are refused without showing them: %#', (written, sentence) => {
    expect(() => read(written)).toThrow(sentence);
    expect(() => read(written)).toThrow(/^(?!.*hunter2)/s);
  });
});

describe('secrets that an entry does not give', () => {
  test.each([
    [{ secrets: 'OK=1\nhunter2' }, ['OK'], '"secrets" has no ID=VALUE, which on one line'],
    [{ secrets: '=hunter2' }, [], '"secrets" has no ID=VALUE'],
    [{ secrets: '# hunter2' }, [], '"secrets" has no ID=VALUE'],
    [{ secrets: 'A=\nB=1' }, ['B'], '"secrets" has an empty value in entry 1, which is left out.'],
    [{ secrets: 'a hunter2=x' }, [], '"secrets" has no ID=VALUE'],
    [
      { 'secret-envs': 'A=hunter2' },
      [],
      '"secret-envs" names a variable that is not set in entry 1, which is left out',
    ],
    [{ 'secret-envs': 'hunter2' }, [], '"secret-envs" has no ID=VARIABLE'],
    [{ 'secret-envs': 'A=' }, [], '"secret-envs" has an empty value in entry 1'],
    [{ 'secret-files': 'hunter2' }, [], '"secret-files" has no ID=PATH'],
    [{ 'secret-files': 'A=' }, [], '"secret-files" has an empty value in entry 1'],
  ])('are left out with a warning that does not show them: %#', (written, ids, sentence) => {
    const { secrets, notes } = request(written);
    expect(secrets.map(({ id }) => id)).toStrictEqual(ids);
    const warnings = notes.filter(({ level }) => level === 'warning').map(({ text }) => text);
    expect(warnings).toStrictEqual([expect.stringContaining(sentence)]);
    expect(warnings.join()).not.toContain('hunter2');
  });

  test('of a key that is not quoted leave its further lines out', () => {
    const { secrets, notes } = request({ secrets: 'KEY=-----BEGIN\nhunter2\n-----END' });
    expect(secrets).toStrictEqual([{ kind: 'value', id: 'KEY', value: '-----BEGIN' }]);
    expect(notes.filter(({ level }) => level === 'warning')).toHaveLength(2);
  });
});

describe('ssh', () => {
  const read = (ssh: string, env = {}) => request({ ssh }, {}, env).ssh;

  test('names agents and keys', () => {
    expect(read('default,git=keys/id\nhub=/abs/id', { SSH_AUTH_SOCK: '/tmp/agent' })).toStrictEqual([
      'default',
      `git=${workspace}/keys/id`,
      'hub=/abs/id',
    ]);
  });

  test.each([
    ['default', '"ssh" has "default", but no ssh agent runs (SSH_AUTH_SOCK is not set)'],
    ['a=', '"ssh" must have entries default, ID or ID=PATH: got "a=".'],
    ['a b=c', '"ssh" must have entries'],
    ['a=b,a=c', '"ssh" has "a" twice'],
  ])('%s is refused', (text, sentence) => {
    expect(() => read(text)).toThrow(sentence);
  });
});
