// npm run testbed -- up | down | status
import { say } from './log.ts';
import { down, isUp, readTestbed, up } from './up.ts';

const commands: Record<string, () => Promise<unknown>> = {
  up,
  down,
  async status() {
    say((await isUp()) ? `The testbed is up: ${JSON.stringify(readTestbed(), undefined, 2)}` : 'The testbed is down.');
  },
};

const command = commands[process.argv[2] ?? ''];
if (command === undefined) {
  console.error('usage: npm run testbed -- up | down | status');
  process.exit(2);
}
await command();
