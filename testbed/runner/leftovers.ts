import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runCommand, tryCommand } from '../command.ts';
import type { RunnerFolders } from './environment.ts';

/** The label that the action's containers and volumes carry. */
export const ourLabel = 'com.github.buildkit-build-action';

/** What a job left behind; all lists are empty after a clean one. */
export type Leftovers = {
  /** Names of the containers with our label that have a folder of this runner mounted, or none at all. */
  containers: string[];
  /** Volumes with our label, and volumes made since that no container uses. */
  volumes: string[];
  /** Paths below RUNNER_TEMP that are not the runner's own. */
  files: string[];
  /** Loop devices of a file in the runner's folders, and those of a deleted file that nobody has mounted. */
  loopDevices: string[];
  /** Mount points below the runner's folders. */
  mounts: string[];
  /** Processes that a step started and that are still there, `PID command line`. */
  processes: string[];
};

/** Looks for everything that a job of this runner left behind. */
export async function findLeftovers(folders: RunnerFolders, trackingId: string, since: Date): Promise<Leftovers> {
  const [containers, volumes] = await Promise.all([listContainers(folders.root), listVolumes(since)]);
  return {
    containers,
    volumes,
    files: listFiles(folders.temp),
    loopDevices: listLoopDevices(folders.root),
    mounts: listMounts(folders.root),
    processes: listProcesses(trackingId),
  };
}

/** Other runners on this machine have containers of their own: theirs have a folder of theirs mounted. */
async function listContainers(root: string): Promise<string[]> {
  const ids = lines(await runCommand('docker', ['ps', '--all', '--quiet', '--filter', `label=${ourLabel}`]));
  if (ids.length === 0) return [];
  const format = `{{.Name}}{{range .Mounts}}{{if eq .Type "bind"}} {{.Source}}{{end}}{{end}}`;
  // A container may go while it is looked at: that is an error for its line only.
  const { stdout } = await tryCommand('docker', ['inspect', '--type=container', '--format', format, ...ids]);
  const containers = lines(stdout).map((line) => line.split(' '));
  return containers
    .filter(([, ...sources]) => sources.length === 0 || sources.some((source) => source.startsWith(`${root}/`)))
    .map(([name = '']) => name.slice(1));
}

async function listVolumes(since: Date): Promise<string[]> {
  const list = (filter: string) => runCommand('docker', ['volume', 'ls', '--quiet', '--filter', filter]);
  const [labelled, unused] = await Promise.all([list(`label=${ourLabel}`), list('dangling=true')]);
  const fresh = await Promise.all(lines(unused).map(async (name) => ((await createdAt(name)) >= since ? [name] : [])));
  return [...new Set([...lines(labelled), ...fresh.flat()])];
}

async function createdAt(volume: string): Promise<Date> {
  const { stdout } = await tryCommand('docker', ['volume', 'inspect', '--format', '{{.CreatedAt}}', volume]);
  // Gone meanwhile: somebody else's, or on its way out.
  return new Date(stdout.trim() || 0);
}

function listFiles(temp: string): string[] {
  const own = /^_(runner_file_commands|github_workflow)(\/|$)/;
  const entries = readdirSync(temp, { recursive: true, withFileTypes: true });
  return entries
    .map((entry) => relative(temp, join(entry.parentPath, entry.name)))
    .filter((path) => !own.test(path))
    .sort();
}

/** A container's device names its file as the container sees it, and goes with the container: only one that nobody has mounted is lost. */
function listLoopDevices(root: string): string[] {
  const devices = readdirSync('/sys/block').filter((name) => name.startsWith('loop'));
  return devices.flatMap((name) => {
    const file = readText(`/sys/block/${name}/loop/backing_file`)?.trim();
    if (file === undefined) return [];
    const lost = file.endsWith(' (deleted)') && !isMounted(`/dev/${name}`);
    return lost || file.startsWith(`${root}/`) ? [`/dev/${name} ${file}`] : [];
  });
}

function isMounted(device: string): boolean {
  return processIds().some((pid) => readText(`/proc/${pid}/mounts`)?.includes(`${device} `));
}

function listMounts(root: string): string[] {
  return lines(readText('/proc/self/mounts') ?? '')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((path) => path.startsWith(`${root}/`));
}

function listProcesses(trackingId: string): string[] {
  return processIds()
    .filter((pid) => readText(`/proc/${pid}/environ`)?.split('\0').includes(`RUNNER_TRACKING_ID=${trackingId}`))
    .map((pid) => `${pid} ${commandLine(pid)}`);
}

function processIds(): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
}

function commandLine(pid: string): string {
  const words = readText(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ').trim();
  if (words) return words;
  try {
    return readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return '(ended)';
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
