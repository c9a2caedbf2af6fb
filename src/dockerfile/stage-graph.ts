import type { Pair } from '../request/build-request.ts';
import type { ParsedDockerfile, PlacedInstruction, Stage } from './dockerfile.ts';
import type { Instruction } from './instruction.ts';

/** A stage, what it depends on and what its steps are. Other stages are meant by their number, from 0. */
export interface StageNode {
  readonly stage: Stage;
  /** What BuildKit calls it in the names of steps. */
  readonly label: string;
  readonly base: Base;
  /** The instructions that BuildKit numbers: RUN, COPY, ADD and WORKDIR. All others only describe the image. */
  readonly numbered: readonly NumberedInstruction[];
}

/** `open`: the name has a variable whose value depends on the platform; it is an image, or one of `stages`. */
export type Base =
  | { readonly kind: 'image' }
  | { readonly kind: 'scratch' }
  | { readonly kind: 'stage'; readonly stage: number }
  | { readonly kind: 'open'; readonly stages: readonly number[] };

export interface NumberedInstruction extends PlacedInstruction {
  /** Stages that it copies from or mounts. */
  readonly reads: readonly number[];
  /** `COPY --link` makes its layer beside the others, so it may be done before them. */
  readonly isLinked: boolean;
}

/** Works out which stage depends on which, as BuildKit's frontend does (frontend/dockerfile/dockerfile2llb). */
export function toStageGraph({ globals, stages }: ParsedDockerfile, buildArgs: readonly Pair[]): StageNode[] {
  const args = toArgs(globals, new Map(buildArgs));
  const names = stages.map(({ name }) => name);
  return stages.map((stage, index) => ({
    stage,
    label: stage.name ?? `stage-${index}`,
    base: toBase(substitute(stage.base, args), names.slice(0, index)),
    numbered: stage.instructions
      .filter(({ keyword }) => ['RUN', 'COPY', 'ADD', 'WORKDIR'].includes(keyword))
      .map((instruction) => ({
        ...instruction,
        reads: sourcesOf(instruction).flatMap((source) => toStages(source, names)),
        isLinked: isLinked(instruction),
      })),
  }));
}

/** Stands for what a variable holds when only BuildKit knows it: NUL cannot be in a name. */
const unknown = '\0';

/** Characters; no stage has a longer name. */
const longestName = 4096;

/** The ARG before the first FROM, with the values that the build gives them. */
function toArgs(globals: readonly Instruction[], given: ReadonlyMap<string, string>): Map<string, string> {
  const args = new Map<string, string>();
  for (const { text } of globals.filter(({ keyword }) => keyword === 'ARG')) {
    for (const [, name = '', value] of text.matchAll(/([^\s=]+)(?:=("[^"]*"|'[^']*'|\S*))?/g)) {
      const preset = value === undefined ? undefined : substitute(value, args);
      // Arguments that double one another would soon fill the memory.
      args.set(name, given.get(name) ?? (preset && preset.length > longestName ? unknown : preset) ?? unknown);
    }
  }
  return args;
}

function substitute(text: string, args: ReadonlyMap<string, string>): string {
  return text
    .replace(/["']/g, '')
    .replace(/\$(?:(\w+)|\{(\w+)\}|\{[^}]*\}?)/g, (_, bare, braced) => args.get(bare ?? braced) ?? unknown);
}

/** FROM means the nearest stage of that name above it; the names of stages are in lower case. */
function toBase(name: string, above: readonly (string | undefined)[]): Base {
  if (name.includes(unknown)) {
    const pieces = name.split(unknown);
    return { kind: 'open', stages: above.flatMap((other, index) => (hasPieces(other ?? '', pieces) ? [index] : [])) };
  }
  const stage = above.lastIndexOf(name);
  if (stage >= 0) return { kind: 'stage', stage };
  return { kind: name === 'scratch' ? 'scratch' : 'image' };
}

/** Tells whether a text is these pieces with anything between them; a regular expression may need for ever. */
function hasPieces(text: string, [first = '', ...others]: readonly string[]): boolean {
  const last = others.pop() ?? '';
  let at = first.length;
  for (const piece of others) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.startsWith(first) && text.endsWith(last) && text.length - last.length >= at;
}

/** `--from` may be a number for COPY only; a name means the last stage that has it. */
function toStages(source: string, names: readonly (string | undefined)[]): number[] {
  const stage = /^\d+$/.test(source) ? Number(source) : names.lastIndexOf(source.toLowerCase());
  return stage >= 0 && stage < names.length ? [stage] : [];
}

/** Returns what an instruction copies from or mounts, as written. */
export function sourcesOf({ keyword, flags }: Instruction): string[] {
  const values = (name: string) => flags.flatMap((flag) => (flag.startsWith(name) ? [flag.slice(name.length)] : []));
  if (keyword === 'COPY') return values('--from=');
  if (keyword !== 'RUN') return [];
  return values('--mount=').flatMap((mount) =>
    mount.split(',').flatMap((field) => /^"?from=([^"]*)/i.exec(field)?.[1] ?? []),
  );
}

function isLinked({ flags }: Instruction): boolean {
  return flags.some((flag) => /^--link(=true)?$/i.test(flag)) && !flags.some((flag) => flag.startsWith('--chmod='));
}
