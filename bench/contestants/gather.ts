import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { CacheServer } from '../../testbed/actions-cache/cache-server.ts';
import type { Contestant } from '../types.ts';
import { action } from './action.ts';
import { actionMounts } from './action-mounts.ts';
import { buildx } from './buildx.ts';
import { buildxMounts } from './buildx-mounts.ts';
import { daemonless } from './daemonless.ts';
import { failing } from './failing.ts';
import { floor } from './floor.ts';
import { legacy } from './legacy.ts';
import type { Surroundings } from './surroundings.ts';

/** What the ways of building need of the machine. */
export type Machinery = {
  /** Reference of the BuildKit image. */
  readonly image: string;
  /** An empty folder for their files. */
  readonly folder: string;
  readonly buildxProgram: string;
  readonly busybox: string;
  readonly cache: CacheServer;
};

/** Returns every way of building, in the order of the tables. */
export function gatherContestants({ image, folder, buildxProgram, busybox, cache }: Machinery): Contestant[] {
  const dockerConfig = join(folder, 'docker');
  mkdirSync(join(dockerConfig, 'cli-plugins'), { recursive: true });
  symlinkSync(buildxProgram, join(dockerConfig, 'cli-plugins/docker-buildx'));
  const config = (registry: string) =>
    `[registry."docker.io"]\n  mirrors = ["${registry}"]\n[registry."${registry}"]\n  http = true\n`;
  const surroundings: Surroundings = { image, config, folder, dockerConfig, busybox };
  return [
    legacy(surroundings),
    daemonless(surroundings),
    buildx(surroundings),
    buildxMounts(surroundings, cache),
    action('action-disk', surroundings),
    action('action-late', surroundings),
    action('action-memory', surroundings),
    actionMounts(surroundings, cache),
    failing('lost', surroundings),
    failing('kept', surroundings),
    floor(surroundings),
  ];
}
