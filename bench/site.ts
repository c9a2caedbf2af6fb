import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchRegistry } from './bench-registry.ts';
import type { Conditions, ContestantName, Job, Project, Situation } from './types.ts';

/** A project on its way through situations: its workspace, and for each contestant the repository where its last cold build put image and cache. */
export type Site = {
  /** Tells whether a contestant has built here. */
  knows(contestant: ContestantName): boolean;
  /** Brings the workspace into a situation; all contestants then build the same. */
  enter(situation: Situation): void;
  /** Returns a contestant's job; a cold one goes to a repository that does not exist yet. */
  job(contestant: ContestantName, situation: Situation, registry: string, conditions: Conditions): Promise<Job>;
};

/** Makes a project in a folder of its own. */
export function openSite(project: Project, folder: string, registry: BenchRegistry): Site {
  const workspace = join(folder, project.name);
  mkdirSync(workspace, { recursive: true });
  project.create(workspace);
  const repositories = new Map<ContestantName, string>();
  let changes = 0;
  let sha = randomSha();
  return {
    knows: (contestant) => repositories.has(contestant),
    enter(situation) {
      if (situation !== 'source' && situation !== 'dependency') return;
      changes += 1;
      sha = randomSha();
      project.change(workspace, situation, changes);
    },
    async job(contestant, situation, address, { imports, tags }) {
      const known = situation === 'cold' ? undefined : repositories.get(contestant);
      const repository = known ?? `bench/${project.name}/${contestant}-${randomBytes(4).toString('hex')}`;
      repositories.set(contestant, repository);
      const copies = imports === 0 ? [] : await registry.copyCache(repository, imports);
      return {
        ...{ project, workspace, registry: address, repository, situation, sha },
        tags: Array.from({ length: tags }, (_, index) => `v${index + 1}`),
        imports: copies.map((tag) => `${address}/${repository}:${tag}`),
      };
    },
  };
}

function randomSha(): string {
  return randomBytes(20).toString('hex');
}
