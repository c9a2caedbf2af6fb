import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectFolder } from '../../testbed/paths.ts';

/** An action.yml, as far as the documents speak of it. */
export interface ActionMetadata {
  readonly inputs?: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs?: Readonly<Record<string, { readonly description: string }>>;
}

/** Reads a file of the project as text. */
export function readText(path: string): string {
  return readFileSync(join(projectFolder, path), 'utf8');
}

/** Reads the metadata of the action in a folder of the project. */
export function readAction(folder: string): ActionMetadata {
  return parse(readText(join(folder, 'action.yml')));
}

/** Lists the project's files that git knows or would take, by a pattern of git. */
export function listFiles(...patterns: string[]): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...patterns];
  const listed = execFileSync('git', args, { cwd: projectFolder, encoding: 'utf8' }).split('\n');
  return listed.filter((path) => path !== '' && existsSync(join(projectFolder, path)));
}

/** Returns the rows below each table head of the given cells (GFM tables), their cells trimmed and unescaped. */
export function tableRows(markdown: string, head: readonly string[]): string[][] {
  const rows: string[][] = [];
  let isIn = false;
  for (const line of markdown.split('\n')) {
    const cells = cellsOf(line);
    if (cells === undefined) isIn = false;
    else if (cells.join('|') === head.join('|')) isIn = true;
    else if (isIn && !cells.every((cell) => /^:?-+:?$/.test(cell))) rows.push(cells);
  }
  return rows;
}

/** Returns what stands in a code span, or the text itself where it is none. */
export function uncoded(cell: string): string {
  return /^`(.*)`$/.exec(cell)?.[1] ?? cell;
}

/** Returns the fenced code blocks of a language. */
export function codeBlocks(markdown: string, language: string): string[] {
  return [...markdown.matchAll(/^ *```(\w*)\n([\s\S]*?)^ *```$/gm)].flatMap(([, name, text = '']) =>
    name === language ? [text] : [],
  );
}

function cellsOf(line: string): string[] | undefined {
  if (!/^\|.*\|$/.test(line)) return undefined;
  return line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}
