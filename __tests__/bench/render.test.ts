import { expect, test } from 'vitest';
import { insertBetween } from '../../bench/render.ts';

test('a table takes the place of the last one, and what stands around it stays', () => {
  const document = 'before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n';
  expect(insertBetween(document, 'bench', 'new')).toBe('before\n<!-- bench -->\n\nnew\n\n<!-- /bench -->\nafter\n');
});

test('the same text again changes nothing', () => {
  const once = insertBetween('<!-- a -->\n<!-- /a -->', 'a', 'text');
  expect(insertBetween(once, 'a', 'text')).toBe(once);
});

test('a document without the comments is an error', () => {
  expect(() => insertBetween('text', 'bench', 'new')).toThrow('There is no <!-- bench --> in the document.');
});
