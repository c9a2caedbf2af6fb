import type { Failure } from './answer.ts';
import { type HttpAnswer, TooLongError } from './http.ts';

/** Why a call to a registry failed. The message is a clause that ends a sentence, and as a rule names the host. */
export class Problem extends Error {
  readonly status: number | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(clause: string, answer?: HttpAnswer) {
    super(clause);
    this.name = 'Problem';
    this.status = answer?.status;
    this.retryAfterSeconds = answer && parseRetryAfter(answer.headers['retry-after'], Date.now());
  }
}

/** No answer came in time. */
export class LateProblem extends Problem {}

/**
 * A read was refused with 401 or 403 although the token server had taken the login and given a token for it, as many registries
 * answer where a repository does not exist (yet).
 */
export class HiddenProblem extends Problem {}

/** Makes the answer that a caller gets of a problem; `attempt` says what failed, `redact` takes secrets out. */
export function toFailure(attempt: string, problem: Problem, redact: (text: string) => string): Failure {
  const { status, retryAfterSeconds } = problem;
  return {
    kind: 'failed',
    reason: redact(`${attempt} failed: ${problem.message}.`),
    ...(problem instanceof LateProblem && { cause: 'late' }),
    ...(problem instanceof HiddenProblem && { cause: 'hidden' }),
    ...(status !== undefined && { status }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
}

/** Explains an error of the connection itself. */
export function explainError(error: unknown, host: string): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof TooLongError) return new Problem(`${host} sent more than is allowed here`);
  const { code = 'unknown error' } = error as NodeJS.ErrnoException;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new Problem(`the name ${host} does not resolve (${code})`);
  if (code === 'ECONNREFUSED') return new Problem(`${host} refuses connections`);
  if (code === 'ECONNRESET' || code === 'EPIPE') return new Problem(`${host} closed the connection`);
  if (isUntrusted(code)) return new Problem(`the certificate of ${host} is not trusted (${code})`);
  return new Problem(`the connection to ${host} failed (${code})`);
}

/** Explains a status that is no success, with what the registry itself says about it. */
export function explainStatus(answer: HttpAnswer, host: string): Problem {
  const detail = readDetail(answer.bytes);
  return new Problem(`${host} answers ${answer.status}${detail === '' ? '' : `: ${detail}`}`, answer);
}

/** The clause for a host that nobody logged in to. */
export function askForLogin(host: string): string {
  return `${host} asks for a login and Docker's configuration has none: use docker/login-action for it in an earlier step`;
}

/** Tells whether an error code is about who signed a certificate, so that other authorities may help. */
export function isUntrusted(code: string): boolean {
  return /^(UNABLE_TO_(VERIFY|GET)|SELF_SIGNED|DEPTH_ZERO_SELF_SIGNED)/.test(code);
}

/** The codes in the errors of a registry's JSON body: `MANIFEST_UNKNOWN`, `UNSUPPORTED`, … (distribution spec, Error Codes). */
export function errorCodes(bytes: Uint8Array): string[] {
  return readErrors(bytes).map(({ code }) => String(code));
}

/** Parses Retry-After, seconds or a date, into seconds from now; undefined when it is neither (RFC 9110 section 10.2.3). */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

/** One line of at most 160 characters: the message of the registry's error, or the text of a page that a proxy put in its place. */
function readDetail(bytes: Uint8Array): string {
  const [error] = readErrors(bytes);
  const text = error ? `${error.code ?? ''} ${error.message ?? ''}` : toText(bytes).replace(/<[^<>]*>/g, ' ');
  const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}

function readErrors(bytes: Uint8Array): { code?: unknown; message?: unknown }[] {
  try {
    const { errors } = JSON.parse(toText(bytes));
    return Array.isArray(errors) ? errors.filter((error) => typeof error === 'object' && error !== null) : [];
  } catch {
    return [];
  }
}

function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 16 * 1024)).toString();
}
