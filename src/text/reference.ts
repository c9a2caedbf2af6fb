/** A reference to an image, split by the grammar of distribution's reference package; Docker Hub's short names are spelled out. */
export interface Reference {
  /** The repository as it was written: `debian`, `ghcr.io/o/app`. */
  readonly name: string;
  /** `docker.io` where none was written; may hold a port. */
  readonly domain: string;
  /** The repository on its registry, with Docker Hub's `library/`. */
  readonly path: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** Splits a reference; throws an Error whose message is a sentence about the text (grammar: distribution/reference v0.6). */
export function parseReference(text: string): Reference {
  if (text === '') throw new Error('The reference is empty: write one like ghcr.io/owner/app:v1.');
  if (text.length > LONGEST) throw new Error(`The reference ${quote(text)} is longer than ${LONGEST} characters.`);
  const { name, tag, digest } = splitReference(text);
  checkSpelling(text);
  if (tag !== undefined) checkTag(text, tag);
  if (digest !== undefined) checkDigest(text, digest);
  const { domain, path } = splitName(name);
  checkRepository(text, domain, path);
  return { name, domain, path, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}

/** Writes a reference out as it was written: nothing that Docker Hub's short names leave out is added. */
export function formatReference(reference: Reference): string {
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
  const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
  return `${reference.name}${tag}${digest}`;
}

/** Tells whether two references are spelled alike. */
export function isSameReference(one: Reference, other: Reference | undefined): boolean {
  return other !== undefined && formatReference(one) === formatReference(other);
}

/** Lower-cases the ASCII letters of a reference's repository, never of its tag or digest (docs/buildkit.md); total, also for junk. */
export function lowerRepository(text: string): string {
  const { name } = splitReference(text);
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) + text.slice(name.length);
}

/** Tells whether a domain is this machine, for which docker and BuildKit speak plain HTTP: localhost, 127.0.0.0/8 and [::1], with any port. */
export function isLocalhost(domain: string): boolean {
  const host = domain.replace(/:\d+$/, '').toLowerCase();
  return host === 'localhost' || /^127(\.\d{1,3}){3}$/.test(host) || /^\[(::1|(0{1,4}:){7}0{0,3}1)\]$/.test(host);
}

/** The host that answers for a domain: Docker Hub's registry is not at docker.io itself. */
export function registryHost(domain: string): string {
  return domain === HUB ? 'registry-1.docker.io' : domain;
}

/** Tells whether a text is a tag. */
export function isTag(text: string): boolean {
  return /^\w[\w.-]{0,127}$/.test(text);
}

/** Tells whether a text is a digest of an algorithm that go-digest knows. */
export function isDigest(text: string): boolean {
  const [algorithm, hex, ...more] = text.split(':');
  return more.length === 0 && hex?.length === DIGEST_LENGTHS.get(algorithm ?? '') && /^[a-f0-9]+$/.test(hex ?? '');
}

const HUB = 'docker.io';
/** 255 for the repository, 128 for the tag, and room for a domain and a sha512 digest. */
const LONGEST = 1024;
const DIGEST_LENGTHS = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);
const LABEL = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const DOMAIN = new RegExp(`^(?:${LABEL}(?:\\.${LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
const COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const PATH = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);

/** Neither a tag nor a digest can hold a slash or an @, so the first @ and the last colon behind the last slash are the borders. */
function splitReference(text: string): { name: string; tag: string | undefined; digest: string | undefined } {
  const at = text.indexOf('@');
  const rest = at < 0 ? text : text.slice(0, at);
  const colon = rest.lastIndexOf(':');
  const tagged = colon > rest.lastIndexOf('/');
  return {
    name: tagged ? rest.slice(0, colon) : rest,
    tag: tagged ? rest.slice(colon + 1) : undefined,
    digest: at < 0 ? undefined : text.slice(at + 1),
  };
}

/** What stands before the first slash is a domain when it looks like one or cannot be a path component, else a part of Docker Hub's path. */
function splitName(name: string): { domain: string; path: string } {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const isDomain = first === 'localhost' || /[.:A-Z]/.test(first);
  const domain = !isDomain || first === `index.${HUB}` ? HUB : first;
  const path = isDomain ? name.slice(slash + 1) : name;
  return { domain, path: domain === HUB && !path.includes('/') ? `library/${path}` : path };
}

function checkSpelling(text: string): void {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0];
  if (scheme !== undefined) {
    throw new Error(`The reference ${quote(text)} starts with ${scheme}: write only what stands behind it.`);
  }
  const stray = /[^A-Za-z0-9._:/@[\]-]/u.exec(text)?.[0];
  if (stray !== undefined) throw new Error(`The reference ${quote(text)} holds ${quote(stray)}, which none may hold.`);
  if (/^[a-f0-9]{64}$/.test(text)) {
    throw new Error(`The reference ${quote(text)} is 64 hexadecimal digits: write repository@sha256:… instead.`);
  }
}

function checkTag(text: string, tag: string): void {
  if (isTag(tag)) return;
  if (tag.length > 128) {
    throw new Error(`The reference ${quote(text)} has a tag of ${tag.length} characters: at most 128 are allowed.`);
  }
  throw new Error(
    `The reference ${quote(text)} has the tag ${quote(tag)}: a tag is letters, digits, _ . and -, and does not start with . or -.`,
  );
}

function checkDigest(text: string, digest: string): void {
  if (isDigest(digest)) return;
  throw new Error(
    `The reference ${quote(text)} has a malformed digest: write sha256: and 64 lower-case hexadecimal digits (or sha384 with 96, sha512 with 128).`,
  );
}

function checkRepository(text: string, domain: string, path: string): void {
  if (!DOMAIN.test(domain))
    throw new Error(`The reference ${quote(text)} has no valid registry: got ${quote(domain)}.`);
  if (path.length > 255) {
    throw new Error(
      `The reference ${quote(text)} has a repository of ${path.length} characters: at most 255 are allowed.`,
    );
  }
  if (PATH.test(path)) return;
  if (PATH.test(path.toLowerCase())) {
    throw new Error(`The reference ${quote(text)} has upper-case letters: write ${lowerRepository(text)}.`);
  }
  throw new Error(
    `The reference ${quote(text)} has no valid repository: its parts between slashes are lower-case letters and digits, joined by . _ __ or -.`,
  );
}

/** Makes control characters visible and long texts short: the sentence ends in a log. */
function quote(text: string): string {
  return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}
