import { type Heredoc, heredocsOf } from './heredoc.ts';

/** One instruction of a Dockerfile. */
export interface Instruction {
  /** In upper case. */
  readonly keyword: string;
  /** `--name` or `--name=value`, without quotes. */
  readonly flags: readonly string[];
  /** What follows the flags, without here-documents. */
  readonly text: string;
}

/** Splits an instruction's line, its continuations joined; an empty line has an empty keyword. */
export function toInstruction(line: string, escapeCharacter: string): Instruction {
  const whole = trimSpace(line);
  const [keyword = ''] = whole.split(blanks);
  const { flags, text } = splitFlags(whole.slice(keyword.length), escapeCharacter);
  return { keyword: keyword.toUpperCase(), flags, text };
}

/** Splits an instruction's text at white space as BuildKit does, which leaves quotes alone. */
export function toArguments({ text }: Instruction): string[] {
  return text.split(blanks);
}

/**
 * Returns the here-documents that follow an instruction's line: RUN, COPY and ADD can have some, also as an ONBUILD trigger,
 * but not where their arguments are a JSON list.
 */
export function toHeredocs(line: string, escapeCharacter: string): Heredoc[] {
  const outer = toInstruction(line, escapeCharacter);
  const { keyword, text } = outer.keyword === 'ONBUILD' ? toInstruction(outer.text, escapeCharacter) : outer;
  return ['RUN', 'COPY', 'ADD'].includes(keyword) && !isJsonList(text) ? heredocsOf(line) : [];
}

/** Takes away what Go calls white space, which is without JavaScript's byte order mark and with NEL. */
export function trimSpace(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && space.test(text[from] ?? '')) from += 1;
  while (from < to && space.test(text[to - 1] ?? '')) to -= 1;
  return text.slice(from, to);
}

const space = /[^\S\uFEFF]|\u0085/;

const blanks = /[\t\v\f\r ]+/;

/** Flags are the words in front that begin with `--`; `--` alone ends them. Quotes and escapes are taken off. */
function splitFlags(text: string, escapeCharacter: string): { flags: string[]; text: string } {
  const flags: string[] = [];
  let at = 0;
  for (;;) {
    const start = text.slice(at).search(/\S/) + at;
    if (start < at || !text.startsWith('--', start)) return { flags, text: trimSpace(text.slice(at)) };
    let flag = '';
    let quote = '';
    for (at = start; at < text.length && (quote !== '' || !/\s/.test(text[at] ?? '')); at += 1) {
      const char = text[at] ?? '';
      if (char === quote) quote = '';
      else if (quote === '' && (char === '"' || char === "'")) quote = char;
      else if (char !== escapeCharacter) flag += char;
      else {
        at += 1;
        flag += text[at] ?? '';
      }
    }
    if (flag === '--') return { flags, text: trimSpace(text.slice(at)) };
    flags.push(flag);
  }
}

function isJsonList(text: string): boolean {
  if (!text.startsWith('[')) return false;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((item) => typeof item === 'string');
  } catch {
    return false;
  }
}
