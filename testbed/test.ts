// npm test [-- unit | e2e] [file filter or option of vitest …]
import { spawn } from 'node:child_process';
import { projectFolder } from './paths.ts';
import { runProgram } from './program.ts';
import { withTestbed } from './with-testbed.ts';

const [first, ...rest] = process.argv.slice(2);
const project = first === 'unit' || first === 'e2e' ? first : undefined;
const vitestArgs = ['run', ...(project === undefined ? process.argv.slice(2) : ['--project', project, ...rest])];

// Unit tests need no engine.
await runProgram(async () =>
  project === 'unit' ? vitest() : ((await withTestbed((_, stopped) => vitest(stopped))) ?? 1),
);

function vitest(stopped?: AbortSignal): Promise<number> {
  const child = spawn('vitest', vitestArgs, { cwd: projectFolder, stdio: 'inherit' });
  stopped?.addEventListener('abort', () => child.kill(stopped.reason));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
