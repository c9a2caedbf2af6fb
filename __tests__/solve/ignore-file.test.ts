import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkPaths } from '../../src/request/paths.ts';
import { parseRequest } from '../../src/request/request.ts';
import { completeRequest } from '../../src/solve/complete.ts';
import { prepareSolve } from '../../src/solve/prepare.ts';
import { writeDockerfile } from '../../src/solve/write-dockerfile.ts';
import { git, given } from '../request/given.ts';

/** Makes a checkout with a Dockerfile and a secret outside of it, and a folder for what is sent to BuildKit. */
function checkout() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'ignore-')));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const [workspace, sent] = [join(root, 'workspace'), join(root, 'sent')];
  mkdirSync(join(workspace, '.git'), { recursive: true });
  writeFileSync(join(workspace, 'Dockerfile'), '# syntax=example.com/frontend\nFROM scratch\nCOPY . .\n');
  writeFileSync(join(root, 'secret'), 'hunter2\n');
  const read = () =>
    readdirSync(sent, { recursive: true, withFileTypes: true })
      .map((entry) => (entry.isFile() ? readFileSync(join(entry.parentPath, entry.name), 'utf8') : ''))
      .join('');
  return { root, workspace, sent, read };
}

test.each(['.dockerignore', 'Dockerfile.dockerignore'])(
  'a %s that is a link out of its folder is not read: all that is sent is open to the frontend',
  async (name) => {
    const { workspace, sent, read } = checkout();
    symlinkSync('../secret', join(workspace, name));
    const request = parseRequest(given({ image: 'o/app' }), git, workspace, {});
    const checked = await checkPaths(request, workspace);
    const complete = await completeRequest(checked, sent, new AbortController().signal);
    expect(complete.request.dockerfile.directory).toBe(join(sent, 'dockerfile'));
    await writeDockerfile(join(sent, 'again'), { directory: workspace, filename: 'Dockerfile' }, '');
    expect(read()).not.toContain('hunter2');
  },
);

test('an ignore file that is a link within its folder is read', async () => {
  const { workspace, sent, read } = checkout();
  writeFileSync(join(workspace, 'ignored'), 'node_modules\n');
  symlinkSync('ignored', join(workspace, 'Dockerfile.dockerignore'));
  await writeDockerfile(sent, { directory: workspace, filename: 'Dockerfile' }, '');
  expect(read()).toBe('node_modules\n');
});

test('a Dockerfile outside of the context is given without its neighbours', async () => {
  const { root, workspace, sent } = checkout();
  mkdirSync(join(workspace, 'app'));
  writeFileSync(join(workspace, 'Dockerfile.dockerignore'), 'node_modules\n');
  const prepare = async (context: string) => {
    const request = parseRequest(given({ image: 'o/app', context, file: 'Dockerfile' }), git, workspace, {});
    const lease = { container: 'c', folder: sent, runner: 'r', job: 'j', key: 'k' };
    const checked = await checkPaths(request, workspace);
    const { dockerfile } = (await prepareSolve(checked, { imports: [], exports: [] }, lease)).request;
    return dockerfile.directory ?? '';
  };
  expect(await prepare('.')).toBe(workspace);
  expect(readdirSync(await prepare('app')).toSorted()).toStrictEqual(['Dockerfile', 'Dockerfile.dockerignore']);
  expect(readdirSync(root).toSorted()).toStrictEqual(['secret', 'sent', 'workspace']);
});
