import { InputError } from './input-error.ts';
import type { InputName } from './inputs.ts';

/** Splits a command line into words as a shell does with quotes and backslashes, expanding nothing. */
export function parseWords(input: InputName, text: string): string[] {
  const words: string[] = [];
  for (const [, word = ''] of text.matchAll(/\s*((?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\])+|["'\\])/gs)) {
    if (/^["'\\]$/.test(word)) throw new InputError(`"${input}" has a quote or a backslash without an end: close it.`);
    words.push(
      word.replace(PART, (_, double, single, escaped) => double?.replace(/\\(["\\$`])/g, '$1') ?? single ?? escaped),
    );
  }
  return words;
}

const PART = /"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/gs;
