import type { MemoryWant } from '../builder/memory.ts';
import { describeSpace, hasNoRoom, isFull, type Space } from '../builder/space.ts';
import { adviseNetwork } from '../builder/unseen-host.ts';
import type { BuildFailure } from '../trace/failure.ts';
import type { Step } from '../trace/progress.ts';
import { adviseContext, adviseMemory } from './host-advice.ts';
import { explainMissingFile } from './missing-file.ts';
import { advisePush, listPushed, type Pushed } from './push-advice.ts';

/** What a failure is explained from, beside its own words. */
export interface Circumstances extends Pushed {
  /** The context's folder relative to the workspace, '' for the workspace itself. */
  readonly context: string;
  /** What was found where there may have been no room. */
  readonly space: Space | undefined;
  readonly state: 'disk' | 'memory';
  /** Whether `.git` was left out of the context. */
  readonly leavesGitDirOut: boolean;
  readonly memory: MemoryWant;
  /** A host that only this machine can resolve. */
  readonly unseenHost: string | undefined;
  /** Address of a BuildKit that is not ours. */
  readonly endpoint: string | undefined;
}

/**
 * Returns a build's last failure in words that a person can act on: BuildKit's own, which name reference, registry and status,
 * with a page of HTML cut to one line, and behind them what to do.
 *
 * | failure | what is added |
 * | --- | --- |
 * | the state has no room | sizes, and how to get more |
 * | a push of several tags | which of them moved and which did not |
 * | the kernel ended a process for want of memory | how much there was |
 * | a folder of the context cannot be read | `.dockerignore` |
 * | 401, 403, `denied`, `unauthorized` | log in with a user that has the right, at ghcr.io `packages: write` |
 * | a file that COPY names is not there | in which context it is not |
 * | an immutable tag | push another one |
 * | a quota; a firewall or policy, though it says `denied` | whose it is |
 * | a layer is refused that stands in another repository | to use one repository |
 * | 400 of what has zstd | how to write gzip |
 * | 413 | whose limit it is |
 * | a credential helper's | that it was one |
 * | a name that this machine resolves, and the builder does not | `builder-network` |
 * | silence | whose |
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
  // What an export printed are its own repetitions: their last error is the message.
  return { ...failure, message: sentences.join(' '), logTail: isPush ? [] : failure.logTail };
}

/** Characters of a page that are shown. */
const pageWidth = 160;

/** Cuts the HTML that a proxy sends in a registry's place to one line of its text. */
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

/** A base image's layers are fetched when an instruction needs them, whose name does not tell of the image. */
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
