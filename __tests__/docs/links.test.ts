import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder } from '../../testbed/paths.ts';
import { listFiles, readText } from './markdown.ts';

const documents = listFiles('*.md');

test.for(documents)('every link of %s within the repository leads somewhere', (document) => {
  const links = linksOf(readText(document));
  const dead = links.filter((link) => !leadsSomewhere(document, link));
  expect(dead).toStrictEqual([]);
});

test('the documents have links to look at', () => {
  expect(documents.flatMap((document) => linksOf(readText(document))).length).toBeGreaterThan(documents.length);
});

/** Links and pictures that name no host; what stands in code is none. */
function linksOf(markdown: string): string[] {
  const prose = markdown.replaceAll(/^ *```[\s\S]*?^ *```$/gm, '').replaceAll(/`[^`\n]*`/g, '');
  const inline = [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g)];
  const referenced = [...prose.matchAll(/^\[[^\]]+\]: +(\S+)/gm)];
  return [...inline, ...referenced].map(([, target = '']) => target).filter((target) => !/^[a-z]+:/i.test(target));
}

function leadsSomewhere(document: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? document : normalize(join(dirname(document), path));
  if (target.startsWith('..') || !existsSync(join(projectFolder, target))) return false;
  return anchor === undefined || !target.endsWith('.md') || anchorsOf(readText(target)).includes(anchor);
}

/** GitHub's anchors of headings: lower case, without punctuation, blanks as hyphens. */
function anchorsOf(markdown: string): string[] {
  const headings = [...markdown.replaceAll(/^```[\s\S]*?^```$/gm, '').matchAll(/^#{1,6} +(.*?) *#*$/gm)];
  return headings.map(([, text = '']) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
}
