import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand } from '../command.ts';
import { cleanEnvironment } from './environment.ts';

/** Writes files into a workspace, by path. */
export function writeFiles(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Commits everything in a workspace, which becomes a repository where it is none, and returns the commit's hash. */
export async function commitAll(folder: string, message: string): Promise<string> {
  const person = { NAME: 'Mona', EMAIL: 'mona@example.com', DATE: '2026-01-02T03:04:05Z' };
  const identity = Object.entries(person).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value],
    [`GIT_COMMITTER_${key}`, value],
  ]);
  const env = { ...cleanEnvironment(), ...Object.fromEntries(identity) };
  const git = (...args: string[]) => runCommand('git', args, { cwd: folder, env });
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  await git('commit', '--quiet', '--allow-empty', `--message=${message}`);
  return git('rev-parse', 'HEAD');
}
