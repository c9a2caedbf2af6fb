import type { MemoryWant } from '../builder/memory.ts';
import { describeSpace, hasNoRoom, isFull, type Space } from '../builder/space.ts';
import { adviseNetwork } from '../builder/unseen-host.ts';
import type { BuildFailure } from '../trace/failure.ts';
import type { Step } from '../trace/progress.ts';
import { adviseContext, adviseMemory } from './host-advice.ts';
import { explainMissingFile } from './missing-file.ts';
import { advisePush, listPushed, type Pushed } from './push-advice.ts';

/** Facts that explain a failure, beside its own message. */
export interface Circumstances extends Pushed {
  /** The context's folder relative to the workspace, '' for the workspace itself. */
  readonly context: string;
  /** Room for the builder's state, where the failure may come from lack of room. */
  readonly space: Space | undefined;
  readonly state: 'disk' | 'memory';
  /** Whether `.git` was left out of the context. */
  readonly leavesGitDirOut: boolean;
  readonly memory: MemoryWant;
  /** A host that only this machine can resolve. */
  readonly unseenHost: string | undefined;
  /** Address of a BuildKit that this action did not start. */
  readonly endpoint: string | undefined;
}

/**
 * Returns a build's last failure as a message that a person can act on: BuildKit's own words, which name reference, registry and status,
 * with a page of HTML cut to one line, followed by advice.
 *
 * | failure | what is added |
 * | --- | --- |
 * | the state has no room | sizes, and how to get more |
 * | a push of several tags | which of them moved and which did not |
 * | the kernel ended a process for lack of memory | how much there was |
 * | a folder of the context cannot be read | `.dockerignore` |
 * | 401, 403, `denied`, `unauthorized` | log in with a user that has the right, at ghcr.io `packages: write` |
 * | a file that COPY names is not there | in which context it is not |
 * | an immutable tag | push another one |
 * | a quota; a firewall or policy, though it says `denied` | which of them it is |
 * | a layer is refused that is in another repository | to use one repository |
 * | 400 for an image with zstd layers | `compression: gzip` |
 * | 413 | whose limit it is |
 * | an error of a credential helper | that it came from there |
 * | a name that this machine resolves, and the builder does not | `builder-network` |
 * | silence | of which registry |
 * | a RUN that misses the git repository, which was left out of the context | the input that keeps it |
 * | an endpoint does not answer | its address, and the inputs to look at |
 */
export function explainFailure(failure: BuildFailure, around: Circumstances): BuildFailure {
  const { phase, message } = failure;
  if (around.space !== undefined && (hasNoRoom(around.space) || isFull(message))) {
    return { ...failure, message: `${toSentence(message)} ${describeSpace(around.space, around.state)}` };
  }
  if (phase === 'builder' && around.endpoint !== undefined) {
    const sentence = `BuildKit at "endpoint" ${around.endpoint} does not answer: ${toSentence(message)}`;
    return {
      ...failure,
      message: `${sentence} Check the address, and "endpoint-tls" where that daemon wants certificates.`,
    };
  }
  const missing = explainMissingFile(failure, around.context, around.steps);
  if (missing !== undefined) return { ...failure, message: missing };
  const isPush = phase === 'push' || phase === 'export' || (phase === 'silence' && failure.step?.phase === 'export');
  const advice = [
    adviseLogin(message),
    adviseGitDir(failure, around),
    adviseMemory(failure, around.memory),
    adviseContext(failure),
    around.unseenHost === undefined ? undefined : adviseNetwork(around.unseenHost),
    ...(isPush ? [advisePush(message, around), listPushed(around)] : [nameBase(failure, around.steps)]),
  ];
  const sentences = [toSentence(cutPage(message)), ...advice].filter((each) => each !== undefined);
  // An export prints the errors of its own repetitions, and the last of them is the message.
  return { ...failure, message: sentences.join(' '), logTail: isPush ? [] : failure.logTail };
}

/** Number of characters of a page that are shown. */
const pageWidth = 160;

/** Cuts a page of HTML, which a proxy sends instead of the registry's answer, to one line of its text. */
function cutPage(message: string): string {
  const start = message.search(/<(!doctype|html|head|body)\b/i);
  if (start < 0) return message;
  const page = message.slice(start).replace(/<(style|script)\b.*?(?:<\/\1>|$)/gis, ' ');
  const text = page
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return `${message.slice(0, start)}${text.length > pageWidth ? `${text.slice(0, pageWidth)}…` : text}`;
}

function toSentence(message: string): string {
  return /[.!?…]$/.test(message) ? message : `${message}.`;
}

function adviseLogin(message: string): string | undefined {
  if (!message.includes('error getting credentials')) return undefined;
  return "A credential helper that Docker's configuration names did not do its work: install it, or log in anew in an earlier step.";
}

/** Layers of a base image are fetched when an instruction needs them, and the name of that instruction does not have the image. */
function nameBase({ phase, step, message }: BuildFailure, steps: readonly Step[]): string | undefined {
  if (phase !== 'silence' || step === undefined) return undefined;
  const images = steps.flatMap(({ instruction }) => /^FROM ([^\s@]+)/.exec(instruction)?.[1] ?? []);
  if (images.length === 0 || images.some((image) => message.includes(image))) return undefined;
  return `The base images are ${[...new Set(images)].join(' and ')}.`;
}

function adviseGitDir({ logTail }: BuildFailure, { leavesGitDirOut }: Circumstances): string | undefined {
  if (!leavesGitDirOut || !logTail.some((line) => /not a git repository|\.git['"]?: no such file/i.test(line)))
    return undefined;
  return 'The context has no .git, since "context" is empty: write git-dir: keep.';
}
