import { formatReference, parseReference, type Reference } from '../text/reference.ts';
import { pushedReferences } from '../trace/exports.ts';
import type { Step } from '../trace/progress.ts';
import { isRefusedMount } from './retry.ts';

/** The push of a build. */
export interface Pushed {
  /** References to push. */
  readonly tags: readonly Reference[];
  readonly steps: readonly Step[];
  /** Compression of the layers. */
  readonly compression: string;
}

/** Returns advice about a failed push: a sentence for a known error, or else at least the registry's name. */
export function advisePush(
  message: string,
  { tags, compression }: Pick<Pushed, 'tags' | 'compression'>,
): string | undefined {
  const named = /failed to push (\S+?): /.exec(message)?.[1];
  const reference = named === undefined ? tags[0] : parseReference(named);
  if (reference === undefined) return undefined;
  const { domain: host, name } = reference;
  if (isRefusedMount({ message })) {
    return `${host} does not let ${name} take over layers of another repository of its own, and BuildKit does not upload them then: write a "cache-ref" and "tags" of one repository.`;
  }
  if (/immutable|cannot be overwritten|TAG_INVALID/i.test(message)) {
    return 'The registry lets nobody move a tag that is there: write another one under "tags".';
  }
  if (/quota|storage limit|\b507\b/i.test(message)) {
    return `${host} has no room left for ${name}: remove what is not needed there, or have its quota raised.`;
  }
  // Their messages contain "denied" too, but a login does not help.
  if (/firewall|polic(?:y|ies)|\bblocked\b|quarantin|vulnerabilit|\b412\b/i.test(message)) {
    return `A rule of ${host} refuses the image, whoever pushes it: ask those who run it.`;
  }
  if (/\b(401|403) [A-Z]|\bdenied\b|\bunauthorized\b|insufficient_scope/i.test(message)) {
    return adviseLoginTo(reference);
  }
  if (/\b413\b|too large/i.test(message)) {
    return `${host}, or a proxy in front of it, refuses uploads of that size: raise its limit, or make the layer smaller.`;
  }
  if (/\b(?:400|415|422) [A-Z]|MANIFEST_INVALID|unsupported media type/i.test(message) && compression === 'zstd') {
    return `If ${host} does not know layers that are compressed with zstd, write compression: gzip.`;
  }
  return message.includes(host) ? undefined : `The registry is ${host}.`;
}

/** Returns the advice for a push without a login that may push to the repository. */
export function adviseLoginTo({ domain: host, name }: Pick<Reference, 'domain' | 'name'>): string {
  const token = host === 'ghcr.io' ? ', and give the job "permissions: packages: write" for its github.token' : '';
  return `Log in to ${host} in an earlier step (docker/login-action) as somebody who may push to ${name}${token}.`;
}

/** Returns which tags moved and which did not: BuildKit pushes one after the other and stops at the first that fails. */
export function listPushed({ tags: references, steps }: Pushed): string | undefined {
  if (references.length < 2) return undefined;
  const tags = references.map(formatReference);
  const done = new Set(pushedReferences(steps).map((reference) => reference.replace(/@.*$/, '')));
  const moved = tags.filter((tag) => done.has(tag));
  const left = tags.filter((tag) => !done.has(tag));
  if (moved.length === 0) return 'None of the tags was moved.';
  return `Moved: ${moved.join(', ')}. Not moved: ${left.join(', ')}. Running the job again moves them all.`;
}
