// Runs a command of the testbed on a fresh clone: plain JavaScript for any Node.js from 18 on, without dependencies.
// The commands themselves are TypeScript for Node.js 24, which `npm ci` brings (the package "node").
import { spawn, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
const [command, ...args] = process.argv.slice(2);

if (command === undefined) {
  console.error('usage: node testbed/run.mjs COMMAND [ARGUMENT…], where testbed/COMMAND.ts is the program');
  process.exit(2);
}
if (modified('node_modules/.package-lock.json') < modified('package-lock.json')) {
  console.log('Installing the npm packages of package-lock.json …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

const child = spawn(
  join(bin, 'node'),
  ['--disable-warning=ExperimentalWarning', join(root, 'testbed', `${command}.ts`), ...args],
  {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
  },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));

function modified(path) {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
