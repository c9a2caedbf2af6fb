import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../testbed/command.ts';
import { listen } from '../../testbed/faulty-registry/listener.ts';

/** A registry of npm packages on loopback that remembers what it was asked for. */
export type NpmRegistry = {
  /** Names of the packages whose archives were fetched, in order. */
  readonly fetched: string[];
  /** The files of a project that depends on packages, which are made when they are first named. */
  project(...names: string[]): Promise<Record<string, string>>;
  stop(): Promise<void>;
};

/** Starts a registry without packages. */
export async function startNpmRegistry(): Promise<NpmRegistry> {
  const folder = mkdtempSync(join(tmpdir(), 'testbed-npm-'));
  const fetched: string[] = [];
  const listener = await listen((request, response) => {
    const name = /^\/([\w-]+)-1\.0\.0\.tgz$/.exec(request.url ?? '')?.[1];
    if (name === undefined) return response.writeHead(404).end('{}');
    fetched.push(name);
    response.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end(readFileSync(archiveOf(name)));
    return undefined;
  });
  const archiveOf = (name: string) => join(folder, `${name}.tgz`);
  const integrities = new Map<string, string>();

  const make = async (name: string): Promise<string> => {
    const place = join(folder, name, 'package');
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'package.json'), JSON.stringify({ name, version: '1.0.0' }));
    writeFileSync(join(place, 'data'), randomBytes(50_000));
    await runCommand('tar', ['-czf', archiveOf(name), '-C', join(folder, name), 'package']);
    return `sha512-${createHash('sha512')
      .update(readFileSync(archiveOf(name)))
      .digest('base64')}`;
  };

  return {
    fetched,
    async project(...names) {
      for (const name of names) if (!integrities.has(name)) integrities.set(name, await make(name));
      const dependencies = Object.fromEntries(names.map((name) => [name, '1.0.0']));
      const site = { name: 'site', version: '1.0.0', dependencies };
      const packages = names.map((name) => [
        `node_modules/${name}`,
        {
          version: '1.0.0',
          resolved: `http://127.0.0.1:${listener.port}/${name}-1.0.0.tgz`,
          integrity: integrities.get(name),
        },
      ]);
      const lock = {
        ...site,
        lockfileVersion: 3,
        requires: true,
        packages: { '': site, ...Object.fromEntries(packages) },
      };
      return { 'package.json': JSON.stringify(site), 'package-lock.json': JSON.stringify(lock) };
    },
    async stop() {
      await listener.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
