import { type Attributes, attributeValue } from '../text/attributes.ts';
import { isTag, lowerRepository, parseReference, type Reference } from '../text/reference.ts';
import { forInput, InputError, shown } from './input-error.ts';
import type { InputName } from './inputs.ts';

/** Reads `image`: a repository without tag or digest, in lower case; undefined for ''. */
export function parseImage(text: string): Reference | undefined {
  if (text === '') return undefined;
  const reference = parseSpelled(text, lowerRepository(text));
  const { name, tag, digest } = reference;
  if (tag === undefined && digest === undefined) return reference;
  const got = `"image" must be a repository without a ${digest === undefined ? 'tag' : 'digest'}: got ${text}`;
  if (digest !== undefined) throw new InputError(`${got}, write image: ${name}.`);
  // localhost:5000 is read as a repository with a tag, but nobody means that.
  if (!name.includes('/') && /^\d+$/.test(tag ?? '')) throw new InputError(`${got}, write image: ${text}/NAME.`);
  throw new InputError(`${got}, write image: ${name} and tags: ${tag}.`);
}

/**
 * Makes an entry of `tags` or a name of `outputs` a whole reference, with its repository in lower case.
 *
 * | entry | image | reference |
 * | --- | --- | --- |
 * | `v1` | `ghcr.io/o/app` | `ghcr.io/o/app:v1` |
 * | `v1` | none | `v1:latest`, a repository of Docker Hub, as docker reads it |
 * | `ghcr.io/o/app:v1` | any | `ghcr.io/o/app:v1` |
 * | `ghcr.io/o/app` | any | `ghcr.io/o/app:latest` |
 */
export function toTagged(input: InputName, entry: string, image: Reference | undefined): Reference {
  if (image !== undefined && !isWhole(entry)) return { ...image, tag: checkTag(entry) };
  if (image !== undefined) checkSlash(entry, image.name);
  const reference = parseLowered(input, entry);
  if (reference.digest !== undefined) {
    throw new InputError(
      `"${input}" has ${shown(entry)}, which has a digest that only the build gives: write NAME:TAG.`,
    );
  }
  return { ...reference, tag: reference.tag ?? 'latest' };
}

/** A branch's name with a slash is no tag, but it reads like a repository of Docker Hub, to which the image would be pushed. */
function checkSlash(entry: string, image: string): void {
  const [host = ''] = entry.split('/');
  const isReference =
    !entry.includes('/') || /[.:@]/.test(entry) || host === 'localhost' || lowerRepository(entry) === image;
  if (isReference) return;
  throw new InputError(
    `"tags" has ${shown(entry)}: a tag has no slash. Write ${entry.replaceAll('/', '-')}, or leave "tags" empty to follow the branch.`,
  );
}

/** Makes an entry of `tags` or a name of `outputs` a repository, for an image that is pushed by its digest alone. */
export function toRepository(input: InputName, entry: string, image: Reference | undefined): Reference {
  const reference = parseLowered(input, entry);
  const { name, tag, digest } = reference;
  const bare = image !== undefined && !isWhole(entry);
  if (!bare && tag === undefined && digest === undefined) return reference;
  throw new InputError(
    `"${input}" has ${shown(entry)}, but push-by-digest pushes no tag: write ${bare ? image.name : name}.`,
  );
}

/** Tells whether an entry names a repository, unlike a bare tag. */
export function isWhole(entry: string): boolean {
  return /[/:@]/.test(entry);
}

/** Reads any reference of an input and lowers its repository; throws an InputError that names the input. */
export function parseLowered(input: InputName, text: string): Reference {
  return forInput(input, () => parseReference(lowerRepository(text)));
}

/** Reads the `ref` of a cache, which stays text in its attributes: they are buildctl's. */
export function cacheReference(attributes: Attributes): Reference | undefined {
  const text = attributeValue(attributes, 'ref');
  return text === undefined ? undefined : parseReference(text);
}

/** The references without those that mean the same as an earlier one (`app:v1`, `docker.io/library/app:v1`). */
export function distinct(references: readonly Reference[]): Reference[] {
  const byMeaning = new Map<string, Reference>();
  for (const reference of references) {
    const meaning = `${reference.domain}/${reference.path}:${reference.tag}`;
    if (!byMeaning.has(meaning)) byMeaning.set(meaning, reference);
  }
  return [...byMeaning.values()];
}

/** As parseReference, with a sentence that has the right spelling where junk stands around a good repository. */
function parseSpelled(text: string, lower: string): Reference {
  try {
    return parseReference(lower);
  } catch (error) {
    const [spelled = ''] = lower.replace(/^[a-z]+:\/\/|["']/g, '').match(/[^\s,]+/) ?? [];
    const hint = isReference(spelled) ? `, write image: ${spelled}` : ', write one like image: ghcr.io/owner/app';
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError(`"image" must be one repository: got ${shown(text)}${hint}. ${why}`);
  }
}

function isReference(text: string): boolean {
  try {
    return parseReference(text) !== undefined;
  } catch {
    return false;
  }
}

function checkTag(tag: string): string {
  if (isTag(tag)) return tag;
  const length = tag.length > 128 ? ` It has ${tag.length} characters.` : '';
  throw new InputError(
    `"tags" has ${shown(tag)}, which is no tag: at most 128 letters, digits, _ . and -, the first no . or -.${length}`,
  );
}
