import { basename } from 'node:path';
import { shorten, toPlainText } from '../text/visible.ts';
import type { BuildFailure } from '../trace/failure.ts';
import { toOneLine } from '../trace/step-lines.ts';
import type { VertexWarning } from '../trace/trace.ts';

/** One mark on a line of the Dockerfile, or on the job when no line is known; printed by `annotate`. */
export interface Annotation {
  readonly level: 'error' | 'warning';
  readonly message: string;
  readonly title: string;
  /** Relative to the workspace. */
  readonly file: string | undefined;
  readonly startLine: number | undefined;
  readonly endLine: number | undefined;
}

/** Lines of the failed step's output that its annotation repeats, and characters of each. */
const tailLines = 10;
const tailWidth = 300;

/**
 * Returns what to mark: each violated build check once, then the failure. `dockerfile` is the Dockerfile's path relative to
 * the workspace, undefined when it lies elsewhere (a git context), and then nothing points at a line; `name` is what BuildKit
 * calls it, which is another one where that is a link.
 */
export function toAnnotations(
  failure: BuildFailure | undefined,
  warnings: readonly VertexWarning[],
  dockerfile: string | undefined,
  name = basename(dockerfile ?? ''),
): Annotation[] {
  const file = dockerfile === undefined ? undefined : { path: dockerfile, name };
  const all = [...warnings.map((warning) => ofWarning(warning, file)), ...(failure ? [ofFailure(failure, file)] : [])];
  return [...new Map(all.map((annotation) => [JSON.stringify(annotation), annotation])).values()];
}

/** The Dockerfile, relative to the workspace, and what BuildKit calls it. */
interface Marked {
  readonly path: string;
  readonly name: string;
}

function ofFailure(failure: BuildFailure, dockerfile: Marked | undefined): Annotation {
  const tail = failure.logTail.slice(-tailLines).map((line) => shorten(toPlainText(line), tailWidth));
  const message = toPlainLines(failure.message);
  return {
    level: 'error',
    message: tail.length > 0 ? `${message}\n\n${tail.join('\n')}` : message,
    title: titleOf(failure),
    ...placeOf(failure.dockerfile?.name, failure.dockerfile?.line, failure.dockerfile?.endLine, dockerfile),
  };
}

function titleOf({ phase, step }: BuildFailure): string {
  if (step?.index !== undefined) return `${shorten(toPlainText(toOneLine(step.instruction)), 80)} failed`;
  if (phase === 'push') return 'Push failed';
  return phase === 'base' ? 'Base image not read' : 'Build failed';
}

function ofWarning(warning: VertexWarning, dockerfile: Marked | undefined): Annotation {
  const [, rule, sentence] = /^(\w+): (.*?)(?: \(line \d+\))?$/s.exec(warning.short) ?? [];
  const more = [...warning.detail, ...(warning.url === undefined ? [] : [warning.url])];
  return {
    level: 'warning',
    message: toPlainLines([sentence ?? warning.short, ...more].join('\n')),
    title: rule ?? 'Build check',
    ...placeOf(warning.file, warning.startLine, warning.endLine, dockerfile),
  };
}

/** BuildKit names the Dockerfile by its name within the context's folder; a file of another name is not the workspace's. */
function placeOf(
  name: string | undefined,
  startLine: number | undefined,
  endLine: number | undefined,
  dockerfile: Marked | undefined,
): Pick<Annotation, 'file' | 'startLine' | 'endLine'> {
  const isNamed = name === undefined || (dockerfile !== undefined && basename(name) === dockerfile.name);
  const isOurs = dockerfile !== undefined && startLine !== undefined && isNamed;
  if (!isOurs) return { file: undefined, startLine: undefined, endLine: undefined };
  return { file: dockerfile.path, startLine, endLine };
}

function toPlainLines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => toPlainText(line))
    .join('\n');
}
