/**
 * What a vertex is for, and so where a failure belongs. BuildKit tells it by nothing but the vertex's name:
 *
 * | phase | names |
 * | --- | --- |
 * | instruction | `[stage 3/7] RUN …`, `[linux/arm64 stage 3/7] COPY …`, `[3/7] ADD …`: all numbered ones but FROM |
 * | base | `[stage 1/7] FROM …`, `[internal] load metadata for IMAGE`, `[context NAME] docker-image://…`, `[context NAME] load metadata …`, `[context NAME] OCI load from client` |
 * | context | `[internal] load build context`, `… load remote build context`, `… load git source …`, `… resolve main build context metadata`, `[context NAME] …` else |
 * | frontend | `[internal] load build definition …`, `[internal] load .dockerignore`, `resolve image config for …`, `docker-image://…` (the `# syntax=` image) |
 * | credentials | `[auth] …` |
 * | cache-import | `importing cache manifest from …` |
 * | cache-export | `exporting cache …`, `exporting inline cache`, `exporting content cache`, `exporting to GitHub Actions Cache` |
 * | export | `exporting to …` else, `[NAME] generating sbom …` |
 * | other | everything else (`[internal] setting cache mount permissions`, `[internal] preparing inline document`, `Verifying build result`) |
 *
 * In builds of several platforms `[internal]` is `[linux/amd64 internal]`.
 */
export type Phase =
  | 'instruction'
  | 'base'
  | 'context'
  | 'frontend'
  | 'credentials'
  | 'cache-import'
  | 'cache-export'
  | 'export'
  | 'other';

export interface StepName {
  readonly phase: Phase;
  /** Undefined in a Dockerfile of one nameless stage, and where there is no stage. */
  readonly stage: string | undefined;
  /** `linux/arm64`, or `linux/amd64->arm64` where it is cross-built; only builds of several platforms have it. */
  readonly platform: string | undefined;
  /** Counts from 1 within the stage, FROM included. */
  readonly index: number | undefined;
  readonly total: number | undefined;
  /** What follows the brackets (`RUN npm ci`); the whole name where there are none of a step. */
  readonly instruction: string;
}

const numbered = /^\[(?:([a-z][^\s\]/]*\/[^\s\]]+) )?(?:([^\s\]/]+) )? *(\d+)\/(\d+)\] (.*)$/s;

const phases: readonly (readonly [RegExp, Phase])[] = [
  [/^\[(\S+ )?internal\] load metadata for /, 'base'],
  [
    /^\[(\S+ )?internal\] (load (build context|remote build context|git source )|resolve main build context)/,
    'context',
  ],
  [/^\[(\S+ )?internal\] load (build definition |\.dockerignore)/, 'frontend'],
  [/^\[context [^\]]*\] (docker-image:|load metadata for |OCI load )/, 'base'],
  [/^\[context [^\]]*\] /, 'context'],
  [/^(resolve image config for |docker-image:)/, 'frontend'],
  [/^\[auth\] /, 'credentials'],
  [/^importing cache manifest from /, 'cache-import'],
  [/^exporting (cache|inline cache|content cache|to GitHub Actions Cache)/, 'cache-export'],
  [/^(exporting |\[[^\]]*\] generating sbom )/, 'export'],
];

/** Reads what a vertex's name says. */
export function parseStepName(name: string): StepName {
  const match = numbered.exec(name);
  if (match === null) {
    const phase = phases.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
    return { phase, stage: undefined, platform: undefined, index: undefined, total: undefined, instruction: name };
  }
  const [, platform, stage, index, total, instruction = ''] = match;
  return {
    phase: instruction.startsWith('FROM ') ? 'base' : 'instruction',
    stage,
    platform,
    index: Number(index),
    total: Number(total),
    instruction,
  };
}
