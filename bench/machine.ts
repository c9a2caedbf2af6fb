import { readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { cpus, release, tmpdir, totalmem } from 'node:os';
import { tryCommand } from '../testbed/command.ts';

/** Where a benchmark ran: what its figures depend on, and nothing that says whose machine it is. */
export type Machine = {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGigabytes: number;
  readonly kernel: string;
  readonly system: string;
  readonly fileSystem: string;
  readonly versions: Readonly<Record<'node' | 'engine' | 'docker' | 'buildkit' | 'buildx' | 'mke2fs', string>>;
};

/** Describes this machine; `buildx` is the path of that program. */
export async function describeMachine(buildkitImage: string, buildx: string): Promise<Machine> {
  return {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGigabytes: Math.round(totalmem() / 1024 ** 3),
    kernel: release().split('-')[0] ?? '',
    system: /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'Linux',
    fileSystem: fileSystems.get((await statfs(tmpdir())).type) ?? 'unknown',
    versions: {
      node: process.version,
      engine: await version('docker', ['version', '--format', '{{.Server.Version}}']),
      docker: await version('docker', ['version', '--format', '{{.Client.Version}}']),
      buildkit: buildkitImage.split(':')[1]?.split('@')[0] ?? buildkitImage,
      buildx: await version(buildx, ['version']),
      mke2fs: await version('mke2fs', ['-V']),
    },
  };
}

/** Magic numbers of statfs(2). */
const fileSystems: ReadonlyMap<number, string> = new Map([
  [0xef53, 'ext4'],
  [0x58465342, 'xfs'],
  [0x9123683e, 'btrfs'],
  [0x01021994, 'tmpfs'],
  [0x794c7630, 'overlay'],
]);

/** Finds the version in what a program says of itself; the words around it differ from one to the next. */
async function version(program: string, args: readonly string[]): Promise<string> {
  const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
  const result = await tryCommand(program, args, { env }).catch(() => undefined);
  return /v?\d+\.\d+[\w.+-]*/.exec(`${result?.stdout ?? ''} ${result?.stderr ?? ''}`)?.[0] ?? 'unknown';
}
