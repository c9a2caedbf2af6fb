// node testbed/run.mjs check-dist: fails when dist/ is not what the sources build.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { runCommand, tryCommand } from './command.ts';
import { step } from './log.ts';
import { projectFolder } from './paths.ts';
import { runProgram } from './program.ts';

await runProgram(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'check-dist-'));
  try {
    await step('Building dist/ from the sources in another folder', () => build(folder));
    const differing = differences(join(folder, 'dist'), join(projectFolder, 'dist'));
    if (differing.length === 0) return 0;
    console.error(`dist/ is not what the sources build. Run "npm run build" and commit dist/. What differs:`);
    for (const line of differing) console.error(`  ${line}`);
    return 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function build(target: string): Promise<void> {
  for (const name of ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'scripts', 'src']) {
    cpSync(join(projectFolder, name), join(target, name), { recursive: true });
  }
  // The bundler names modules by their real paths, so a symbolic link will not do; hard links take no space and no time.
  const modules = ['-a', join(projectFolder, 'node_modules'), target];
  if ((await tryCommand('cp', ['--link', ...modules])).exitCode !== 0) await runCommand('cp', modules);
  await runCommand('npm', ['run', 'build'], { cwd: target });
}

function differences(built: string, committed: string): string[] {
  const [left, right] = [filesOf(built), filesOf(committed)];
  return [...new Set([...left.keys(), ...right.keys()])].sort().flatMap((path) => {
    const [a, b] = [left.get(path), right.get(path)];
    if (a === undefined) return [`${path} is built from nothing`];
    if (b === undefined) return [`${path} is missing`];
    return a.equals(b) ? [] : [`${path}: first difference in line ${firstDifference(a, b)}`];
  });
}

function filesOf(root: string): Map<string, Buffer> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [join('dist', relative(root, path)), readFileSync(path)]));
}

function firstDifference(a: Buffer, b: Buffer): number {
  const [left, right] = [a.toString().split('\n'), b.toString().split('\n')];
  return left.findIndex((line, index) => line !== right[index]) + 1;
}
