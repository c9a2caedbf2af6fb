// npm run bench -- [--quick] [--only PART …] [--render]: measures this action beside other ways of building, and writes what
// it found into bench/results, the README and the documentation. --only measures some parts anew (start-up, compare, distance,
// growth, mounts, failure) and leaves the others as they are; --render only writes anew what was found.
import { parseArgs } from 'node:util';
import { runProgram } from '../testbed/program.ts';
import { withTestbed } from '../testbed/with-testbed.ts';
import { render } from './render.ts';
import { readResults } from './results.ts';
import { runBench } from './run-bench.ts';
import { type Part, parts } from './types.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    render: { type: 'boolean', default: false },
  },
});
const size = values.quick ? 'quick' : 'full';

await runProgram(async () => {
  const wanted = chosenParts(values.only);
  const results = values.render
    ? readResults(size)
    : await withTestbed((testbed, stopped) => runBench({ size, parts: wanted, stopped }, testbed));
  if (results === undefined) {
    if (values.render)
      throw new Error(`There are no results to render: npm run bench${values.quick ? ' -- --quick' : ''}`);
    return 1;
  }
  render(results);
  return 0;
});

function chosenParts(names: readonly string[]): readonly Part[] {
  const unknown = names.find((name) => !parts.some((part) => part === name));
  if (unknown !== undefined) throw new Error(`--only takes ${parts.join(', ')}: got ${unknown}.`);
  return names.length === 0 ? parts : parts.filter((part) => names.includes(part));
}
