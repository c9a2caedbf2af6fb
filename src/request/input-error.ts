import type { InputName } from './inputs.ts';

/** A mistake in the workflow file: its message is a sentence that names the input, the value and what to write instead. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** Runs a parser that does not know which input its text comes from; what it throws becomes an InputError that names it. */
export function forInput<T>(input: InputName, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`"${input}": ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Writes a value as it may stand in a sentence: quoted, on one line, cut after 200 characters; never used for secrets. */
export function shown(value: string): string {
  return JSON.stringify(value.length > 200 ? `${value.slice(0, 200)}…` : value);
}

/** Writes choices as a sentence does: `a, b or c`. */
export function oneOf(choices: readonly string[]): string {
  return choices.length < 2 ? choices.join('') : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
}
