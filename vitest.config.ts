import { defineConfig } from 'vitest/config';

// What needs an engine, a registry or a program that is built first.
const realParts = ['__tests__/e2e/**/*.test.ts', '__tests__/testbed/faulty-registry/*.test.ts'];

// What waits for the defaults of minutes, or repeats a build some hundred times: `npm test -- slow`, no part of `npm test`.
const slowParts = ['__tests__/slow/**/*.test.ts'];

export default defineConfig({
  test: {
    reporters: ['default', './testbed/closing-line.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['__tests__/**/*.test.ts'],
          exclude: [...realParts, ...slowParts],
          // Properties with thousands of runs, on a machine that may do other things at the same time.
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: realParts,
          // Real builds, measured in part: one file at a time.
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'slow',
          include: slowParts,
          fileParallelism: false,
          testTimeout: 3_600_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
