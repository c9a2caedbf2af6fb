import { chmodSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tryCommand } from '../../../testbed/command.ts';
import { ourLabel, type Runner } from '../../../testbed/harness.ts';
import { projectFolder } from '../../../testbed/paths.ts';
import { writeCommand } from '../fixture.ts';

/** Returns the names of a runner's builders: those with our label that share a folder of it. */
export async function buildersOf(runner: Runner): Promise<string[]> {
  const format = '{{.Names}} {{.Mounts}}';
  const list = ['ps', '--all', '--no-trunc', '--filter', `label=${ourLabel}`, '--format', format];
  const { stdout } = await tryCommand('docker', list);
  const lines = stdout.split('\n').filter((line) => line.includes(`${runner.root}/`));
  return lines.map((line) => line.split(' ')[0] ?? '');
}

/** Waits for a runner's builder and returns its name. */
export async function waitForBuilder(runner: Runner): Promise<string> {
  for (;;) {
    const [name] = await buildersOf(runner);
    if (name !== undefined) return name;
    await sleep(20);
  }
}

/** Ends a runner's builder as the kernel does when it is out of memory. */
export async function killBuilder(runner: Runner): Promise<void> {
  await tryCommand('docker', ['kill', '--signal', 'KILL', await waitForBuilder(runner)]);
}

/** Puts a docker before the real one that runs a script in the place of `docker load`, and returns the environment that has it. */
export function replaceLoad(runner: Runner, script: string): NodeJS.ProcessEnv {
  writeCommand(join(runner.home, 'bin/docker'), `[ "$1" != load ] || { ${script}; }\nexec ${realDocker()} "$@"\n`);
  return { PATH: `${join(runner.home, 'bin')}:${process.env.PATH}` };
}

/** Puts a docker before the real one that changes its arguments with a sed script, and returns the environment that has it. */
export function editDocker(runner: Runner, script: string): NodeJS.ProcessEnv {
  const real = realDocker();
  writeCommand(
    join(runner.home, 'bin/docker'),
    [
      'n=$#',
      'while [ $n -gt 0 ]; do',
      `  word=$(printf %s "$1" | sed '${script}')`,
      '  shift; set -- "$@" "$word"; n=$((n - 1))',
      'done',
      `exec ${real} "$@"\n`,
    ].join('\n'),
  );
  return { PATH: `${join(runner.home, 'bin')}:${process.env.PATH}` };
}

/** Puts a mke2fs before the real one. */
export function replaceMke2fs(runner: Runner, script: string): NodeJS.ProcessEnv {
  writeCommand(join(runner.home, 'bin/mke2fs'), script);
  return { PATH: `${join(runner.home, 'bin')}:${process.env.PATH}` };
}

/**
 * Writes a program that runs the action's main or post step, told apart by the saved state, through the words of another
 * command: as another user, or in a namespace of its own.
 */
export function writeDetour(folder: string, command: readonly string[]): string {
  const file = join(folder, 'detour.mjs');
  writeFileSync(
    file,
    `import { spawnSync } from 'node:child_process';
const step = process.env.STATE_lease ? 'dist/post/index.js' : 'dist/index.js';
const [command, ...words] = ${JSON.stringify(command)};
const { status } = spawnSync(command, [...words, process.execPath, ${JSON.stringify(projectFolder)} + '/' + step], { stdio: 'inherit' });
process.exit(status ?? 1);
`,
  );
  chmodSync(file, 0o755);
  return file;
}

function realDocker(): string {
  const folders = (process.env.PATH ?? '').split(':');
  const found = folders
    .map((folder) => join(folder, 'docker'))
    .find((path) => statSync(path, { throwIfNoEntry: false }));
  if (found === undefined) throw new Error('There is no docker on the PATH.');
  return found;
}
