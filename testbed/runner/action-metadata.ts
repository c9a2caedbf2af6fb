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
 * in upper case with blanks as underscores; throws on a default that is another expression than github.*.
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
    const name = /^github\.(\w+)$/.exec(expression)?.[1];
    if (name === undefined) throw new Error(`The harness evaluates github.* only: \${{ ${expression} }}`);
    return github[`GITHUB_${name.toUpperCase()}`] ?? '';
  });
}
