import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { bindMount } from '../docker/docker.ts';
import type { BuilderRequest, Note } from '../request/build-request.ts';
import { bootScript, shared, sharedFolder } from './boot.ts';
import type { Builder } from './builder.ts';
import { containerArgs, daemonFlags, snapshotterOf } from './container-args.ts';
import { configFiles, secretPrefix } from './daemon-config.ts';
import type { Lease } from './lease.ts';
import { findNetworkObstacle, machineNetworkMount, sharedNetworkNote, shareMachineNetwork } from './machine-network.ts';
import { type Starting, takesConnections } from './ready.ts';
import { readResolvers } from './resolvers.ts';
import { stateMounts, stateNotes, stateSize } from './state.ts';

/** How a builder that shares a folder with this machine is started. */
export interface SharedStart {
  readonly folder: string;
  /** Size of the state in bytes. */
  readonly size: number;
  /** Files that the builder reads when it starts: texts by file name. */
  readonly files: Readonly<Record<string, string>>;
  /** Docker's arguments for an image of BuildKit. */
  readonly run: (image: string) => string[];
  /** What the person reading the log should know of it. */
  readonly notes: readonly Note[];
}

/**
 * Plans the start of a lease's builder; `runtime` is the text of a program that starts containers in the place of buildkit-runc,
 * `size` the bytes that the state may fill.
 */
export function planStart(
  asked: BuilderRequest,
  lease: Lease,
  runtime: string | undefined,
  size = stateSize(asked.state, lease.folder),
): SharedStart {
  const folder = join(lease.folder, 'shared');
  const obstacle = findNetworkObstacle(asked);
  const request = obstacle === undefined ? asked : shareMachineNetwork(asked);
  return {
    folder,
    size,
    notes: obstacle === undefined ? [] : [sharedNetworkNote(obstacle)],
    files: filesOf(request, runtime),
    run: (image) => [
      ...[
        'run',
        '--detach',
        '--rm',
        ...containerArgs(request, lease, stateMounts(request.state, size)),
        ...bindMount(folder, sharedFolder),
        ...machineNetworkMount(request),
      ],
      ...['--entrypoint', '/bin/sh', image, `${sharedFolder}/${shared.boot}`, request.state, snapshotterOf(request)],
      ...(runtime === undefined ? [] : [`--oci-worker-binary=${sharedFolder}/${shared.runtime}`]),
      ...daemonFlags(request, `${sharedFolder}/${shared.config}`),
      ...['--addr', `unix://${sharedFolder}/${shared.socket}`, '--group', String(process.getgid?.() ?? 0)],
    ],
  };
}

/** Returns the files that a builder reads when it starts: texts by file name. */
export function filesOf(request: BuilderRequest, runtime: string | undefined): SharedStart['files'] {
  const servers = request.network === 'host' ? readResolvers() : undefined;
  return {
    [shared.boot]: bootScript,
    // A workflow's own configuration, or our defaults where it has none.
    ...configFiles(request, request.config === undefined ? shared.defaults : shared.config, sharedFolder, servers),
    ...(runtime === undefined ? {} : { [shared.runtime]: runtime }),
    ...(request.inherited.length === 0 ? {} : { [shared.environment]: formatExports(request.inherited) }),
  };
}

/**
 * Writes the files that the builder reads. It is synchronous on purpose: docker, which takes longest, would start ten milliseconds
 * later if other work came between.
 */
export function writeShared({ folder, files }: Pick<SharedStart, 'folder' | 'files'>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    // A file that an earlier builder left may be a link to another place.
    rmSync(join(folder, name), { force: true });
    const mode = name.startsWith(secretPrefix) ? 0o600 : name === shared.runtime ? 0o755 : 0o644;
    writeFileSync(join(folder, name), text, { mode, flag: 'wx' });
  }
}

/**
 * Tells whether a started builder is ready: buildctl is there, and the daemon takes connections. The socket's file alone does not show
 * that: it exists a moment before the daemon listens, and still when the daemon has ended.
 */
export async function isInPlace({ folder }: SharedStart): Promise<boolean> {
  const socket = join(folder, shared.socket);
  return existsSync(socket) && existsSync(join(folder, shared.buildctl)) && takesConnections(socket);
}

/** Returns the ways to look at a started builder until it answers. */
export function toStarting(start: SharedStart, { container }: Lease): Starting {
  const { folder } = start;
  return {
    ...{ container, folder },
    isReady: () => isInPlace(start),
    hasEnded: async () => existsSync(join(folder, shared.ended)),
  };
}

/**
 * Returns the builder that was started. Its buildctl is moved out of the shared folder before the first RUN, because a program that this
 * machine runs must not be where the builder can write. It stays on the same disk, so the move costs nothing.
 */
export async function toBuilder({ folder, notes }: SharedStart, lease: Lease): Promise<Builder> {
  const buildctl = join(lease.folder, shared.buildctl);
  await rename(join(folder, shared.buildctl), buildctl);
  return {
    buildctl,
    address: `unix://${join(folder, shared.socket)}`,
    tlsFolder: undefined,
    container: lease.container,
    sharedFolder: folder,
    isRestarted: false,
    notes: [...notes, ...(await stateNotes(folder))],
  };
}

/** Writes variables for a POSIX shell; a proxy's also in lower case, which is all that some programs read. */
function formatExports(variables: BuilderRequest['inherited']): string {
  const spelled = variables.flatMap(([name, value]) =>
    name.endsWith('_PROXY')
      ? [
          [name, value],
          [name.toLowerCase(), value],
        ]
      : [[name, value]],
  );
  return spelled.map(([name, value = '']) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`).join('');
}
