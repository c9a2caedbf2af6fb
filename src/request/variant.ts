/** What may tell an image from others of its repository; undefined or empty parts are at their defaults. */
export interface VariantParts {
  /** The image's repository, where the cache lies in another one. */
  readonly image: string | undefined;
  /** The context's folder, where it is not the workspace or the repository itself. */
  readonly context: string | undefined;
  readonly target: string | undefined;
  /** The Dockerfile's path, where it is not the context's own. */
  readonly file: string | undefined;
  /** Empty for linux/amd64 alone. */
  readonly platforms: readonly string[];
  readonly cacheKey: string | undefined;
}

/** Writes out what tells an image from others of its repository, '' where everything is at its default; platforms in any order are the same. */
export function toVariant({ image, context, target, file, platforms, cacheKey }: VariantParts): string {
  const parts: (readonly [name: string, value: string | undefined])[] = [
    ['image', image],
    ['context', context],
    ['target', target],
    ['file', file],
    ...[...new Set(platforms)].sort().map((platform) => ['platform', platform] as const),
    ['key', cacheKey],
  ];
  // Escaped, so that no value can pose as two parts.
  return parts.flatMap(([name, value]) => (value ? [`${name}=${value.replace(/[\\,]/g, '\\$&')}`] : [])).join(',');
}
