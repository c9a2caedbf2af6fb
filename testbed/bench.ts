// npm run bench [-- --quick] [-- --render]: measures this action beside other ways of building, and writes what it found into
// bench/results, the README and the documentation. --render only writes anew what the last full run found.
import { parseArgs } from 'node:util';
import { render } from '../bench/render.ts';
import { readResults, writeResults } from '../bench/results.ts';
import { runBench } from '../bench/run-bench.ts';
import { say } from './log.ts';
import { runProgram } from './program.ts';
import { withTestbed } from './with-testbed.ts';

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, render: { type: 'boolean', default: false } },
});
const size = values.quick ? 'quick' : 'full';

await runProgram(async () => {
  if (values.render) {
    await render(readResults(size));
    return 0;
  }
  const results = await withTestbed((testbed, stopped) => runBench(size, testbed, stopped));
  if (results === undefined) return 1;
  say(`Written to ${writeResults(results)}`);
  await render(results);
  return 0;
});
