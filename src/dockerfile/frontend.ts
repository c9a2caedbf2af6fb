import { BUILDKIT_VERSION, FRONTEND_MINOR } from '../request/buildkit.ts';

/**
 * Tells whether BuildKit's own frontend does what the Dockerfile's `# syntax` line asks for, so that pulling and starting
 * that image can be left out. Only for plain `docker/dockerfile` of at most the built-in version, in the pinned BuildKit;
 * never for `-labs`, a digest or another image (docs/buildkit.md).
 */
export function usesBuiltInFrontend(dockerfile: string, buildkitImage: string): boolean {
  const syntax = readSyntax(dockerfile);
  if (syntax === undefined || !hasKnownFrontend(buildkitImage)) return false;
  const version = /^(?:docker\.io\/)?docker\/dockerfile(?::1(?:\.(\d+)(?:\.\d+)?)?)?$/.exec(syntax);
  return version !== null && Number(version[1] ?? 0) <= FRONTEND_MINOR;
}

/** Patches of one minor release have the same frontend. */
function hasKnownFrontend(image: string): boolean {
  const [, release] = /^(?:docker\.io\/)?moby\/buildkit:(v\d+\.\d+)\.\d+(?:@sha256:[0-9a-f]{64})?$/.exec(image) ?? [];
  return release !== undefined && BUILDKIT_VERSION.startsWith(`${release}.`);
}

/** Parser directives stand before everything else, one per line, `# name=value` (Dockerfile reference). */
function readSyntax(dockerfile: string): string | undefined {
  for (const line of dockerfile.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const directive = /^#\s*([A-Za-z][A-Za-z0-9]*)\s*=(.*)/.exec(line);
    if (directive === null) return undefined;
    if (directive[1]?.toLowerCase() === 'syntax') return directive[2]?.trim() || undefined;
  }
  return undefined;
}
