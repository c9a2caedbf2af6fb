import { spawn } from 'node:child_process';

export type CommandOptions = {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Text for the command's standard input. */
  input?: string;
  /** Milliseconds after which the command is killed. */
  timeout?: number;
};

export type CommandResult = { exitCode: number; stdout: string; stderr: string };

/** Runs a command to its end and returns what it wrote; throws where it cannot be started. */
export function tryCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      timeout: options.timeout,
      killSignal: 'SIGKILL',
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ exitCode: code ?? -1, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    );
    // A command that ends without reading its input closes the pipe: its exit code says what there is to say.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** Runs a command and returns its standard output without the last line break; throws with the end of its output when it fails. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const result = await tryCommand(command, args, options);
  if (result.exitCode === 0) return result.stdout.replace(/\n$/, '');
  const tail = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-20).join('\n');
  throw new Error(`${command} ${args.join(' ')} ended with exit code ${result.exitCode}:\n${tail}`);
}

/** Runs a command as root: directly, or through sudo for another user. */
export function runAsRoot(command: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  const [first = command, ...rest] = asRoot(command, args);
  return runCommand(first, rest, options);
}

/** Returns the words of a command line that runs as root. */
export function asRoot(command: string, args: readonly string[]): string[] {
  return process.getuid?.() === 0 ? [command, ...args] : ['sudo', command, ...args];
}

/** Tells whether a command is on the PATH or in the folders of the administrator's commands. */
export async function hasCommand(command: string): Promise<boolean> {
  const { exitCode } = await tryCommand('sh', ['-c', 'command -v "$1"', 'sh', command], { env: adminEnvironment() });
  return exitCode === 0;
}

/** Returns the environment with the administrator's folders on the PATH, which not every user has there. */
export function adminEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env.PATH}:/usr/local/sbin:/usr/sbin:/sbin` };
}
