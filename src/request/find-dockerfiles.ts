import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Folders below the workspace that are looked into, and Dockerfiles that an error names. */
const mostFolders = 500;
const mostNamed = 5;
const deepest = 4;

/** Lists Dockerfiles of a workspace, the nearest first, for an error that says which there are; not all where there are many. */
export async function findDockerfiles(workspace: string): Promise<string[]> {
  const found: string[] = [];
  let folders = [workspace];
  for (let depth = 0, looked = 0; depth < deepest && found.length < mostNamed; depth += 1) {
    const next: string[] = [];
    for (const folder of folders) {
      looked += 1;
      if (looked > mostFolders) return found;
      for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
        const path = join(folder, entry.name);
        if (entry.isDirectory() && !/^(?:\.|node_modules$|vendor$)/.test(entry.name)) next.push(path);
        if (entry.isFile() && isDockerfile(entry.name)) found.push(relative(workspace, path));
      }
    }
    folders = next;
  }
  return found.toSorted((one, other) => one.split('/').length - other.split('/').length).slice(0, mostNamed);
}

function isDockerfile(name: string): boolean {
  return /^(?:.+\.)?dockerfile$|^dockerfile\.(?!dockerignore$)[\w-]+$/i.test(name);
}
