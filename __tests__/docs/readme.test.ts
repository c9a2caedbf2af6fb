import { describe, expect, test } from 'vitest';
import { EVENT_TABLE } from '../cache/event-table.ts';
import { listFiles, readAction, readText, tableRows, uncoded } from './markdown.ts';
import { type ObjectLiteral, objectLiterals } from './object-literals.ts';

const readme = readText('README.md');
const { inputs = {}, outputs = {} } = readAction('.');

describe('action.yml and README agree', () => {
  const rows = tableRows(readme, ['input', 'default', 'what it does', 'BuildKit']);

  test('every input is in the README with its default and its description, in the same order, and no other', () => {
    const written = rows.map(([name = '', value = '', text]) => [uncoded(name), uncoded(value), text]);
    const expected = Object.entries(inputs).map(([name, input]) => [name, input.default ?? '', input.description]);
    expect(written).toStrictEqual(expected);
  });

  test('every input says what it is to BuildKit, and each flag named there is one that the action uses', () => {
    const source = listFiles('src/*.ts').map(readText).join('\n');
    const silent = rows.filter(([, , , flag = '']) => flag === '').map(([name]) => name);
    expect(silent).toStrictEqual([]);
    const flags = rows.flatMap(([, , , cell = '']) => cell.match(/--[a-z][a-z-]+/g) ?? []);
    expect(flags.length).toBeGreaterThan(0);
    expect([...new Set(flags)].filter((flag) => !new RegExp(`['\`]${flag}\\b`).test(source))).toStrictEqual([]);
  });

  test('every output is in the README with its description, and no other', () => {
    const written = tableRows(readme, ['output', 'what it is']).map(([name = '', text]) => [uncoded(name), text]);
    expect(written).toStrictEqual(Object.entries(outputs).map(([name, { description }]) => [name, description]));
  });
});

test('prune/action.yml and docs/prune.md agree: every input is in the table, in the same order, and every output is told of', () => {
  const prune = readAction('prune');
  const document = readText('docs/prune.md');
  const written = tableRows(document, ['input', 'meaning']).map(([name = '']) => uncoded(name));
  expect(written).toStrictEqual(Object.keys(prune.inputs ?? {}));
  expect(Object.keys(prune.outputs ?? {}).filter((name) => !document.includes(`\`${name}\``))).toStrictEqual([]);
});

test('every input is given to a real build by one of the end-to-end tests', () => {
  const names = new Set(Object.keys(inputs));
  const given = listFiles('__tests__/e2e/*.ts')
    .flatMap((file) => objectLiterals(readText(file)))
    .filter((literal) => isOfInputs(literal, names))
    .flatMap(({ keys }) => keys);
  expect([...names.difference(new Set(given))]).toStrictEqual([]);
});

/** An object by the name of inputs, one that others are spread into, or one of nothing but inputs, one of them with a hyphen. */
function isOfInputs({ name, keys, spread }: ObjectLiteral, names: ReadonlySet<string>): boolean {
  const words = /^(?:inputs|builderInputs|common|limits|given)$/;
  if (words.test(name ?? '') || spread.some((each) => words.test(each))) return true;
  return keys.every((key) => names.has(key)) && keys.some((key) => key.includes('-'));
}

test('the table of whose cache is imported and exported is the one that the tests of the cache go by, row by row', () => {
  const rows = tableRows(readme, ['event', 'condition', 'imports (in this order)', 'export']);
  const expected = EVENT_TABLE.map(({ markdown }) => cells(markdown));
  expect(rows).toStrictEqual(expected);
});

function cells(row: string): string[] {
  return row
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
}

test('every input of docker/build-push-action has its name here, and the README tells where each of the three actions goes', () => {
  const there = [
    ...['add-hosts', 'allow', 'annotations', 'attests', 'build-args', 'build-contexts', 'builder', 'cache-from'],
    ...['cache-to', 'call', 'cgroup-parent', 'context', 'file', 'github-token', 'labels', 'load', 'network'],
    ...['no-cache', 'no-cache-filters', 'outputs', 'platforms', 'provenance', 'pull', 'push', 'sbom', 'secrets'],
    ...['secret-envs', 'secret-files', 'shm-size', 'ssh', 'tags', 'target', 'ulimit'],
  ];
  expect(there.filter((name) => inputs[name] === undefined)).toStrictEqual([]);
  const headings = readme.match(/^From \*\*docker\/[\w-]+\*\*/gm) ?? [];
  expect(headings.map((line) => line.replace(/^From \*\*docker\/|\*\*$/g, '')).sort()).toStrictEqual([
    'build-push-action',
    'metadata-action',
    'setup-buildx-action',
  ]);
  expect(tableRows(readme, ['there', 'here']).length).toBeGreaterThan(headings.length);
});

test('Migrating sends nobody to an input or output that does not exist', () => {
  const known = new Set([...Object.keys(inputs), ...Object.keys(outputs)]);
  const cells = tableRows(readme, ['there', 'here']).map(([, here = '']) => here);
  const spans = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span));
  // `name` or `name: value`; `name=` is an attribute.
  const names = spans.flatMap((span) => /^([a-z][a-z-]*)(?:: .*)?$/s.exec(span)?.[1] ?? []);
  expect(names.length).toBeGreaterThan(30);
  expect([...new Set(names)].filter((name) => !known.has(name))).toStrictEqual([]);
});
