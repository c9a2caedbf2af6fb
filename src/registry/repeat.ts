import type { Call, HttpAnswer, Send } from './http.ts';

/** What became of a call: an answer, whatever its status, or an error of the connection. */
export type Outcome =
  | { readonly answer: HttpAnswer; readonly error?: undefined }
  | { readonly answer?: undefined; readonly error: NodeJS.ErrnoException };

/** Turns a rejection into a value. */
export function settle(promise: Promise<HttpAnswer>): Promise<Outcome> {
  return promise.then(
    (answer) => ({ answer }),
    (error: NodeJS.ErrnoException) => ({ error }),
  );
}

/** Makes a call, and makes it again twice after a fault that passes: a gateway's 502, 503 or 504, or a closed connection. */
export async function repeat(send: Send, call: Call): Promise<HttpAnswer> {
  for (const pause of PAUSES_MILLISECONDS) {
    const outcome = await settle(send(call));
    if (!passes(outcome, call)) {
      if (outcome.answer) return outcome.answer;
      throw outcome.error;
    }
    await process.getBuiltinModule('node:timers/promises').setTimeout(pause, undefined, { signal: call.signal });
  }
  return send(call);
}

const PAUSES_MILLISECONDS = [100, 300];

/** A server that names a time with Retry-After is left to the caller; a PUT whose connection broke may have been carried out. */
function passes({ answer, error }: Outcome, call: Call): boolean {
  if (answer) return [502, 503, 504].includes(answer.status) && answer.headers['retry-after'] === undefined;
  return call.method !== 'PUT' && !call.signal.aborted && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}
