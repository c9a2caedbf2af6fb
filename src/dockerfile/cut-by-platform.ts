import type { ParsedDockerfile } from './dockerfile.ts';
import type { KeptStage } from './kept-stages.ts';

/** What is kept for one platform. */
export interface PlatformCut {
  /** Like `linux/arm/v7`. */
  readonly platform: string;
  readonly kept: readonly KeptStage[];
  /** The stages that the ends need, and they themselves. */
  readonly needed: ReadonlySet<number>;
  readonly ends: readonly number[];
}

/**
 * Writes one Dockerfile of which each platform gets what it had finished; undefined where that cannot be written.
 *
 * | what | becomes |
 * | --- | --- |
 * | a stage of which the platforms have finished different parts | as many stages under the same name, each written from its FROM on, the longest last: it is meant by the name |
 * | the end | one stage for each platform, with a `COPY` for each stage that no other one needs, and one that takes the platform's own |
 */
export function writeCutByPlatform(
  parsed: ParsedDockerfile,
  cuts: readonly PlatformCut[],
  endName: string | undefined,
): string | undefined {
  if (!canBeRepeated(parsed, cuts)) return undefined;
  const parts = parsed.stages.flatMap((_, stage) => partsOf(stage, cuts));
  const texts = parts.map(({ stage, end }) => writePart(parsed, stage, end));
  const numberOf = (stage: number, end: number) => parts.findIndex((part) => part.stage === stage && part.end === end);
  const ends = cuts.map(({ platform, kept, ends }) => {
    const copies = ends.map(
      (stage) => `COPY --from=${numberOf(stage, endOf(kept[stage]))} --exclude=** / /s${stage}/\n`,
    );
    return [`FROM scratch AS ${endOfPlatform(...toFields(platform))}\n`, ...copies].join('');
  });
  const end = endOfPlatform('$TARGETOS', '$TARGETARCH', '$TARGETVARIANT');
  return [...texts, ...ends, `FROM ${end}${endName === undefined ? '' : ` AS ${endName}`}\n`].join('');
}

/** A stage up to a line. */
interface Part {
  readonly stage: number;
  readonly end: number;
}

/** A stage that is copied from by number would be another one, and one with the name of its own base would stand on itself. */
function canBeRepeated({ stages }: ParsedDockerfile, cuts: readonly PlatformCut[]): boolean {
  const flags = cuts.flatMap(({ kept }) =>
    kept.flatMap(({ instructions }) => instructions.flatMap((one) => one.flags)),
  );
  return !stages.some(mayBeOwnBase) && !flags.some((flag) => /^--from=\d+$/.test(flag));
}

/** What a variable holds is not known; but no stage's name has what nearly every image's has. */
function mayBeOwnBase({ name, base }: ParsedDockerfile['stages'][number]): boolean {
  const isOpen = base.includes('$') && !/[:/]/.test(base.replace(/\$\{[^}]*\}/g, ''));
  return name !== undefined && (isOpen || base.toLowerCase() === name);
}

/**
 * Each part has all of the stage from its FROM on. One that went on from another by a FROM of its own would not find its steps: BuildKit
 * puts the variables of the image behind those of ARG then, and their order is part of what a step is cached by.
 */
function partsOf(stage: number, cuts: readonly PlatformCut[]): Part[] {
  const ends = cuts.filter(({ needed }) => needed.has(stage)).map(({ kept }) => endOf(kept[stage]));
  return [...new Set(ends)].sort((a, b) => a - b).map((end) => ({ stage, end }));
}

/** The last line of what is kept of a stage. */
export function endOf(kept: KeptStage | undefined): number {
  if (kept === undefined) return 0;
  const { node, instructions, isComplete } = kept;
  return isComplete ? node.stage.lastLine : (node.numbered[instructions.length]?.firstLine ?? 1) - 1;
}

function writePart({ lines, stages }: ParsedDockerfile, stage: number, end: number): string {
  const text = lines.slice((stages[stage]?.firstLine ?? 1) - 1, end).join('');
  return text.endsWith('\n') ? text : `${text}\n`;
}

function toFields(platform: string): [string, string, string] {
  const [os = '', architecture = '', variant = ''] = platform.split('/');
  return [os, architecture, variant];
}

function endOfPlatform(os: string, architecture: string, variant: string): string {
  return `cut-end-${os}-${architecture}${variant}`;
}
