import { getExecOutput } from '@actions/exec';
import { startInBackground } from './background.ts';
import { type ChildOptions, type ChildResult, runChild } from './child.ts';

/** Docker said no; the message is a sentence for the person whose workflow it is. */
export class DockerError extends Error {
  /** What docker itself printed. */
  readonly output: string;

  constructor(message: string, output: string) {
    super(message);
    this.name = 'DockerError';
    this.output = output;
  }
}

/** Runs a short docker command and returns its trimmed standard output; throws DockerError when it fails. */
export async function docker(...args: string[]): Promise<string> {
  const output = await getExecOutput('docker', args, { silent: true, ignoreReturnCode: true }).catch(
    (error: unknown) => {
      throw toDockerError(args, String(error));
    },
  );
  if (output.exitCode !== 0) throw toDockerError(args, output.stderr);
  return output.stdout.trim();
}

/** The same for a command that may take long (a pull): it can be cancelled. */
export async function dockerLong(args: readonly string[], options: ChildOptions): Promise<string> {
  const result: ChildResult = await runChild('docker', args, options).catch((error: unknown) => {
    throw toDockerError(args, String(error));
  });
  if (result.code !== 0) throw toDockerError(args, result.stderr);
  return result.stdout.trim();
}

/**
 * Starts a docker command that outlives this process, and returns the id of the shell that waits for it, which leads a group of its
 * own. The file `done` is there once the command has succeeded.
 */
export function dockerInBackground(args: readonly string[], done: string): number {
  return startInBackground('sh', ['-c', 'docker "$@" && : >"$0"', done, ...args]);
}

/** Returns the `--mount` of a folder of this machine: docker reads its value as a line of CSV. */
export function bindMount(source: string, target: string): string[] {
  const field = `src=${source}`;
  const written = /[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
  return ['--mount', `type=bind,${written},dst=${target}`];
}

/** Makes an error of what docker printed: no CLI, no daemon and no permission are three different things to mend. */
export function toDockerError(args: readonly string[], output: string): DockerError {
  const text = output.trim();
  if (/ENOENT|Unable to locate executable file/.test(text)) {
    return new DockerError(
      'The docker command was not found: the builder runs in a container, so install Docker on this runner or set "endpoint" to a BuildKit that already runs.',
      text,
    );
  }
  if (/permission denied.*(docker\.sock|Docker daemon socket)|docker\.sock.*permission denied/s.test(text)) {
    return new DockerError(
      "This runner's user may not use Docker's socket: add the user to the docker group, or set DOCKER_HOST to a daemon that it may use.",
      text,
    );
  }
  if (/Cannot connect to the Docker daemon|error during connect|docker daemon is not running/i.test(text)) {
    return new DockerError(`Docker's daemon does not answer: start it, or set DOCKER_HOST. ${lastLine(text)}`, text);
  }
  return new DockerError(`docker ${args[0] ?? ''} failed: ${theLine(text)}`, text);
}

/** Where the client itself refuses its command line, the reason stands first and how to use it below. */
function theLine(text: string): string {
  const [first = ''] = text.split('\n');
  return /^Usage:/m.test(text) ? first : lastLine(text);
}

function lastLine(text: string): string {
  // Each generation of the client has its own hint below the error.
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^(See|Run) 'docker/.test(line));
  return (lines.at(-1) ?? 'it printed nothing').replace(/^(docker: )?(Error response from daemon: )?/, '');
}
