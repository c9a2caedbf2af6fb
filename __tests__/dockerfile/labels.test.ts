import { expect, test } from 'vitest';
import { labelNames } from '../../src/dockerfile/labels.ts';

test.each([
  ['FROM scratch\nLABEL a=1 b="two words" "c.d"=\'x\'\n', ['a', 'b', 'c.d']],
  ['FROM scratch\nLABEL a one value of several words\n', ['a']],
  ['FROM scratch\nLABEL a=1 \\\n  # a comment\n  b=2\nlabel e=f\n', ['a', 'b', 'e']],
  ['FROM scratch\nLABEL "a=b"=c x\\ y=z\n', ['a=b', 'x y']],
  ['ARG V\nFROM scratch\nLABEL $V=1 x$V=2 d=$V\n', ['d']],
  ['FROM scratch AS base\nLABEL a=1\nFROM scratch AS other\nLABEL b=2\nFROM base\nLABEL c=3\n', ['a', 'c']],
  ['FROM scratch\nRUN LABEL a=1\n', []],
  ['# nothing\n', []],
])('of %j are %j', (text, names) => {
  expect([...labelNames(text, undefined, [])].toSorted()).toStrictEqual(names);
});

test.each([
  ['base', ['a']],
  ['BASE', ['a']],
  ['0', ['a']],
  ['1', ['b']],
  ['gone', []],
])('of the target %s are %j', (target, names) => {
  const text = 'FROM scratch AS base\nLABEL a=1\nFROM scratch AS other\nLABEL b=2\n';
  expect([...labelNames(text, target, [])]).toStrictEqual(names);
});
