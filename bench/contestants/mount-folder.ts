import { renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../../testbed/command.ts';

/** A folder of the Actions cache. */
export type Place = {
  readonly folder: string;
  /** Of the job. */
  readonly workspace: string;
  /** How the Actions cache is reached. */
  readonly env: Readonly<Record<string, string>>;
};

/** What a process of the Actions cache's library tells: the key that it found, and the milliseconds of the transfer itself. */
type Told = { readonly key?: string; readonly milliseconds: number };

/** Restores the folder with an entry of a whole key, else the newest one of a beginning. */
export function restoreFolder(place: Place, key: string, beginning: string): Promise<Told> {
  return transfer('restore', place, key, beginning);
}

/** Saves what was copied out of a mount in place of the folder and returns the milliseconds that took. */
export async function saveFolder(place: Place, copied: string, key: string): Promise<number> {
  rmSync(place.folder, { recursive: true, force: true });
  renameSync(copied, place.folder);
  return (await transfer('save', place, key)).milliseconds;
}

async function transfer(what: 'restore' | 'save', { folder, workspace, env }: Place, ...keys: string[]): Promise<Told> {
  const program = fileURLToPath(new URL('actions-cache.ts', import.meta.url));
  const variables = { ...process.env, ...env, GITHUB_WORKSPACE: workspace, RUNNER_TEMP: workspace };
  const said = await runCommand(process.execPath, [program, what, folder, ...keys], { env: variables });
  return JSON.parse(said.split('\n').at(-1) ?? '') as Told;
}
