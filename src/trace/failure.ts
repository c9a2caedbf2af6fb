import type { Progress, Step } from './progress.ts';
import type { Phase } from './step-name.ts';

/** Why a build failed, as BuildKit tells it. */
export interface BuildFailure {
  /** BuildKit's own last words, without `error: failed to solve:`. */
  readonly message: string;
  readonly phase: FailurePhase;
  /** The step that failed; undefined when the frontend or the builder did. */
  readonly step: Step | undefined;
  /** Lines count from 1; `name` is the file's name within its context, undefined where BuildKit says only the line. */
  readonly dockerfile:
    | { readonly name: string | undefined; readonly line: number; readonly endLine: number }
    | undefined;
  /** Of the process that a RUN started. */
  readonly exitCode: number | undefined;
  /** The last lines that the failed step printed. */
  readonly logTail: readonly string[];
}

/**
 * Where a build failed: the phase of the failed vertex (its table is at `Phase`), or what only the error tells.
 *
 * | phase | decided by |
 * | --- | --- |
 * | push | the vertex is an export, and its error starts with `failed to push REFERENCE` |
 * | a vertex's phase | a vertex failed, and its error is part of the last words; without such a one, any that failed, imports and exports of a cache last |
 * | canceled | the words end with `context canceled`, and only canceled vertices are there |
 * | silence | it was ended from here because a registry said nothing any more; `step` is where that was, if BuildKit says so |
 * | builder | no vertex failed, and the words tell of the connection to BuildKit (`Unavailable`, `failed to dial`, `no active session`, `connection refused`, `closed transport`) |
 * | frontend | no vertex failed otherwise: the Dockerfile does not parse, a target or an option does not exist |
 */
export type FailurePhase = Phase | 'push' | 'silence' | 'builder' | 'canceled';

/** Finds what failed and why; `text` is what buildctl printed outside of the trace. */
export function parseFailure(text: string, progress: Progress): BuildFailure {
  const message = lastWords(text);
  const step = failedStep(message, progress.steps());
  const exitCode = /exit code: (\d+)$/.exec(message)?.[1];
  return {
    message,
    phase: phaseOf(message, step),
    step,
    dockerfile: parseExcerpt(text) ?? parseLine(message),
    exitCode: exitCode === undefined ? undefined : Number(exitCode),
    logTail: step === undefined ? [] : progress.logTail(step),
  };
}

function lastWords(text: string): string {
  const start = [...text.matchAll(/^error: /gm)].at(-1)?.index ?? 0;
  const words = text
    .slice(start)
    .trim()
    .replace(/^error: /, '')
    .replace(/^(failed to solve: )+/, '');
  if (words === '') return 'buildctl ended without saying why';
  const entitlement = /\b(network\.host|security\.insecure|device) is not allowed\b/.exec(words)?.[1];
  return entitlement === undefined
    ? words
    : `${words}: write allow: ${entitlement} if the Dockerfile may have it ("allow")`;
}

function failedStep(message: string, steps: readonly Step[]): Step | undefined {
  const failed = steps.filter(({ state }) => state === 'failed');
  const named = failed.filter(({ error = '' }) => message.includes(error));
  const fatal = failed.filter(({ phase }) => !phase.startsWith('cache-'));
  return named[0] ?? fatal[0];
}

function phaseOf(message: string, step: Step | undefined): FailurePhase {
  if (step?.phase === 'export' && /\bfailed to push /.test(step.error ?? '')) return 'push';
  if (step !== undefined) return step.phase;
  if (message.endsWith('context canceled')) return 'canceled';
  const isConnection = /Unavailable|failed to dial|no active session|connection refused|closed transport/.test(message);
  return isConnection ? 'builder' : 'frontend';
}

/** Reads the excerpt that buildctl prints of the Dockerfile, where `>>>` marks the lines of the instruction (solver/errdefs/source.go). */
function parseExcerpt(text: string): BuildFailure['dockerfile'] {
  const excerpt = /^(.+):(\d+)\n-{20}\n((?: *\d+ \| .*\n)+)-{20}$/m.exec(text);
  if (excerpt === null) return undefined;
  const [, name = '', first, body = ''] = excerpt;
  const marked = [...body.matchAll(/^ *(\d+) \| >>> /gm)].map(([, line]) => Number(line));
  const line = marked[0] ?? Number(first);
  return { name, line, endLine: marked.at(-1) ?? line };
}

/** A Dockerfile that does not parse is told without an excerpt when it is only asked for its outline. */
function parseLine(message: string): BuildFailure['dockerfile'] {
  const line = /\bparse error on line (\d+): /.exec(message)?.[1];
  return line === undefined ? undefined : { name: undefined, line: Number(line), endLine: Number(line) };
}
