// node testbed/faulty-registry/main.ts --upstream localhost:5000 [--latency 100] [--port 5001] [--journal FILE]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startFaultyRegistry } from './faulty-registry.ts';
import { summarize } from './summary.ts';

const { values } = parseArgs({
  options: {
    upstream: { type: 'string' },
    latency: { type: 'string', default: '0' },
    port: { type: 'string', default: '0' },
    journal: { type: 'string' },
  },
});
if (values.upstream === undefined) {
  console.error('usage: main.ts --upstream localhost:PORT [--latency MILLISECONDS] [--port PORT] [--journal FILE]');
  process.exit(2);
}

const registry = await startFaultyRegistry({
  upstream: values.upstream,
  latencyMilliseconds: Number(values.latency),
  port: Number(values.port),
});
console.log(`${registry.address} is ${values.upstream} at a round trip of ${values.latency} ms; Ctrl-C ends it.`);

async function stop(): Promise<void> {
  await registry.close();
  if (values.journal !== undefined) {
    writeFileSync(values.journal, registry.journal.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  }
  console.log(summarize(registry.journal));
}
process.once('SIGINT', stop).once('SIGTERM', stop);
