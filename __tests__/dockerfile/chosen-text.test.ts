import { expect, test } from 'vitest';
import { labelNames } from '../../src/dockerfile/labels.ts';

const spaces = ' '.repeat(300_000);

test.each([
  ['blanks within a line', `FROM${spaces}x`],
  ['blanks within flags', `FROM a\nRUN --mount=${spaces}x`],
  ['blanks within a directive', `# syntax=a${spaces}b\nFROM a`],
  ['carriage returns', `FROM a\nRUN ${'\r'.repeat(300_000)}x`],
  ['blanks before the name of a here-document', `FROM a\nRUN <<\f${spaces}x<y`],
  ['braces within braces', `FROM a\nRUN << ${'${A:-'.repeat(100_000)}`],
  ['variables in a name', `FROM a AS ${'-a'.repeat(1000)}\nFROM ${'$A-a'.repeat(200)}b`],
  ['arguments that double one another', `ARG A0=aa\n${doubled(60)}FROM a$A60`],
])('%s cost no time, whoever wrote them', (_, text) => {
  const start = performance.now();
  labelNames(text, undefined, []);
  expect(performance.now() - start).toBeLessThan(1500);
});

function doubled(count: number): string {
  return Array.from({ length: count }, (_, index) => `ARG A${index + 1}=$A${index}$A${index}\n`).join('');
}
