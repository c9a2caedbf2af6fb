import type { Step } from '../trace/step.ts';
import type { Ask, AskedMount } from './ask.ts';
import type { CacheMount } from './cache-mount.ts';
import { cleanPath, parseRun, type WrittenMount, type WrittenRun } from './written-run.ts';

/** A RUN's cache mount and the place of its files in the builder. */
export interface FoundMount extends CacheMount {
  readonly place: string;
  /** Folder with the files after the RUN; undefined where they cannot be kept. */
  readonly home: string | undefined;
}

export interface RecognizedRun {
  /** Names of the stages to which the RUN may belong, normally one. */
  readonly stages: readonly (string | undefined)[];
  readonly mounts: readonly FoundMount[];
}

/**
 * Finds the RUN of the trace to which a container belongs, because its config.json has no mount ids. The targets decide. Where several RUNs
 * have the same targets but different mounts, the command decides, and after that which of them is running. Undefined where none matches,
 * or still several.
 */
export function recognizeRun(ask: Ask, steps: readonly Step[]): RecognizedRun | undefined {
  const fitting = steps.flatMap((step): Candidate[] => {
    const run = parseRun(step.instruction);
    const mounts = run && assign(run.mounts, ask);
    return run && mounts ? [{ step, run, mounts }] : [];
  });
  const most = Math.max(...fitting.map(({ mounts }) => mounts.length));
  const full = fitting.filter(({ mounts }) => mounts.length === most);
  const same = full.filter(({ run }) => isCommandOf(run, ask));
  const running = same.filter(({ step }) => step.state === 'running');
  const certain = [full, same, running].find((candidates) => new Set(candidates.map(keyOf)).size === 1);
  if (certain?.[0] === undefined) return undefined;
  return { stages: certain.map(({ step }) => step.stage), mounts: certain[0].mounts.flatMap(toFound) };
}

/**
 * Tells whether a container whose RUN was not recognized may have a cache mount: it can write to one of its mounts, and a RUN with a cache
 * mount has not ended. The first alone is not enough, since it holds for a scanner for SBOMs too.
 */
export function mayHaveCache({ mounts }: Pick<Ask, 'mounts'>, steps: readonly Step[]): boolean {
  const isAwaited = ({ state, instruction }: Step) =>
    (state === 'running' || state === 'pending') &&
    /^(?:ONBUILD )?RUN /.test(instruction) &&
    instruction.includes('--mount=') &&
    /cache/i.test(instruction);
  return mounts.some(({ isWritable }) => isWritable) && steps.some(isAwaited);
}

interface Candidate {
  readonly step: Step;
  readonly run: WrittenRun;
  readonly mounts: readonly (readonly [WrittenMount, AskedMount])[];
}

/** Pairs each written mount with one of the container's; undefined when one has no counterpart, so it is another RUN. */
function assign(written: readonly WrittenMount[], { mounts, cwd }: Ask): Candidate['mounts'] | undefined {
  const pairs = written.map((mount) => {
    const destination = destinationOf(mount.target, cwd);
    return [mount, mounts.find((asked) => asked.destination === destination)] as const;
  });
  return pairs.every((pair): pair is readonly [WrittenMount, AskedMount] => pair[1] !== undefined) ? pairs : undefined;
}

/** As BuildKit does: an absolute target stays as written, with every slash and dot (`dockerfile2llb`, `dispatchRunMounts`). */
function destinationOf(target: string, cwd: string): string {
  return target.startsWith('/') ? target : cleanPath(`/${cwd}/${target}`);
}

function toFound([{ cache, start }, { place, home }]: readonly [WrittenMount, AskedMount]): FoundMount[] {
  return cache === undefined ? [] : [{ ...cache, place, home: start === 'stage' ? undefined : home }];
}

/** A key that is the same for two candidates with the same mounts. */
function keyOf({ mounts }: Candidate): string {
  return JSON.stringify(mounts.map(([{ cache, start }, { destination }]) => [cache, start, destination]));
}

/** Compares only the characters that cannot differ: in a step's name variables are replaced, and quotes and line ends may be others. */
function isCommandOf({ command }: WrittenRun, { args, env }: Ask): boolean {
  const line = bare(args.at(-1) ?? '', env);
  // A step's name has the first line of a heredoc that is the whole command, and no line of any other heredoc.
  const heredoc = /^<<\S+ \((.*?)(?:\.\.\.)?\)$/s.exec(command)?.[1];
  if (heredoc !== undefined || command.includes('<<')) return line.startsWith(bare(heredoc ?? command, env));
  const wanted = bare(command, env);
  return line === wanted || bare(JSON.stringify(args), env) === wanted;
}

function bare(text: string, env: Ask['env']): string {
  return text
    .replace(/\$\{(\w+)\}|\$(\w+)/g, (whole, braced, plain) => env[braced ?? plain] ?? whole)
    .replace(/[\s"'\\]/g, '');
}
