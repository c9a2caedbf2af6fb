import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** What the runner reads of an action's metadata file. */
export type ActionMetadata = {
  inputs?: Record<string, { default?: unknown } | null>;
  runs: { pre: string; main: string; post: string };
};

/** Reads the action.yml of an action's folder. */
export function readMetadata(folder: string): ActionMetadata {
  return parse(readFileSync(join(folder, 'action.yml'), 'utf8')) as ActionMetadata;
}

/**
 * Returns the INPUT_* variables of a step as the runner sets them: the metadata's defaults, then what the workflow gave, names
 * in upper case with blanks as underscores; throws on a default that is an expression of other parts than github.*, texts, !=, && and ||.
 */
export function inputVariables(
  metadata: ActionMetadata,
  given: Record<string, string>,
  github: Record<string, string>,
): Record<string, string> {
  const defaults = Object.entries(metadata.inputs ?? {}).map(([name, input]) => [
    name,
    evaluate(String(input?.default ?? ''), github),
  ]);
  return Object.fromEntries(
    [...defaults, ...Object.entries(given)].map(([name = '', value = '']) => [variableName(name), value]),
  );
}

function variableName(input: string): string {
  return `INPUT_${input.replaceAll(' ', '_').toUpperCase()}`;
}

function evaluate(text: string, github: Record<string, string>): string {
  return text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
    const read = (term: string): string => {
      const [, name, literal] = /^(?:github\.(\w+)|'([^']*)')$/.exec(term.trim()) ?? [];
      if (literal !== undefined) return literal;
      if (name === undefined)
        throw new Error(`The harness evaluates github.*, !=, && and || only: \${{ ${expression} }}`);
      return github[`GITHUB_${name.toUpperCase()}`] ?? '';
    };
    // As the runner's: && gives the first that is false, || the first that is true.
    const compare = (term: string): string => {
      const [left = '', right] = term.split('!=');
      return right === undefined ? read(left) : read(left) === read(right) ? '' : 'true';
    };
    const all = (terms: string): string =>
      terms.split('&&').reduce((value, term) => (value === '' ? '' : compare(term)), 'true');
    return expression.split('||').reduce((value, terms) => (value === '' ? all(terms) : value), '');
  });
}
