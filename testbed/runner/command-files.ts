import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseKeyValues } from './file-commands.ts';

const names = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY'] as const;

/** The files that a step writes its outputs and the like to, by the variables that name them. */
export type CommandFiles = Record<(typeof names)[number], string>;

/** What a step said through its files. */
export type Said = { outputs: Record<string, string>; state: Record<string, string>; summary: string };

/** Makes the empty files of one step below RUNNER_TEMP. */
export function makeCommandFiles(temp: string): CommandFiles {
  const parent = join(temp, '_runner_file_commands');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'step-'));
  const files = Object.fromEntries(names.map((name) => [name, join(folder, name.toLowerCase())])) as CommandFiles;
  for (const file of Object.values(files)) writeFileSync(file, '');
  return files;
}

/** Reads the files that a step has written. */
export function readCommandFiles(files: CommandFiles): Said {
  return {
    outputs: parseKeyValues(readFileSync(files.GITHUB_OUTPUT, 'utf8')),
    state: parseKeyValues(readFileSync(files.GITHUB_STATE, 'utf8')),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
  };
}
