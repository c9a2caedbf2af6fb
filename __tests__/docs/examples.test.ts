import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { codeBlocks, listFiles, readAction, readText } from './markdown.ts';

/** YAML that people copy: code blocks of the documents, and workflows. */
const sources = [
  ...listFiles('*.md').flatMap((document) =>
    codeBlocks(readText(document), 'yaml').map((text, index) => ({ name: `${document}, block ${index + 1}`, text })),
  ),
  ...listFiles('examples/workflows/*.yml', '.github/workflows/*.yml').map((name) => ({ name, text: readText(name) })),
];

interface Step {
  readonly id?: string;
  readonly uses: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

test.for(sources)(
  '$name gives the actions of this repository inputs that they have, and reads outputs that they have',
  ({ text }) => {
    const steps = stepsOf(parse(text));
    for (const { id, uses, with: given = {} } of steps) {
      const folder = folderOf(uses);
      if (folder === undefined) continue;
      const { inputs = {}, outputs = {} } = readAction(folder);
      expect(Object.keys(given).filter((name) => !Object.hasOwn(inputs, name))).toStrictEqual([]);
      const read = id === undefined ? [] : [...text.matchAll(new RegExp(`steps\\.${id}\\.outputs\\.([\\w-]+)`, 'g'))];
      expect(read.map(([, name = '']) => name).filter((name) => !Object.hasOwn(outputs, name))).toStrictEqual([]);
    }
  },
);

test('the README and each of the workflows to copy use the action', () => {
  const using = sources.filter(({ text }) => stepsOf(parse(text)).some(({ uses }) => folderOf(uses) !== undefined));
  const names = using.map(({ name }) => name.replace(/, block \d+$/, ''));
  expect(names).toContain('README.md');
  const workflows = listFiles('examples/workflows/*.yml');
  expect(workflows.filter((name) => !names.includes(name))).toStrictEqual([]);
});

/** Returns every step with a `uses`, however deep it stands. */
function stepsOf(value: unknown): Step[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'uses' in value && typeof value.uses === 'string' ? [value as Step] : [];
  return [...own, ...Object.values(value).flatMap(stepsOf)];
}

/** Returns the folder of the action that a `uses` names, where it is one of this repository's. */
function folderOf(uses: string): string | undefined {
  const [, remote] = /(?:^|\/)buildkit-build-action(?:\/([\w-]+))?@/.exec(uses) ?? [];
  if (/(?:^|\/)buildkit-build-action[/@]/.test(uses)) return remote ?? '.';
  return /^\.\/?(?:[\w-]+)?$/.test(uses) ? uses : undefined;
}
