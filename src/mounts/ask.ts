import type { Tar } from './cache-mount.ts';

/** Facts about a RUN that is about to start, from its hook. */
export interface Ask {
  readonly tar: Tar;
  /** The command line of its process. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** The mounts for which BuildKit keeps files: cache and bind mounts. */
  readonly mounts: readonly AskedMount[];
}

export interface AskedMount {
  readonly destination: string;
  /** Folder of the builder that the RUN sees at the mount; the content is restored into it. */
  readonly place: string;
  /** Folder that still has the files when the RUN has ended; undefined where there is none (`from`). */
  readonly home: string | undefined;
  readonly isWritable: boolean;
}

/** The part of an OCI runtime's config.json (runtime-spec, configuration) that is read here. */
interface Config {
  readonly process: { readonly args: readonly string[]; readonly cwd: string; readonly env: readonly string[] };
  readonly mounts: readonly {
    readonly destination: string;
    readonly source?: string;
    readonly options?: readonly string[];
  }[];
}

/** Parses a hook's question: the kind of tar, the config.json, lines of /proc/self/mountinfo. Throws on any other text. */
export function parseAsk(text: string): Ask {
  const [tar, config = '', ...mountInfo] = text.split('\n');
  const { process, mounts } = JSON.parse(config) as Config;
  return {
    tar: tar === 'gnu' ? 'gnu' : 'other',
    args: process.args,
    cwd: process.cwd,
    env: Object.fromEntries(process.env.map((pair) => splitAt(pair, '='))),
    mounts: mounts.flatMap(({ destination, source = '', options = [] }) => {
      if (!OWN_FILES.test(source)) return [];
      return [{ destination, place: source, home: toHome(source, mountInfo), isWritable: !options.includes('ro') }];
    }),
  };
}

/**
 * Paths of BuildKit's snapshots, of parts of them that it mounts itself, and of temporary mounts of either. None of these paths has a
 * character with a meaning in a shell or in JSON.
 */
const OWN_FILES = /^(?=[\w./-]+$).*(?:\/(?:snapshots|cachemounts)\/|\/buildkit-mount)/;

/**
 * A mount without options is a snapshot's own folder. A mount with an owner is a part of an overlay that exists only during the RUN; its
 * files stay in the overlay's upper folder (measured; `solver/llbsolver/mounts` and `executor/oci` in BuildKit).
 */
function toHome(source: string, mountInfo: readonly string[]): string | undefined {
  if (/\/snapshots\/[^/]+\/fs$/.test(source)) return source;
  for (const line of mountInfo) {
    // proc_pid_mountinfo(5): the fourth field is the mount's root within its file system, the fifth where it is mounted.
    const [, , , root = '', point] = line.split(' ');
    const upper = /[ ,]upperdir=([^, ]+)/.exec(line)?.[1];
    const home = `${upper}${root === '/' ? '' : root}`;
    if (point === source && upper !== undefined && OWN_FILES.test(home)) return home;
  }
  return undefined;
}

/** Splits a home into the snapshot's folder, which only BuildKit makes, and the path below it, which a RUN may have made. */
export function splitHome(home: string): { snapshot: string; below: string } | undefined {
  const [, snapshot, below = ''] = /^(.*?\/snapshots\/[^/]+\/fs)(\/.*)?$/.exec(home) ?? [];
  return snapshot === undefined ? undefined : { snapshot, below };
}

function splitAt(text: string, separator: string): [string, string] {
  const index = text.indexOf(separator);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + separator.length)];
}
