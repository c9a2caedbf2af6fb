import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning, sendSignal, startInBackground } from '../docker/background.ts';
import { bootFiles, shared } from './boot.ts';
import { claimants } from './claims.ts';
import type { Lease } from './lease.ts';
import { stepPrefix } from './step-folder.ts';

/**
 * Starts the keeper of a lease's builder, after ending an earlier one: a light process that shows the builder that its job is alive,
 * by holding a named pipe in the shared folder open. However the keeper ends, the kernel closes the pipe, and the builder, which checks
 * it, ends a minute later. Where the runner's process ends first, the keeper removes builder and folders itself. For a builder that
 * shares no folder with this machine (`exec`) the keeper holds a `docker exec` open instead.
 */
export async function keepAlive(lease: Lease, way: 'shared' | 'exec' = 'shared'): Promise<void> {
  await letGo(lease);
  const words = [lease.container, lease.folder, String(findRunner(process.ppid)), way];
  const pid = startInBackground('sh', ['-c', keeper, 'sh', ...words]);
  await writeFile(join(lease.folder, pidFile), String(pid));
}

/** Ends a lease's keeper, where there is one. */
export async function letGo({ container, folder }: Lease): Promise<void> {
  const pid = Number(await readFile(join(folder, pidFile), 'utf8').catch(() => ''));
  // The keeper's own children are of its group.
  if (pid > 0 && (await isRunning(pid, container))) sendSignal(-pid, 'SIGKILL');
}

/**
 * Tells whether the job of a lease's folder is alive: its keeper holds the pipe (`held`), its keeper ended more than a minute after
 * it began (`let go`), or this cannot be seen from here.
 */
export function lookAtLife(folder: string): 'held' | 'let go' | 'unknown' {
  let pipe: number;
  try {
    pipe = openSync(join(folder, 'shared', shared.life), constants.O_RDONLY | constants.O_NONBLOCK);
  } catch {
    return 'unknown';
  }
  try {
    const found = fstatSync(pipe);
    if (!found.isFIFO()) return 'unknown';
    if (readSync(pipe, Buffer.alloc(1)) > 0) return 'held';
    return Date.now() - found.ctimeMs > 60_000 ? 'let go' : 'held';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EAGAIN' ? 'held' : 'unknown';
  } finally {
    closeSync(pipe);
  }
}

const pidFile = 'keeper.pid';

/**
 * Returns the id of the process that runs the job; 0 where it cannot be seen from here (in a container job). It is the nearest
 * ancestor without this step's own variables: one that has them, like a wrapper around Node.js, ends with the step.
 */
function findRunner(pid: number, env: NodeJS.ProcessEnv = process.env): number {
  const own = `GITHUB_STATE=${env.GITHUB_STATE}`;
  try {
    for (let each = pid; each > 1; ) {
      if (!readFileSync(`/proc/${each}/environ`, 'utf8').split('\0').includes(own)) return each;
      each = Number(/^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${each}/status`, 'utf8'))?.[1] ?? 0);
    }
    return 0;
  } catch {
    // A process of another user does not belong to the step.
    return pid;
  }
}

/**
 * A shell script. Its arguments are the container, the lease's folder, the id of the runner's process, and the way to hold the builder.
 * Process ids are reused, so the start time is compared too (field 22 of /proc/PID/stat). Where each job has a temp folder of its own (act,
 * Gitea's and Forgejo's runners on a host), that folder is removed with the job. A single look that finds neither proves nothing.
 */
const keeper = `
container=$1 folder=$2 runner=$3 way=$4
cd /
if [ "$way" = exec ]; then
  mkfifo "$folder/hold" || exit
  docker exec -i "$container" sh -c 'exec 3<>${bootFiles(shared.life)} && cat' <"$folder/hold" >/dev/null 2>&1 &
  exec 4>"$folder/hold"
else
  mkfifo -m 666 "$folder/shared/${shared.life}"
  exec 3<>"$folder/shared/${shared.life}" || exit
fi
born() {
  started=
  read -r line 2>/dev/null <"/proc/$runner/stat" || return
  set -- \${line##*) }
  started=\${20}
}
born
first=$started
lives() {
  [ -d "\${folder%/*}" ] || return
  [ -z "$first" ] && return
  born
  [ "$started" = "$first" ]
}
while sleep 5; do lives || { sleep 5; lives || break; }; done
docker rm --force --volumes "$container"
for each in "$folder/${claimants}/${stepPrefix}"*; do rm -rf "\${folder%/*}/\${each##*/}"; done
rm -rf "$folder"
`;
