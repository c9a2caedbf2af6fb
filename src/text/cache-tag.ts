/** Tells whether a tag is one that belongs to a digest: of a signature, an attestation or a list of referrers (`sha256-<hex>.sig`; distribution-spec, cosign). */
export function isDigestTag(tag: string): boolean {
  return /^sha(?:256|384|512)-[0-9a-f]{32,}(?:\.|$)/i.test(tag);
}

/** Tells whether a tag has the form of a cache's: an image that took such a tag would take a cache's place. */
export function isCacheTag(tag: string): boolean {
  return /^cache-(?:b-[0-9a-f]{20}|pr-[1-9]\d*)-/.test(tag);
}
