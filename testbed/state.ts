import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './paths.ts';

/** What is up, and what of it was started by the testbed itself and is therefore its to stop. */
export type State = {
  /** Only when the testbed started the engine. */
  engine?: EngineState;
  /** `base` is the version of the base images that it holds. */
  registry?: { pid: number; port: number; folder: string; base: string };
};

export type EngineState = { pid: number; ipForward: string; forwardPolicy?: string };

const file = join(cacheFolder, 'testbed.json');

/** Reads the state; a missing file means that nothing was started. */
export function readState(): State {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as State;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

/** Writes the state, or removes its file when nothing is left in it. */
export function writeState(state: State): void {
  if (state.engine === undefined && state.registry === undefined) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(state, undefined, 2)}\n`);
}

/** Tells whether a process of this number still runs the given program, so that a reused number is not mistaken for it. */
export function isRunning(pid: number, program: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0]?.endsWith(program) ?? false;
  } catch {
    return false;
  }
}
