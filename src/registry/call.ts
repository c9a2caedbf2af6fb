import { type AuthorizerOptions, createAuthorizer, isHidden, refusal } from './authorization.ts';
import type { HttpAnswer, HttpRequest } from './http.ts';
import { explainStatus, HiddenProblem, LateProblem, Problem } from './problem.ts';
import type { Grant, Scope } from './token.ts';

/** One request of the distribution API. */
export interface Task extends Scope {
  readonly method: HttpRequest['method'];
  /** The whole path with its query: `/v2/o/app/manifests/v1`. */
  readonly resource: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | undefined;
  readonly largestBody: number;
}

/** Carries out a task. */
export type Ask = (task: Task) => Promise<HttpAnswer>;

/** Creates a function that carries out a task, with a login where one is asked for; its answer may have any status but 401, 403, 429 and 5xx, for which a Problem is thrown. */
export function createAsk(options: AuthorizerOptions): Ask {
  const authorizer = createAuthorizer(options);
  const seconds = options.timeoutMilliseconds / 1000;
  return async (task) => {
    const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMilliseconds)]);
    let awaited = task.host;
    const attempt = (grant: Grant | undefined): Promise<HttpAnswer> => {
      awaited = task.host;
      const authorization = grant && { authorization: grant.header };
      const headers = { ...task.headers, 'user-agent': options.userAgent, ...authorization };
      return options.send({ ...task, path: task.resource, headers, signal });
    };
    const login = <T>(wait: Promise<T>): Promise<T> => {
      awaited = `the login for ${task.host}`;
      return unlessAborted(wait, signal);
    };
    try {
      const known = await login(authorizer.known(task));
      const first = await attempt(known);
      // Nobody but the registry itself is told who asks.
      if (first.status !== 401 || first.elsewhere) return checkStatus(task, first, known);
      const grant = await login(authorizer.answer(task, first, known));
      const second = await attempt(grant);
      if (second.status === 401 && !second.elsewhere) throw refusal(task, second, grant);
      return checkStatus(task, second, grant);
    } catch (error) {
      if (error instanceof Problem) throw error;
      if (options.signal.aborted) throw new Problem(`the call to ${task.host} was cancelled`);
      if (signal.aborted) throw new LateProblem(`${awaited} did not answer within ${seconds} s`);
      throw error;
    }
  };
}

function checkStatus(task: Task, answer: HttpAnswer, grant: Grant | undefined): HttpAnswer {
  const { status } = answer;
  if (status < 500 && ![401, 403, 429].includes(status)) return answer;
  const { message } = explainStatus(answer, task.host);
  const right = task.actions === 'pull' ? 'read' : 'write';
  const isGitHub = status === 403 && task.host === 'ghcr.io';
  const advice = isGitHub ? ` (a job that uses github.token needs "permissions: packages: ${right}")` : '';
  const Kind = status === 403 && !answer.elsewhere && isHidden(task, grant) ? HiddenProblem : Problem;
  throw new Kind(`${message}${advice}`, answer);
}

/** What others wait for too goes on when one of them stops waiting. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(signal.reason);
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', stop));
}
