import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run's output with one plain line that every machine can read: `N passed, N failed, N skipped`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      for (const test of tests) count[test.result().state] += 1;
      // A file that cannot be loaded, or whose hooks fail, has no failing test to show for it.
      if (module.state() === 'failed' && !tests.some((test) => test.result().state === 'failed')) count.failed += 1;
    }
    // The default reporter prints its summary at the same moment: this line is the last.
    process.once('exit', () =>
      console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped + count.pending} skipped`),
    );
  }
}
