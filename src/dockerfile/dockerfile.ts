import type { Heredoc } from './heredoc.ts';
import { type Instruction, toArguments, toHeredocs, toInstruction } from './instruction.ts';

/** A Dockerfile as far as its lines and stages go. Lines count from 1. */
export interface ParsedDockerfile {
  /** With their ends, so that joined they are the text again. */
  readonly lines: readonly string[];
  readonly directives: readonly Directive[];
  /** What stands before the first FROM: the ARG of the FROM lines. */
  readonly globals: readonly PlacedInstruction[];
  readonly stages: readonly Stage[];
}

export interface Directive {
  /** `syntax`, `escape` or `check`. */
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

export interface Stage {
  /** In lower case, as BuildKit compares it; undefined when there is none. */
  readonly name: string | undefined;
  /** As written: an image, a stage or an expression. */
  readonly base: string;
  /** Without FROM itself. */
  readonly instructions: readonly PlacedInstruction[];
  readonly firstLine: number;
  /** The last one before the next FROM, comments included. */
  readonly lastLine: number;
}

export interface PlacedInstruction extends Instruction {
  readonly firstLine: number;
  /** With its here-documents. */
  readonly lastLine: number;
}

/**
 * Reads a Dockerfile by the rules of BuildKit's frontend (frontend/dockerfile/parser): escape character, continued lines with
 * comments and blank lines among them, here-documents, byte order mark, both line ends. Never throws: what BuildKit refuses
 * to build needs no reading. No text costs more than a moment: anybody may have written it, and no time limit holds while this one runs.
 */
export function parseDockerfile(text: string): ParsedDockerfile {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const [first = '', ...others] = lines;
  const read = [first.replace(/^\uFEFF/, ''), ...others];
  const directives = readDirectives(read);
  const escapeCharacter = directives.find(({ name }) => name === 'escape')?.value === '`' ? '`' : '\\';
  const instructions = readInstructions(read, escapeCharacter);
  const froms = instructions.flatMap(({ keyword }, index) => (keyword === 'FROM' ? [index] : []));
  return {
    lines,
    directives,
    globals: instructions.slice(0, froms[0]),
    stages: froms.map((from, index) => {
      const next = froms[index + 1] ?? instructions.length;
      return toStage(instructions.slice(from, next), (instructions[next]?.firstLine ?? lines.length + 1) - 1);
    }),
  };
}

/** Directives are the first lines, each name once; one that is not known, any other comment or a blank line ends them. */
function readDirectives(lines: readonly string[]): Directive[] {
  const directives: Directive[] = [];
  for (const [index, line] of lines.entries()) {
    const [, name = '', value = ''] = directive.exec(line) ?? [];
    if (!['syntax', 'escape', 'check'].includes(name.toLowerCase()) || value.trim() === '') break;
    directives.push({ name: name.toLowerCase(), value: value.trim(), line: index + 1 });
  }
  return directives;
}

const directive = /^\s*#\s*([A-Za-z][A-Za-z0-9]*)\s*=(.*)/;

function readInstructions(lines: readonly string[], escapeCharacter: string): PlacedInstruction[] {
  const instructions: PlacedInstruction[] = [];
  for (let at = 0; at < lines.length; ) {
    const firstLine = at + 1;
    const { line, next } = joinContinued(lines, at, escapeCharacter);
    at = skipHeredocs(lines, next, toHeredocs(line, escapeCharacter));
    const instruction = toInstruction(line, escapeCharacter);
    if (instruction.keyword !== '') instructions.push({ ...instruction, firstLine, lastLine: at });
  }
  return instructions;
}

/** Comments and blank lines among continued lines are left out and end nothing. */
function joinContinued(
  lines: readonly string[],
  from: number,
  escapeCharacter: string,
): { line: string; next: number } {
  const continued = escapeCharacter === '`' ? /(^|[^`])`[ \t]*$/ : /(^|[^\\])\\[ \t]*$/;
  let line = '';
  for (let next = from; next < lines.length; next += 1) {
    const content = withoutEnd(lines[next] ?? '');
    const isLeftOut = /^\s*(#|$)/.test(content);
    if (isLeftOut && next === from) return { line: '', next: next + 1 };
    if (isLeftOut) continue;
    if (!continued.test(content)) return { line: line + content, next: next + 1 };
    line += content.replace(continued, '$1');
  }
  return { line, next: lines.length };
}

function skipHeredocs(lines: readonly string[], from: number, heredocs: readonly Heredoc[]): number {
  let at = from;
  for (const { name, indented } of heredocs) {
    for (let isOpen = true; isOpen && at < lines.length; at += 1) {
      const line = withoutEnd(lines[at] ?? '');
      isOpen = (indented ? line.replace(/^\t+/, '') : line) !== name;
    }
  }
  return at;
}

function withoutEnd(line: string): string {
  let end = line.length;
  while (end > 0 && /[\r\n]/.test(line[end - 1] ?? '')) end -= 1;
  return line.slice(0, end);
}

function toStage([from, ...instructions]: readonly PlacedInstruction[], lastLine: number): Stage {
  const [base = '', as, name] = from === undefined ? [] : toArguments(from);
  const isNamed = as?.toLowerCase() === 'as';
  return {
    name: isNamed ? name?.toLowerCase() : undefined,
    base,
    instructions,
    firstLine: from?.firstLine ?? lastLine,
    lastLine,
  };
}
