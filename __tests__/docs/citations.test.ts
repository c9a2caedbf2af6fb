import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
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
  // Of a specification: its documents are in its own repository.
  const own = proseOf(file).replace(/\([^()]*\w-spec\b[^()]*\)/g, '');
  return [...own.matchAll(/(?<![\w/.:*…-])(?:[\w.@-]+\/)*[\w.-]+\.(?:md|ts|mjs)\b(?!\/)/g)].map(([path]) => path);
}

/** What a file says in words: a document without its blocks of code, or the comments of a program. */
function proseOf(file: string): string {
  const text = readText(file);
  return file.endsWith('.md') ? text.replace(/^ {4}.*$|```[\s\S]*?```/gm, '') : commentsOf(text);
}

const COMMENT = /\/\*[\s\S]*?\*\/|(?:^|\s)\/\/.*$/gm;

function commentsOf(source: string): string {
  return [...source.matchAll(COMMENT)].map(([comment]) => comment).join('\n');
}

function isThere(path: string, folder: string): boolean {
  if (!path.includes('/')) return names.has(path);
  return ['', 'src', '__tests__', folder].some((base) => existsSync(join(projectFolder, base, path)));
}

describe('no comment and no document names what is not there', () => {
  const read = files.filter(
    (file) => /\.(?:md|ts|mjs)$/.test(file) && !file.startsWith('dist/') && file !== 'CHANGELOG.md',
  );

  test('no file', () => {
    expect(read.flatMap(citationsOf).length).toBeGreaterThan(50);
    expect(read.flatMap(deadCitations)).toStrictEqual([]);
  });

  test('no function and no type', () => {
    const code = read.filter((file) => !file.endsWith('.md')).map((file) => withoutComments(readText(file)));
    const words = new Set(code.join('\n').match(/\w+/g));
    const named = read.flatMap((file) => identifiersOf(file).map((name) => ({ file, name })));
    expect(named.length).toBeGreaterThan(20);
    // BuildKit's own function.
    const dead = named.filter(({ name }) => !words.has(name) && name !== 'dispatchRunMounts');
    expect(dead).toStrictEqual([]);
  });

  test('no script of package.json, and no project of the tests', () => {
    const { scripts } = JSON.parse(readText('package.json'));
    const projects = [...readText('vitest.config.ts').matchAll(/name: '(\w+)'/g)].map(([, name]) => name);
    const documents = read
      .filter((file) => file.endsWith('.md'))
      .map(readText)
      .join('\n');
    const commands = [...documents.matchAll(/\bnpm (?:run )?(?!run\b)([a-z-]+)(?: -- ([a-z][a-z0-9]*))?/g)];
    const own = commands.filter(([command]) => /^npm (?:run|test)\b/.test(command));
    expect(own.length).toBeGreaterThan(10);
    expect(own.filter(([, script = '']) => scripts[script] === undefined).map(([command]) => command)).toStrictEqual(
      [],
    );
    const asked = own.flatMap(([, script, project]) => (script === 'test' && project !== undefined ? [project] : []));
    expect(asked.filter((project) => !projects.includes(project))).toStrictEqual([]);
  });
});

/** Names in code style that are spelled like functions or types of this repository: `parseRequest`, `BuildRequest`. */
function identifiersOf(file: string): string[] {
  const names = proseOf(file).matchAll(/`([a-z]{2,}[A-Z]\w*|[A-Z][a-z]+[A-Z]\w*)(?:\(\))?`/g);
  return [...names].flatMap(([, name]) => name ?? []);
}

function withoutComments(source: string): string {
  return source.replace(COMMENT, '');
}
