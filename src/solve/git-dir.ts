import { parseDockerfile } from '../dockerfile/dockerfile.ts';
import { toArguments } from '../dockerfile/instruction.ts';
import { readInside } from '../request/places.ts';

/** Tells whether a Dockerfile names `.git` of the context in a COPY, an ADD or a bind mount. */
export function namesGitDir(text: string): boolean {
  const { stages } = parseDockerfile(text);
  return stages
    .flatMap(({ instructions }) => instructions)
    .some((instruction) => {
      const { keyword, flags } = instruction;
      if (keyword === 'RUN') return flags.some((flag) => flag.startsWith('--mount=') && mountsGitDir(flag.slice(8)));
      if (keyword !== 'COPY' && keyword !== 'ADD') return false;
      if (flags.some((flag) => flag.startsWith('--from='))) return false;
      return toArguments(instruction).some((word) => isGitDir(word.replace(/[[\]",']/g, '')));
    });
}

function mountsGitDir(mount: string): boolean {
  const parts = mount.split(',');
  const field = (name: string) => parts.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
  const isBind = (field('type') ?? 'bind') === 'bind' && field('from') === undefined;
  return isBind && isGitDir(field('source') ?? field('src') ?? '');
}

function isGitDir(path: string): boolean {
  return /^(?:\.?\/)?\.git(?:\/|$)/.test(path);
}

/**
 * Tells whether an ignore file leaves out the whole `.git`, by its name in the usual spellings or together with everything else. The last
 * pattern that matches it counts, as in BuildKit (moby/patternmatcher).
 */
export function ignoresGitDir(ignoreFile: string): boolean {
  let ignored = false;
  for (const line of ignoreFile.split('\n').map((each) => each.trim())) {
    if (/^(?:\/|\.\/|\*\*\/)?(?:\.git|\.git\/|\.git\*|\.git\/\*\*?|\.\*|\*\*?)$/.test(line)) ignored = true;
    else if (/^!(?:\/|\.\/|\*\*\/)?\.git(?:\/|$)/.test(line)) ignored = false;
  }
  return ignored;
}

/**
 * Returns the text of the ignore file that BuildKit would read: the Dockerfile's own, or else the context's; '' where there is
 * none.
 */
export async function readIgnoreFile(
  context: string,
  dockerfile: { directory: string; filename: string },
): Promise<string> {
  const own = await readInside(dockerfile.directory, `${dockerfile.filename}.dockerignore`);
  return own ?? (await readInside(context, '.dockerignore')) ?? '';
}

/**
 * Tells whether the configuration of a checkout holds a login that its later steps would use (actions/checkout,
 * persist-credentials).
 */
export async function holdsToken(context: string): Promise<boolean> {
  const config = await readInside(context, '.git/config');
  return config !== undefined && /^\s*extraheader\s*=\s*authorization:/im.test(config);
}
