import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runCommand } from './command.ts';
import { goEnvironment } from './go.ts';
import { step } from './log.ts';
import { cacheFolder, projectFolder } from './paths.ts';

/** A Go module of the testbed with `tool` directives, and what to build of it. */
export type GoTool = {
  /** Folder of go.mod below testbed/. */
  folder: string;
  /** Import paths of the commands; one of the module's own begins with `./`. */
  commands: readonly string[];
  flags?: readonly string[];
};

/** Builds a module's commands, static and stripped, once per go.sum and sources, and returns the cache folder that holds them. */
export function ensureGoTool(tool: GoTool): Promise<string> {
  // Tests that run at once may ask for the same one.
  const key = JSON.stringify(tool);
  const asked = builds.get(key) ?? buildGoTool(tool);
  builds.set(key, asked);
  return asked;
}

const builds = new Map<string, Promise<string>>();

async function buildGoTool({ folder, commands, flags = ['-ldflags=-s -w'] }: GoTool): Promise<string> {
  const module = join(projectFolder, 'testbed', folder);
  const key = createHash('sha256')
    .update(readFileSync(join(module, 'go.sum')))
    .update(JSON.stringify([commands, flags]));
  const own = commands.filter((command) => command.startsWith('./'));
  for (const file of own.flatMap((command) => globSync(join(module, command, '*.go')).sort())) {
    key.update(readFileSync(file));
  }
  const built = join(cacheFolder, 'tools', `${basename(folder)}-${key.digest('hex').slice(0, 16)}`);
  if (existsSync(built)) return built;
  mkdirSync(join(cacheFolder, 'tools'), { recursive: true });
  const part = mkdtempSync(`${built}-`);
  try {
    const env = { ...(await goEnvironment()), CGO_ENABLED: '0' };
    const names = commands.map((command) => basename(command)).join(' and ');
    await step(`Building ${names} from the Go module of testbed/${folder} (once)`, () =>
      runCommand('go', ['build', '-trimpath', ...flags, '-o', `${part}/`, ...commands], { cwd: module, env }),
    );
    renameSync(part, built);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
  return built;
}
