/** Tells whether a tag has the form of a cache's: an image that took such a tag would take a cache's place. */
export function isCacheTag(tag: string): boolean {
  return /^cache-(?:b-[0-9a-f]{20}|pr-[1-9]\d*)-/.test(tag);
}
