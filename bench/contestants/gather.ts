import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Contestant } from '../types.ts';
import { action } from './action.ts';
import { buildx } from './buildx.ts';
import { daemonless } from './daemonless.ts';
import { floor } from './floor.ts';
import { legacy } from './legacy.ts';
import type { Surroundings } from './surroundings.ts';

/** Returns every way of building, in the order of the tables; `folder` is an empty one for their files. */
export function gatherContestants(image: string, folder: string, buildxProgram: string): Contestant[] {
  const dockerConfig = join(folder, 'docker');
  mkdirSync(join(dockerConfig, 'cli-plugins'), { recursive: true });
  symlinkSync(buildxProgram, join(dockerConfig, 'cli-plugins/docker-buildx'));
  const config = (registry: string) =>
    `[registry."docker.io"]\n  mirrors = ["${registry}"]\n[registry."${registry}"]\n  http = true\n`;
  const surroundings: Surroundings = { image, config, folder, dockerConfig };
  return [
    legacy(surroundings),
    daemonless(surroundings),
    buildx(surroundings),
    action('disk', surroundings),
    action('memory', surroundings),
    floor(surroundings),
  ];
}
