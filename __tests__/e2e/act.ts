import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { expect } from 'vitest';
import { type CommandResult, runCommand, tryCommand } from '../../testbed/command.ts';
import { type GitHubEvent, ourLabel } from '../../testbed/harness.ts';
import { projectFolder } from '../../testbed/paths.ts';
import { cleanEnvironment } from '../../testbed/runner/environment.ts';
import { tool } from '../../testbed/tools.ts';
import type { Testbed } from '../../testbed/up.ts';
import { test as base } from './fixture.ts';

/** A git repository that act runs a workflow in, and a home folder for act itself. */
export interface Checkout {
  readonly folder: string;
  readonly home: string;
  readonly sha: string;
}

/** Vitest's `test` with repositories for act, which are removed after the test. */
export const test = base.extend<{
  /** Makes one of what a workflow of this one needs: the action, its bundle, the examples, and further files by their paths. */
  newCheckout(files?: Readonly<Record<string, string>>): Promise<Checkout>;
}>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures this one needs.
  newCheckout: async ({}, use) => {
    const roots: string[] = [];
    await use((files = {}) => {
      const root = mkdtempSync(join(tmpdir(), 'act-'));
      roots.push(root);
      return fillCheckout(root, files);
    });
    for (const root of roots) rmSync(root, { recursive: true, force: true });
  },
});

export interface ActOptions {
  /** Path within the checkout. */
  readonly workflow: string;
  readonly event: GitHubEvent;
  readonly args?: readonly string[];
}

/** Runs a workflow on this machine itself, with a home of its own, and sees to it that no builder is left. */
export async function runAct(
  { folder, home }: Checkout,
  testbed: Testbed,
  repository: string,
  { workflow, event, args = [] }: ActOptions,
): Promise<CommandResult> {
  // Without this file act asks which image it shall take.
  writeFileSync(join(home, '.actrc'), '');
  writeFileSync(join(home, 'event.json'), JSON.stringify(event.payload));
  const words = [
    ...[event.name, '--workflows', workflow, '--eventpath', join(home, 'event.json')],
    ...['--platform', 'ubuntu-latest=-self-hosted', '--var', `REGISTRY=${testbed.registry}/${repository}`],
    ...['--var', `BUILDKITD_CONFIG=${testbed.buildkitdConfig}`, ...args],
  ];
  // Actions run under the node of the PATH, which has to be the one that action.yml names; act itself may run in a workflow.
  const env = { ...cleanEnvironment(), HOME: home, PATH: `${dirname(process.execPath)}:${process.env.PATH}` };
  const result = await tryCommand(await tool('act'), words, { cwd: folder, env, timeout: 600_000 });
  expect(result.exitCode, result.stdout + result.stderr).toBe(0);
  const mounts = ['ps', '--all', '--filter', `label=${ourLabel}`, '--format', '{{.Mounts}}', '--no-trunc'];
  expect(await runCommand('docker', mounts)).not.toContain(home);
  return result;
}

/** Returns the outputs of a run's last action, as act shows them. */
export function outputsOf({ stdout }: CommandResult): Record<string, string> {
  return Object.fromEntries(
    [...stdout.matchAll(/ ::set-output:: ([\w-]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
}

async function fillCheckout(root: string, files: Readonly<Record<string, string>>): Promise<Checkout> {
  const [folder, home] = [join(root, 'app'), join(root, 'home')];
  for (const path of [folder, home]) mkdirSync(path);
  for (const name of ['action.yml', 'dist', 'examples', 'prune']) {
    const filter = (path: string) => basename(path) !== 'node_modules';
    cpSync(join(projectFolder, name), join(folder, name), { recursive: true, filter });
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const git = (...args: string[]) => runCommand('git', args, { cwd: folder });
  await git('init', '--quiet', '--initial-branch=main');
  await git('remote', 'add', 'origin', 'https://github.com/octo-org/app.git');
  await git('add', '--all');
  await git('-c', 'user.name=Mona', '-c', 'user.email=mona@example.com', 'commit', '--quiet', '--message=Everything');
  return { folder, home, sha: await git('rev-parse', 'HEAD') };
}
