import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder } from '../../testbed/paths.ts';
import { listFiles, readText } from './markdown.ts';

const files = listFiles('*');
const names = new Set(files.map((file) => basename(file)));

/** Files that are named in a text: with a folder the very file, from the root, src/, __tests__/ or the text's own folder, else one of that name. */
function deadCitations(file: string): string[] {
  const cited = citationsOf(file).filter((path) => !isThere(path, dirname(file)));
  return cited.map((path) => `${file}: ${path}`);
}

function citationsOf(file: string): string[] {
  const text = readText(file);
  const prose = file.endsWith('.md') ? text.replace(/^ {4}.*$|```[\s\S]*?```/gm, '') : commentsOf(text);
  // Of a specification: its documents are in its own repository.
  const own = prose.replace(/\([^()]*\w-spec\b[^()]*\)/g, '');
  return [...own.matchAll(/(?<![\w/.:*…-])(?:[\w.@-]+\/)*[\w.-]+\.(?:md|ts|mjs)\b(?!\/)/g)].map(([path]) => path);
}

function commentsOf(source: string): string {
  return [...source.matchAll(/\/\*[\s\S]*?\*\/|(?:^|\s)\/\/.*$/gm)].map(([comment]) => comment).join('\n');
}

function isThere(path: string, folder: string): boolean {
  if (!path.includes('/')) return names.has(path);
  return ['', 'src', '__tests__', folder].some((base) => existsSync(join(projectFolder, base, path)));
}

test('no comment and no document names a file that is not there', () => {
  const read = files.filter(
    (file) => /\.(?:md|ts|mjs)$/.test(file) && !file.startsWith('dist/') && file !== 'CHANGELOG.md',
  );
  expect(read.flatMap(citationsOf).length).toBeGreaterThan(50);
  expect(read.flatMap(deadCitations)).toStrictEqual([]);
});
