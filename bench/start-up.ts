import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../testbed/paths.ts';
import type { StartUp } from './results.ts';

/**
 * Measures how long the bundles take to load, next to a script without content: main with an input that is refused, which is the
 * first thing that it looks at, and the post step without a state, which has nothing to do then.
 */
export function measureStartUp(folder: string, rounds: number): StartUp {
  const empty = join(folder, 'empty.mjs');
  writeFileSync(empty, '');
  const times: Record<keyof StartUp, number[]> = { empty: [], main: [], post: [] };
  const programs = {
    empty,
    main: join(projectFolder, 'dist/index.js'),
    post: join(projectFolder, 'dist/post/index.js'),
  };
  for (let round = 0; round < rounds; round += 1) {
    for (const name of ['empty', 'main', 'post'] as const) times[name].push(timeNode(programs[name], folder));
  }
  return times;
}

function timeNode(program: string, folder: string): number {
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    RUNNER_TEMP: folder,
    GITHUB_WORKSPACE: folder,
    INPUT_PUSH: 'perhaps',
  };
  const start = performance.now();
  const { error } = spawnSync(process.execPath, [program], { env, cwd: folder });
  if (error) throw error;
  return Math.round((performance.now() - start) * 10) / 10;
}
