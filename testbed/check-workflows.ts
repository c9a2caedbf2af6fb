// node testbed/run.mjs check-workflows: runs actionlint on the project's workflows and the examples'.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { tryCommand } from './command.ts';
import { say } from './log.ts';
import { projectFolder } from './paths.ts';
import { runProgram } from './program.ts';
import { tool } from './tools.ts';

await runProgram(async () => {
  const files = ['.github/workflows', 'examples/workflows'].flatMap(workflowsOf);
  if (files.length === 0) return 0;
  const { exitCode, stdout, stderr } = await tryCommand(
    await tool('actionlint'),
    ['-shellcheck=', '-pyflakes=', ...files],
    {
      cwd: projectFolder,
    },
  );
  if (exitCode === 0) say(`✓ actionlint finds nothing in ${files.length} workflows`);
  else console.error(stdout + stderr);
  return exitCode;
});

function workflowsOf(folder: string): string[] {
  const path = join(projectFolder, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => join(folder, name));
}
