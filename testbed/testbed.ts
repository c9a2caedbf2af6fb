// npm run testbed -- up | down | status
import { say } from './log.ts';
import { runProgram } from './program.ts';
import { down, isUp, readTestbed, up } from './up.ts';

const commands: Record<string, () => Promise<unknown>> = {
  up,
  down,
  async status() {
    say((await isUp()) ? `The testbed is up: ${JSON.stringify(readTestbed(), undefined, 2)}` : 'The testbed is down.');
  },
};

await runProgram(async () => {
  const command = commands[process.argv[2] ?? ''];
  if (command === undefined) throw new Error('usage: npm run testbed -- up | down | status');
  await command();
  return 0;
});
