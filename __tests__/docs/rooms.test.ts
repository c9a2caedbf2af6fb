import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { listFiles, readText } from './markdown.ts';

/** The rooms of src/ from the ground floor up: a room may import from those before it. */
const order = [
  ...[
    'text',
    'runner',
    'docker',
    'request',
    'trace',
    'dockerfile',
    'registry',
    'image',
    'cache',
    'builder',
    'solve',
    'mounts',
  ],
  ...['log', 'build', 'report', 'summary', 'steps', 'prune', 'entries'],
];

interface Arrow {
  readonly from: string;
  readonly to: string;
}

const arrows = listFiles('src/*.ts').flatMap((from): Arrow[] =>
  [...readText(from).matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, path = '']) => ({
    from,
    to: posix.join(posix.dirname(from), path),
  })),
);

test('every arrow leads to a file, and there are some hundred', () => {
  expect(arrows.length).toBeGreaterThan(300);
  expect(arrows.filter(({ to }) => !existsSync(new URL(`../../${to}`, import.meta.url)))).toStrictEqual([]);
});

test('src/ has these rooms and no loose file', () => {
  expect(readdirSync(new URL('../../src', import.meta.url)).toSorted()).toStrictEqual(order.toSorted());
});

test('no room imports from one that stands above it', () => {
  const up = arrows.filter(({ from, to }) => order.indexOf(roomOf(to)) > order.indexOf(roomOf(from)));
  expect(up.map(({ from, to }) => `${from} → ${to}`)).toStrictEqual([]);
});

test('nothing in src/ imports from outside of it, and the testbed not from the benchmarks', () => {
  // The toolkit unpacks what it downloads with `tar -P`, and exports no download alone.
  const inToolkit = 'node_modules/@actions/cache/lib/internal/';
  const isKnown = (from: string, to: string) => from === 'src/mounts/fetch-entry.ts' && to.startsWith(inToolkit);
  expect(arrows.filter(({ from, to }) => !to.startsWith('src/') && !isKnown(from, to))).toStrictEqual([]);
  const strays = listFiles('testbed/*.ts').filter((file) => /from '[./]*\/bench\//.test(readText(file)));
  expect(strays).toStrictEqual([]);
});

test('CONTRIBUTING.md names the rooms in this order', () => {
  const text = readFileSync(new URL('../../CONTRIBUTING.md', import.meta.url), 'utf8');
  const rooms = [...text.matchAll(/^\| `([a-z]+)\/` \|/gm)].map(([, room]) => room);
  expect(rooms).toStrictEqual(order);
});

test('a room of more than 15 files says in one of them what to read first, with names of its own files', () => {
  const large = order.filter((room) => listFiles(`src/${room}/*.ts`).length > 15);
  const openings = large.map((room) => ({ room, named: openingsOf(room).map(namedFiles) }));
  expect(openings.filter(({ named }) => named.length !== 1 || (named[0]?.length ?? 0) < 10)).toStrictEqual([]);
  const strays = openings.flatMap(({ room, named }) =>
    named.flat().filter((name) => !existsSync(new URL(`../../src/${room}/${name}`, import.meta.url))),
  );
  expect(strays).toStrictEqual([]);
});

/** The comments that stand before the first line of code and are about the whole room. */
function openingsOf(room: string): string[] {
  return listFiles(`src/${room}/*.ts`).flatMap((file) => {
    const opening = /^\/\*\n \* The room `([a-z]+)\/`: [\s\S]*?\*\//.exec(readText(file));
    return opening?.[1] === room ? [opening[0]] : [];
  });
}

function namedFiles(comment: string): string[] {
  return comment.match(/\b[a-z-]+\.ts\b/g) ?? [];
}

function roomOf(path: string): string {
  return path.split('/')[1] ?? '';
}
