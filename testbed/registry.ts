import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from './command.ts';
import { htpasswdLine } from './htpasswd.ts';
import { step } from './log.ts';
import { cacheFolder } from './paths.ts';

export type RegistryOptions = {
  /** Where blobs and the configuration are kept; a fresh temporary folder by default, removed by stop(). */
  folder?: string;
  /** Users and their passwords; without, everybody may do everything. */
  users?: Record<string, string>;
  /** Goes on when this process ends. */
  detached?: boolean;
};

export type Registry = { address: string; port: number; pid: number; folder: string; stop(): Promise<void> };

/** Starts a registry of Debian's package docker-registry on a free loopback port and returns once it answers. */
export async function startRegistry(options: RegistryOptions = {}): Promise<Registry> {
  const program = await ensureRegistryProgram();
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'testbed-registry-'));
  const port = await freePort();
  const config = join(folder, 'config.json');
  mkdirSync(join(folder, 'storage'), { recursive: true });
  writeFileSync(config, JSON.stringify(configuration(port, folder, options.users), undefined, 2));
  const log = openSync(join(folder, 'registry.log'), 'w');
  const child = spawn(program, ['serve', config], { detached: options.detached ?? false, stdio: ['ignore', log, log] });
  closeSync(log);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  if (options.detached) child.unref();
  else process.once('exit', () => child.kill());
  const stop = async () => {
    child.kill();
    await ended;
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
  };
  await untilAnswers(port, () => child.exitCode !== null, folder);
  return { address: `localhost:${port}`, port, pid: child.pid ?? 0, folder, stop };
}

/** Returns a loopback port that nothing listens on at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** Makes sure that the registry's program is in the cache folder and returns its path; the package is unpacked, not installed, so that no service starts. */
export async function ensureRegistryProgram(): Promise<string> {
  const folder = join(cacheFolder, 'docker-registry');
  const program = join(folder, 'usr/bin/docker-registry');
  if (existsSync(program)) return program;
  await step('Fetching the package docker-registry', async () => {
    const part = mkdtempSync(`${folder}-`);
    await runCommand('apt-get', ['download', '-qq', 'docker-registry'], { cwd: part });
    await runCommand('sh', ['-c', 'dpkg-deb --extract docker-registry_*.deb . && rm docker-registry_*.deb'], {
      cwd: part,
    });
    renameSync(part, folder);
  });
  return program;
}

function configuration(port: number, folder: string, users: RegistryOptions['users']): object {
  return {
    version: '0.1',
    log: { level: 'info', accesslog: { disabled: false } },
    storage: {
      filesystem: { rootdirectory: join(folder, 'storage') },
      delete: { enabled: true },
      maintenance: { uploadpurging: { enabled: false } },
    },
    http: { addr: `127.0.0.1:${port}`, secret: 'loopback' },
    ...(users === undefined ? {} : { auth: { htpasswd: { realm: 'testbed', path: writeUsers(folder, users) } } }),
  };
}

function writeUsers(folder: string, users: Record<string, string>): string {
  const file = join(folder, 'htpasswd');
  writeFileSync(
    file,
    Object.entries(users)
      .map(([user, password]) => htpasswdLine(user, password))
      .join(''),
  );
  return file;
}

async function untilAnswers(port: number, ended: () => boolean, folder: string): Promise<void> {
  for (let waited = 0; ; waited += 20) {
    const answer = await fetch(`http://127.0.0.1:${port}/v2/`).catch(() => undefined);
    if (answer?.status === 200 || answer?.status === 401) return;
    if (ended() || waited > 20_000) {
      throw new Error(
        `The registry does not answer on port ${port}:\n${readFileSync(join(folder, 'registry.log'), 'utf8')}`,
      );
    }
    await sleep(20);
  }
}
