import { expect, test } from 'vitest';
import type { Scope } from '../../src/cache/event.ts';
import { entryPrefix, mountIdentity } from '../../src/mounts/keys.ts';
import type { MountEnd, MountStart, MountUse } from '../../src/mounts/mount-use.ts';
import { endNotes, mountRows, startNotes } from '../../src/mounts/notes.ts';
import type { MountsPlan } from '../../src/mounts/plan.ts';

const main: Scope = { kind: 'branch', ref: 'refs/heads/main' };
const pull: Scope = { kind: 'pull-request', number: 7 };
const plan: MountsPlan = {
  wanted: 'auto',
  maxSize: 1e9,
  subject: { repository: 'r', platforms: ['linux/amd64'] },
  restoreFrom: [pull, main],
  saveTo: pull,
  saveReason: 'a pull request has a cache of its own',
  emptied: [],
};

const use = (id: string, start: MountStart): MountUse => ({ id, owner: undefined, home: '/h', start });
const restored = (id: string): MountUse => {
  const prefix = entryPrefix(main, mountIdentity({ id, owner: undefined }, plan.subject));
  return use(id, { kind: 'restored', key: `${prefix}x`, bytes: 137_000_000, milliseconds: 1234 });
};

test('how each mount began is a line, and what went wrong alike is one warning', () => {
  const uses = [
    restored('/root/.npm'),
    use('go', { kind: 'missing' }),
    use('pip', { kind: 'emptied' }),
    use('late', { kind: 'unused' }),
    use('seed', { kind: 'stage' }),
    use('had', { kind: 'taken' }),
    use('apt', { kind: 'silent', reason: 'no answer' }),
    use('odd\n::error::x', { kind: 'silent', reason: 'no answer' }),
    use('half', { kind: 'partial', reason: 'it was not unpacked within 9 s' }),
    use('ccache', { kind: 'failed', reason: 'the entry is gone' }),
  ];
  expect(startNotes({ plan, uses, unknown: ['make\n::error::x'] })).toStrictEqual([
    { level: 'info', text: 'Cache mount /root/.npm: 137 MB of branch main restored in 1.2 s.' },
    { level: 'info', text: 'Cache mount go: began empty (there is none yet of pull request 7, branch main).' },
    { level: 'info', text: 'Cache mount pip: began empty (its step is built without cache).' },
    { level: 'info', text: 'Cache mount late: not needed any more, since the build ended.' },
    {
      level: 'info',
      text: 'Cache mount seed: not kept (it begins with the files of a stage or an image, or is a part of another mount).',
    },
    { level: 'info', text: 'Cache mount had: not restored (an earlier step had it, and it is not certain which).' },
    { level: 'warning', text: 'Cache mount apt, odd␊::error::x began empty: no answer.' },
    { level: 'warning', text: 'Cache mount half began empty: it was not unpacked within 9 s.' },
    { level: 'warning', text: 'Cache mount ccache began empty: the entry is gone.' },
    {
      level: 'warning',
      text: 'Mounts were not kept, since it is not certain which steps have them: make␊::error::x.',
    },
  ]);
});

test('where nothing may be saved, one line says why', () => {
  const nowhere = { ...plan, restoreFrom: [], saveTo: undefined, saveReason: 'a tag keeps no cache' };
  expect(startNotes({ plan: nowhere, uses: [use('go', { kind: 'missing' })], unknown: [] })).toStrictEqual([
    { level: 'info', text: 'Cache mount go: began empty (this run reads none).' },
    { level: 'info', text: 'No cache mount is saved: a tag keeps no cache.' },
  ]);
  expect(startNotes({ plan: nowhere, uses: [], unknown: [] })).toStrictEqual([]);
});

const end = (id: string, values: object) => ({ id, owner: undefined, ...values }) as MountEnd;

test('what became of each mount is a line, or a warning where it was to be saved and is not', () => {
  const ends = [
    end('a', { kind: 'saved', bytes: 2_000_000, milliseconds: 500 }),
    end('b', { kind: 'unchanged' }),
    end('c', { kind: 'empty' }),
    end('d', { kind: 'large', bytes: 3e9 }),
    end('e', { kind: 'failed', reason: 'it was refused' }),
  ];
  expect(endNotes(ends, plan).map(({ level, text }) => `${level} ${text}`)).toStrictEqual([
    'info Cache mount a: 2.0 MB saved for pull request 7 in 0.5 s.',
    'info Cache mount b: not saved, since nothing in it changed.',
    'info Cache mount c: not saved, since it is empty.',
    'warning Cache mount d: not saved, since it has 3.0 GB and "cache-mounts-max-size" allows 1.0 GB.',
    'warning Cache mount e: not saved: it was refused.',
  ]);
});

test('the summary has a row for each mount', () => {
  const uses = [restored('npm'), use('go', { kind: 'missing' })];
  const ends = [end('npm', { kind: 'saved', bytes: 140_000_000, milliseconds: 2000 })];
  expect(mountRows({ plan, uses, unknown: [] }, ends)).toStrictEqual([
    ['Cache mount npm', '137 MB of branch main restored in 1.2 s, 140 MB saved for pull request 7 in 2.0 s'],
    ['Cache mount go', 'began empty (there is none yet of pull request 7, branch main)'],
  ]);
});
