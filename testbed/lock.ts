import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './log.ts';
import { cacheFolder } from './paths.ts';

const file = join(cacheFolder, 'lock');

/** Runs one piece of work while no other process does its own under the same lock; a lock of a dead process does not count. */
export async function withLock<T>(work: () => Promise<T>): Promise<T> {
  mkdirSync(cacheFolder, { recursive: true });
  for (let told = false; !tryLock(); told = true) {
    if (!told) say(`  Waiting for process ${owner()}, which is bringing the testbed up or down …`);
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function tryLock(): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (!isAlive(owner())) rmSync(file, { force: true });
    return false;
  }
}

function owner(): number {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
