import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { docker } from '../docker/docker.ts';
import type { BuilderRequest } from '../request/build-request.ts';
import { bootFiles, shared, sharedFolder } from './boot.ts';
import type { Builder } from './builder.ts';
import { containerArgs, daemonFlags } from './container-args.ts';
import type { Lease } from './lease.ts';
import { keepAlive } from './life.ts';
import { sharedNetworkNote, shareMachineNetwork } from './machine-network.ts';
import { dockerWithImage } from './pull.ts';
import { BuilderError, untilReady } from './ready.ts';
import { filesOf, writeShared } from './shared.ts';
import { inMemory } from './state.ts';

/**
 * Starts a builder that shares no folder with this machine: its files are copied in, buildctl is copied out, and buildctl talks to
 * it through `docker exec`. Throws DockerError or BuilderError.
 */
export async function startDetached(asked: BuilderRequest, lease: Lease, signal: AbortSignal): Promise<Builder> {
  const sharesNetwork = asked.daemonNetwork === 'machine';
  const request = sharesNetwork ? shareMachineNetwork(asked) : asked;
  // How much memory is free on the daemon's machine is not known here.
  const mounts = request.state === 'memory' ? inMemory() : [];
  const create = (image: string) => [
    ...['create', '--rm', ...containerArgs(request, lease, mounts), '--entrypoint', '/bin/sh', image],
    ...[bootFiles(shared.boot), request.state === 'memory' ? 'memory' : 'volume', 'auto'],
    ...daemonFlags(request, bootFiles(shared.config)),
  ];
  await dockerWithImage(create, request.image, signal, request.networkTimeout);
  const folder = join(lease.folder, 'copied');
  writeShared({ folder, files: filesOf(request, undefined) });
  await docker('cp', `${folder}/.`, `${lease.container}:${sharedFolder}`);
  const buildctl = join(lease.folder, shared.buildctl);
  await Promise.all([docker('start', lease.container), docker('cp', `${lease.container}:/usr/bin/buildctl`, buildctl)]);
  await checkArchitecture(buildctl);
  await keepAlive(lease, 'exec');
  const inBuilder = (...command: string[]) => succeeds(docker('exec', lease.container, ...command));
  await untilReady(
    {
      ...{ container: lease.container, folder: undefined },
      isReady: () => inBuilder('buildctl', 'debug', 'workers'),
      hasEnded: () => inBuilder('test', '-e', bootFiles(shared.ended)),
    },
    signal,
  );
  return {
    buildctl,
    address: `docker-container://${lease.container}`,
    tlsFolder: undefined,
    container: lease.container,
    sharedFolder: undefined,
    isRestarted: false,
    notes: [
      {
        level: 'info',
        text: "Docker's daemon cannot see this runner's folders: the builder is reached through docker exec, which is slower.",
      },
      ...(sharesNetwork ? [sharedNetworkNote("Docker's daemon cannot see this runner's folders")] : []),
    ],
  };
}

/** Throws where the daemon runs on another kind of processor: its buildctl is not for this machine. */
export async function checkArchitecture(buildctl: string): Promise<void> {
  const theirs = machines.get((await readStart(buildctl)).readUInt16LE(18));
  if (theirs === undefined || theirs === process.arch) return;
  throw new BuilderError(
    `Docker's daemon runs on ${theirs} and this runner on ${process.arch}, so that the buildctl of its BuildKit image does not run here: set DOCKER_HOST to a daemon on a machine like this one, or start BuildKit there yourself and set "endpoint" to it, with a buildctl of this machine's own on the PATH.`,
  );
}

/** Node.js's names of processors by their number in the header of a program (elf(5), e_machine). */
const machines: ReadonlyMap<number, string> = new Map([
  [3, 'ia32'],
  [22, 's390x'],
  [21, 'ppc64'],
  [40, 'arm'],
  [62, 'x64'],
  [183, 'arm64'],
  [243, 'riscv64'],
  [258, 'loong64'],
]);

async function readStart(file: string): Promise<Buffer> {
  const opened = await open(file);
  try {
    return (await opened.read(Buffer.alloc(64), 0, 64, 0)).buffer;
  } finally {
    await opened.close();
  }
}

function succeeds(command: Promise<unknown>): Promise<boolean> {
  return command.then(
    () => true,
    () => false,
  );
}
