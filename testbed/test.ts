// npm test [-- unit | e2e | slow] [file filter or option of vitest …]; without a word, unit and e2e.
import { spawn } from 'node:child_process';
import { projectFolder } from './paths.ts';
import { runProgram } from './program.ts';
import { withTestbed } from './with-testbed.ts';

const [first, ...rest] = process.argv.slice(2);
const projects = ['unit', 'e2e', 'slow'];
const isProject = projects.includes(first ?? '');
const chosen = isProject ? [first ?? ''] : ['unit', 'e2e'];
const options = isProject ? rest : process.argv.slice(2);
const vitestArgs = ['run', ...chosen.flatMap((project) => ['--project', project]), ...options];

// Unit tests need no engine.
await runProgram(async () =>
  first === 'unit' ? vitest() : ((await withTestbed((_, stopped) => vitest(stopped))) ?? 1),
);

function vitest(stopped?: AbortSignal): Promise<number> {
  const child = spawn('vitest', vitestArgs, { cwd: projectFolder, stdio: 'inherit' });
  stopped?.addEventListener('abort', () => child.kill(stopped.reason));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
