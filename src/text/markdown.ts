import { toPlainText } from './visible.ts';

/** Shows a text as code within a line or a table's cell, whatever it holds. */
export function codeSpan(text: string): string {
  const line = toPlainText(text.replaceAll(/\s+/g, ' ').trim());
  const fence = '`'.repeat(longestRun(line) + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  // In a table's cell GitHub takes `\|` for a bar even within code, and a bare one for the cell's end.
  return `${fence}${space}${line.replaceAll('|', '\\|')}${space}${fence}`;
}

/** Shows lines as a block of code that nothing in them can end. */
export function codeBlock(lines: readonly string[], language: string): string {
  const text = lines.map((line) => toPlainText(line)).join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

/** Shows a text as text: nothing in it is Markdown, HTML, a mention or a link. */
export function plain(text: string): string {
  return toPlainText(text.replaceAll(/\s+/g, ' '))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_[\]#|~>@:]|(?<=www)\./gi, (character) => `&#${character.charCodeAt(0)};`);
}

/** Lays out rows of Markdown as a table; the first row is the heading. */
export function table(rows: readonly (readonly string[])[]): string {
  const [heading = [], ...body] = rows;
  return [heading, heading.map(() => '---'), ...body].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/**
 * Lays out rows that each have their name in front. GitHub's tables have a heading whether one is wanted or not, so the first
 * row takes its place, to the left like the others.
 */
export function listing(rows: readonly (readonly [name: string, value: string])[]): string {
  const [first = ['', ''], ...body] = rows.map(([name, value]) => [`**${name}**`, value]);
  return [first, [':---', ':---'], ...body].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** Folds Markdown away under a line. */
export function folded(heading: string, body: string, state: 'open' | 'closed'): string {
  return `<details${state === 'open' ? ' open' : ''}><summary>${heading}</summary>\n\n${body}\n\n</details>`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}
