// Set up before each file of tests: every property adds the number of runs that it had to a file.
import { appendFileSync } from 'node:fs';
import fc, { type RunDetails } from 'fast-check';
import { counterVariable } from './property-runs.ts';

const counter = process.env[counterVariable];

if (counter !== undefined) {
  const count = <T>(details: RunDetails<T>): void => {
    appendFileSync(counter, `${details.numRuns}\n`);
    // A reporter takes the place of fast-check's own, which throws.
    if (details.failed) throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance });
  };
  fc.configureGlobal({ ...fc.readConfigureGlobal(), reporter: count });
}
