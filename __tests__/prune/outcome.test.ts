import { describe, expect, test } from 'vitest';
import { formatOutcome, formatPruneSummary, type Outcome } from '../../src/prune/outcome.ts';

const outcome = (name: string, end: Outcome['end'], bytes = 1_200_000): Outcome => ({
  name,
  bytes,
  why: 'branch feature/a was deleted',
  end,
});

const ENDS: readonly (readonly [Outcome['end'], line: string, cell: string])[] = [
  [{ kind: 'deleted', frees: true }, 'Deleted a (1.2 MB): branch feature/a was deleted.', 'deleted'],
  [
    { kind: 'deleted', frees: false },
    'Deleted a (1.2 MB): branch feature/a was deleted.',
    'deleted, its manifest stays',
  ],
  [
    { kind: 'kept', reason: 'v1 has the same manifest' },
    'Not deleted: a (1.2 MB): branch feature/a was deleted, but v1 has the same manifest.',
    'not deleted: v1 has the same manifest.',
  ],
  [
    { kind: 'failed', reason: 'Deleting a failed.' },
    'Not deleted: a (1.2 MB): branch feature/a was deleted, but Deleting a failed.',
    'not deleted: Deleting a failed.',
  ],
  [{ kind: 'not-tried' }, 'Not tried: a (1.2 MB): branch feature/a was deleted.', 'not tried'],
  [{ kind: 'dry-run' }, 'Would delete a (1.2 MB): branch feature/a was deleted.', 'would be deleted'],
];

test.each(ENDS)('what became of a cache is one line of the log: %o', (end, line) => {
  expect(formatOutcome(outcome('a', end))).toBe(line);
});

test('foreign text in the log is seen and not obeyed', () => {
  const line = formatOutcome({ ...outcome('buildkit-mount-##[error]x', { kind: 'dry-run' }), why: 'a\r::error::b' });
  expect(line).toBe('Would delete buildkit-mount-##\\[error]x (1.2 MB): a␍::error::b.');
});

describe('the summary', () => {
  test.each(ENDS)('has a row for each cache: %o', (end, _, cell) => {
    const text = formatPruneSummary('ghcr.io/o/app', [outcome('a', end)], 0);
    expect(text).toContain(`| \`a\` | 1.2 MB | branch feature/a was deleted | ${cell.replace(':', '&#58;')} |`);
  });

  test.each([
    [[{ kind: 'deleted', frees: true }], 'Deleted 1 stale cache of `ghcr.io/o/app`, freed 2.0 kB'],
    [
      [
        { kind: 'deleted', frees: true },
        { kind: 'deleted', frees: true },
      ],
      'Deleted 2 stale caches of `ghcr.io/o/app`, freed 2.0 kB',
    ],
    [
      [{ kind: 'deleted', frees: true }, { kind: 'not-tried' }],
      'Deleted 1 of 2 stale caches of `ghcr.io/o/app`, freed 2.0 kB',
    ],
    [[{ kind: 'dry-run' }], 'Dry run: 1 stale cache of `ghcr.io/o/app`'],
  ] as const)('has a heading: %o', (ends, heading) => {
    const outcomes = ends.map((end) => outcome('a', end));
    expect(formatPruneSummary('ghcr.io/o/app', outcomes, 2000).split('\n')[0]).toBe(`### ${heading}`);
  });

  test('shows foreign text as text, and stays below what GitHub takes', () => {
    const why = 'branch <b>|`x`\n::error::y was deleted';
    const many = Array.from({ length: 3000 }, () => ({ ...outcome('a'.repeat(128), { kind: 'dry-run' }), why }));
    const text = formatPruneSummary('ghcr.io/o/app', many, 0);
    expect(text).not.toMatch(/<b>|^::/m);
    expect(text).toContain('and 2,000 more, see the log');
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
  });
});
