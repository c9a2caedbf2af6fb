import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { adminEnvironment, runAsRoot, runCommand, tryCommand } from './command.ts';
import { type HostSettings, readHostSettings, settingsHash } from './host-settings.ts';
import { step } from './log.ts';
import { ensureCommand } from './packages.ts';
import { cacheFolder } from './paths.ts';
import { rootFilesystemScript } from './root-filesystem.ts';

const release = 'bookworm';

/** The tags of Docker Hub's library/debian that the examples and tests build from. */
export const baseTags = ['bookworm-slim', 'bookworm'];

/** The label that says which of the machine's settings an image of the testbed carries. */
export const settingsLabel = 'testbed.settings';

/** A Debian image in the engine, and what makes it differ from another day's. */
export type BaseImage = { name: string; version: string };

/**
 * Makes sure that the engine has a Debian base image and returns it: Docker Hub's where that answers within ten seconds,
 * else one made with debootstrap that carries this machine's settings.
 */
export async function ensureBaseImage(): Promise<BaseImage> {
  const settings = await readHostSettings(release);
  const version = settingsHash(settings);
  const own = { name: `testbed/debian:${release}`, version };
  if ((await imageLabel(own.name, settingsLabel)) === version) return own;
  const hub = { name: `debian:${release}-slim`, version: 'hub' };
  if (await imageExists(hub.name)) return hub;
  if (await registryAnswers(hub.name)) {
    await step(`Pulling ${hub.name}`, () => runCommand('docker', ['pull', '--quiet', hub.name]));
    return hub;
  }
  await ensureRawFilesystem(settings.mirror);
  await step('Making the Debian base image with this machine’s settings', () => importBase(own, settings));
  return own;
}

/** Tells whether the engine holds an image. */
export async function imageExists(name: string): Promise<boolean> {
  return (await tryCommand('docker', ['image', 'inspect', name])).exitCode === 0;
}

/** Returns the value of a label of an image in the engine, or undefined where there is no such image or label. */
export async function imageLabel(name: string, label: string): Promise<string | undefined> {
  const format = `{{index .Config.Labels ${JSON.stringify(label)}}}`;
  const result = await tryCommand('docker', ['image', 'inspect', '--format', format, name]);
  return result.exitCode === 0 ? result.stdout.trim() || undefined : undefined;
}

/** Tells whether the registry of an image answers for it within ten seconds. */
export async function registryAnswers(name: string): Promise<boolean> {
  const result = await tryCommand('docker', ['manifest', 'inspect', name], { timeout: 10_000 });
  return result.exitCode === 0;
}

const rawFile = join(cacheFolder, 'debian', `${release}.tar`);

/** Debootstrap takes half a minute, so its result is kept without any settings of the machine. */
async function ensureRawFilesystem(mirror: string | undefined): Promise<void> {
  if (existsSync(rawFile)) return;
  await ensureCommand('debootstrap', 'debootstrap');
  await step(`Making a Debian ${release} root filesystem with debootstrap`, () =>
    withFolder(async (folder) => {
      const args = [
        '--variant=minbase',
        '--include=ca-certificates',
        release,
        folder,
        ...(mirror === undefined ? [] : [mirror]),
      ];
      await runAsRoot('debootstrap', args, { env: adminEnvironment() });
      await runAsRoot('tar', [
        '--create',
        '--numeric-owner',
        '--one-file-system',
        '-f',
        `${rawFile}.part`,
        '-C',
        folder,
        '.',
      ]);
      await runAsRoot('chown', [`${process.getuid?.()}:${process.getgid?.()}`, `${rawFile}.part`]);
      renameSync(`${rawFile}.part`, rawFile);
    }),
  );
}

function importBase(image: BaseImage, settings: HostSettings): Promise<void> {
  return withFolder(async (folder) => {
    await runAsRoot('tar', ['--extract', '--numeric-owner', '-p', '-f', rawFile, '-C', folder]);
    await runAsRoot('sh', ['-e', '-s', folder], { input: rootFilesystemScript(settings), env: adminEnvironment() });
    const variables = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...settings.variables };
    const changes = [
      'CMD ["bash"]',
      `LABEL ${settingsLabel}=${image.version}`,
      ...Object.entries(variables).map(([name, value]) => `ENV ${name}=${JSON.stringify(value)}`),
    ];
    const file = `${folder}.tar`;
    try {
      await runAsRoot('tar', ['--create', '--numeric-owner', '-f', file, '-C', folder, '.']);
      await runAsRoot('docker', ['import', ...changes.flatMap((change) => ['--change', change]), file, image.name]);
    } finally {
      await runAsRoot('rm', ['-f', file]);
    }
  });
}

async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  mkdirSync(join(cacheFolder, 'debian'), { recursive: true });
  const folder = mkdtempSync(join(cacheFolder, 'debian', 'root-'));
  try {
    return await work(folder);
  } finally {
    await runAsRoot('rm', ['-rf', '--one-file-system', folder]);
    rmSync(`${rawFile}.part`, { force: true });
  }
}
