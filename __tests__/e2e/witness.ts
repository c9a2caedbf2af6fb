import { readdirSync, readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { ourLabel } from '../../testbed/harness.ts';
import { readLines } from '../../testbed/runner/read-lines.ts';

/** What everybody on a machine can see of the steps that run on it. */
export interface Witness {
  /** Command lines of every process that was there for 50 ms or more. */
  readonly commandLines: ReadonlySet<string>;
  /** What `docker inspect` shows of each container with our label, by its id. */
  readonly containers: ReadonlyMap<string, string>;
  stop(): void;
}

/** Starts to look at all processes, and at our containers as they are made; returns once Docker tells of them. */
export async function startWitness(): Promise<Witness> {
  const commandLines = new Set<string>();
  const containers = new Map<string, string>();
  const firstSeen = new Map<string, number>();
  const look = () => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const seen = firstSeen.get(pid) ?? Date.now();
      firstSeen.set(pid, seen);
      // A process takes its program's command line a moment after it was forked, and hardly ever another one.
      if (Date.now() - seen < 1000) commandLines.add(readCommandLine(pid));
    }
  };
  const filters = { type: ['container'], event: ['create'], label: [ourLabel] };
  const events = await askDocker(`/events?filters=${encodeURIComponent(JSON.stringify(filters))}`);
  readLines(events, (line) => {
    const { Actor } = JSON.parse(line) as { Actor: { ID: string } };
    // A container may be gone by then.
    void inspect(Actor.ID).then(
      (text) => containers.set(Actor.ID, text),
      () => undefined,
    );
  });
  const looking = setInterval(look, 40);
  look();
  return {
    commandLines,
    containers,
    stop() {
      clearInterval(looking);
      events.destroy();
    },
  };
}

function readCommandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

async function inspect(id: string): Promise<string> {
  const answer = await askDocker(`/containers/${id}/json`);
  return Buffer.concat(await answer.toArray()).toString();
}

/** Docker's API over its socket: a client for each look would itself be most of what there is to see. */
function askDocker(path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asking = request({ socketPath: '/var/run/docker.sock', path }, (answer) => {
      answer.on('error', () => undefined);
      if (answer.statusCode === 200) resolve(answer);
      else reject(new Error(`Docker answered ${answer.statusCode} to ${path}`));
    });
    asking.on('error', reject).end();
  });
}
