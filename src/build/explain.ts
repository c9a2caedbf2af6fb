import { describeSpace, hasNoRoom, isFull, type Space } from '../builder/space.ts';
import { parseReference } from '../text/reference.ts';
import { pushedReferences } from '../trace/exports.ts';
import type { BuildFailure } from '../trace/failure.ts';
import type { Step } from '../trace/progress.ts';

/** What a failure is explained from, beside its own words. */
export interface Circumstances {
  /** References that the build was to push. */
  readonly tags: readonly string[];
  readonly steps: readonly Step[];
  /** What was found where there may have been no room. */
  readonly space: Space | undefined;
  readonly state: 'disk' | 'memory';
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
 * | 401, 403, `denied`, `unauthorized` | log in with a user that has the right, at ghcr.io `packages: write` |
 * | an immutable tag | push another one |
 * | 413 | whose limit it is |
 * | a credential helper's | that it was one |
 * | silence | whose |
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
  const isPush = phase === 'push' || phase === 'export' || (phase === 'silence' && failure.step?.phase === 'export');
  const advice = [adviseLogin(message), ...(isPush ? [advisePush(message, around), listPushed(around)] : [])];
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
  const page = message.slice(start).replace(/<(style|script)\b.*?<\/\1>/gis, ' ');
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

function advisePush(message: string, { tags }: Circumstances): string | undefined {
  const reference = /failed to push (\S+?): /.exec(message)?.[1] ?? tags[0];
  if (reference === undefined) return undefined;
  const { domain: host, name } = parseReference(reference);
  if (/immutable|cannot be overwritten|TAG_INVALID/i.test(message)) {
    return 'The registry lets nobody move a tag that is there: write another one under "tags".';
  }
  if (/\b(401|403) [A-Z]|\bdenied\b|\bunauthorized\b|insufficient_scope/i.test(message)) {
    const token = host === 'ghcr.io' ? ', and give the job "permissions: packages: write" for its github.token' : '';
    return `Log in to ${host} in an earlier step (docker/login-action) as somebody who may push to ${name}${token}.`;
  }
  if (/\b413\b|too large/i.test(message)) {
    return `${host}, or a proxy in front of it, refuses uploads of that size: raise its limit, or make the layer smaller.`;
  }
  return message.includes(host) ? undefined : `The registry is ${host}.`;
}

/** BuildKit pushes one tag after the other and stops at the first that fails. */
function listPushed({ tags, steps }: Circumstances): string | undefined {
  if (tags.length < 2) return undefined;
  const done = new Set(pushedReferences(steps).map((reference) => reference.replace(/@.*$/, '')));
  const moved = tags.filter((tag) => done.has(tag));
  const left = tags.filter((tag) => !done.has(tag));
  if (moved.length === 0) return 'None of the tags was moved.';
  return `Moved: ${moved.join(', ')}. Not moved: ${left.join(', ')}. Running the job again moves them all.`;
}
