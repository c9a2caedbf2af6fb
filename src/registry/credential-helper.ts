import type { ChildProcess } from 'node:child_process';
import { type Credentials, isObject, readField, type ToError } from './docker-config.ts';

export interface HelperCall {
  /** The name behind `docker-credential-`. */
  readonly helper: string;
  /** What the helper is asked for: a host, or Docker Hub's first address. */
  readonly server: string;
  /** Its PATH finds the helper. */
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMilliseconds: number;
  readonly signal?: AbortSignal | undefined;
}

/** Asks a docker credential helper for a server's login; undefined when it knows none. Throws an Error that names helper and server, never what was printed. */
export async function readFromHelper(call: HelperCall): Promise<Credentials | undefined> {
  const name = `docker-credential-${call.helper}`;
  const problem: ToError = (what) =>
    new Error(`The credential helper ${name}, which Docker's configuration names for ${call.server}, ${what}.`);
  if (!/^[\w.+-]+$/.test(call.helper)) throw problem('has a name that is no file name');
  const { code, output } = await runHelper(name, call, problem);
  if (code === 0) return parseAnswer(output, problem);
  // The one failure that docker takes for "no login": docker-credential-helpers, credentials/error.go.
  if (output.trim() === 'credentials not found in native keychain') return undefined;
  throw problem(
    `failed (${code === undefined ? 'killed' : `exit code ${code}`}): run it by hand with "get" to see why`,
  );
}

const LARGEST_ANSWER = 1024 * 1024;

/** What a helper that ended of itself left. */
interface Output {
  /** Undefined when a signal ended it. */
  readonly code: number | undefined;
  readonly output: string;
}

async function runHelper(name: string, call: HelperCall, problem: ToError): Promise<Output> {
  const { spawn } = process.getBuiltinModule('node:child_process');
  // Its own process group: a helper may be a script, whose children must end with it and would hold its output open.
  const child = spawn(name, ['get'], { env: call.env, stdio: ['pipe', 'pipe', 'ignore'], detached: true });
  const { promise: failed, reject } = Promise.withResolvers<never>();
  const stop = (what: string): void => {
    reject(problem(what));
    killGroup(child);
  };
  const cancel = (): void => stop('was cancelled');
  const seconds = call.timeoutMilliseconds / 1000;
  const timer = setTimeout(() => stop(`did not answer within ${seconds} s`), call.timeoutMilliseconds);
  child.on('error', (error: NodeJS.ErrnoException) => reject(problem(explainStart(error.code))));
  child.stdin.on('error', () => undefined); // It may answer or fail without reading what it is asked for.
  child.stdin.end(call.server);
  call.signal?.addEventListener('abort', cancel);
  if (call.signal?.aborted) cancel();
  return Promise.race([readOutput(child, () => stop('answered with more than 1 MiB')), failed]).finally(() => {
    clearTimeout(timer);
    call.signal?.removeEventListener('abort', cancel);
  });
}

function readOutput(child: ChildProcess, tooLong: () => void): Promise<Output> {
  const { promise, resolve } = Promise.withResolvers<Output>();
  const chunks: Buffer[] = [];
  let size = 0;
  child.stdout?.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > LARGEST_ANSWER) tooLong();
  });
  child.on('close', (code) => resolve({ code: code ?? undefined, output: Buffer.concat(chunks).toString() }));
  return promise;
}

function killGroup(child: ChildProcess): void {
  child.stdout?.destroy();
  child.stdin?.destroy();
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended in the meantime.
  }
}

function explainStart(code: string | undefined): string {
  if (code === 'ENOENT')
    return 'was not found on the PATH: install it, or remove it there and log in in an earlier step';
  if (code === 'EACCES') return 'may not be executed by this user';
  return `did not start (${code ?? 'unknown error'})`;
}

function parseAnswer(output: string, problem: ToError): Credentials | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(output);
  } catch {
    answer = undefined; // The engine's message would quote the secret.
  }
  const username = isObject(answer) ? (readField(answer, 'Username') ?? '') : undefined;
  const secret = isObject(answer) ? (readField(answer, 'Secret') ?? '') : undefined;
  if (typeof username !== 'string' || typeof secret !== 'string') {
    throw problem("did not answer with Docker's JSON of Username and Secret");
  }
  if (secret === '') return undefined;
  return username === '<token>'
    ? { kind: 'identity-token', token: secret }
    : { kind: 'password', username, password: secret };
}
