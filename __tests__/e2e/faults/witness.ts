import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { ourLabel } from '../../../testbed/harness.ts';

/** What everybody on a machine can see of a step while it runs. */
export interface Witness {
  /** Command lines of every process that was there for 50 ms or more. */
  readonly commandLines: ReadonlySet<string>;
  /** What `docker inspect` shows of each container with our label, by its name. */
  readonly containers: ReadonlyMap<string, string>;
  stop(): void;
}

/** Starts to look at all processes and at our containers. */
export function startWitness(): Witness {
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
  const inspect = async () => {
    const filters = encodeURIComponent(JSON.stringify({ label: [ourLabel] }));
    const list = (await askDocker(`/containers/json?all=1&filters=${filters}`)) as { Id: string; Names: string[] }[];
    for (const { Id, Names } of list) {
      const name = Names[0]?.slice(1) ?? Id;
      if (!containers.has(name)) containers.set(name, JSON.stringify(await askDocker(`/containers/${Id}/json`)));
    }
  };
  const looking = setInterval(look, 40);
  // A container may be gone between the two calls.
  const inspecting = setInterval(() => void inspect().catch(() => undefined), 150);
  look();
  return {
    commandLines,
    containers,
    stop() {
      clearInterval(looking);
      clearInterval(inspecting);
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

/** Docker's API over its socket: a client for each look would itself be most of what there is to see. */
function askDocker(path: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const asking = request({ socketPath: '/var/run/docker.sock', path }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        answer.statusCode === 200 ? resolve(JSON.parse(text)) : reject(new Error(text));
      });
    });
    asking.on('error', reject).end();
  });
}
