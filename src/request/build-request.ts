import type { Attributes, Pair } from '../text/attributes.ts';
import type { Reference } from '../text/reference.ts';

export type { Attributes, Pair };

/**
 * What the workflow asked for, checked: the value that `parseRequest` makes of the inputs and that every later stage
 * reads. Nothing in it needs another check, default or cast.
 */
export interface BuildRequest {
  /** Repository of the image, lower-cased, without tag; undefined when nothing names one (a build that only writes files). */
  readonly image: Reference | undefined;
  /** The repository that the image goes to first: that of its first tag, which may be another one than `image`. */
  readonly repository: Reference | undefined;
  /** Whole references, repository part lower-cased, without duplicates. */
  readonly tags: readonly Reference[];
  readonly source: BuildSource;
  readonly dockerfile: Dockerfile;
  /** What becomes of the context's `.git`; `auto`: it is left out unless the Dockerfile names it. */
  readonly gitDir: 'auto' | 'keep' | 'drop';
  /** Whether `.git` was there and is left out. */
  readonly leavesGitDirOut: boolean;
  /** Whether context and Dockerfile may lie outside the workspace. */
  readonly outsideWorkspace: 'refused' | 'allowed';
  readonly target: string | undefined;
  readonly platforms: readonly string[];
  readonly buildArgs: readonly Pair[];
  readonly labels: readonly Pair[];
  /** Names of the labels that come from git, over which the Dockerfile's own win. */
  readonly defaultLabels: readonly string[];
  /** Attribute name (`annotation.K`, `annotation-manifest[linux/amd64].K` …) and value, as BuildKit's exporters take them. */
  readonly annotations: readonly Pair[];
  readonly addHosts: readonly Pair[];
  readonly allow: readonly string[];
  /** `--opt attest:TYPE=ATTRS`, in order; `provenance` and `sbom` inputs are already merged in. */
  readonly attests: readonly Pair[];
  readonly buildContexts: readonly NamedContext[];
  readonly call: 'build' | 'check' | 'outline' | 'targets';
  readonly cgroupParent: string | undefined;
  readonly network: 'host' | 'none' | 'sandbox' | undefined;
  readonly noCache: boolean;
  readonly noCacheFilters: readonly string[];
  readonly pull: boolean;
  /** Bytes. */
  readonly shmSize: number | undefined;
  readonly ulimits: readonly string[];
  readonly secrets: readonly Secret[];
  /** The secret that the action itself has added, for which contexts; undefined: none. */
  readonly gitToken: { readonly id: string; readonly contexts: readonly string[] } | undefined;
  /** Values of `--ssh`: `id` or `id=path`. */
  readonly ssh: readonly string[];
  /** The image goes to the registry: `push`, or an image in `outputs` that says so. */
  readonly push: boolean;
  readonly load: boolean;
  /**
   * What an image in `outputs` says of the image, without type and push; each attribute wins over the action's own.
   * Undefined when `outputs` has none. With `push-by-digest` it has the `name` too, and `tags` is empty.
   */
  readonly imageAttributes: Attributes | undefined;
  /** The exporters of `outputs` that write files (local, tar, oci, docker with a place); places are absolute. */
  readonly outputs: readonly Attributes[];
  readonly compression: Compression;
  readonly cache: CacheRequest;
  /** Whether the other steps of the job that want the same builder build in this one's. */
  readonly builderSharing: 'job' | 'step';
  readonly builder: BuilderRequest;
  readonly report: {
    readonly progress: 'auto' | 'plain';
    readonly summary: boolean;
    /** Whether what BuildKit's checks find becomes annotations. */
    readonly checks: boolean;
  };
  /** Further attempts after a failure that a retry can mend. */
  readonly retries: number;
  /** Milliseconds that one solve may take; undefined: no limit. */
  readonly timeout: number | undefined;
  /** Milliseconds that a registry may say nothing before the attempt is ended. */
  readonly networkTimeout: number;
  /** What a person should know about this request, each to be said once. */
  readonly notes: readonly Note[];
}

export interface Note {
  readonly level: 'info' | 'warning';
  readonly text: string;
}

/** `directory`: an absolute path, a real one once `checkPaths` has seen it. `remote`: a git or http URL that BuildKit fetches itself. */
export type BuildSource =
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'remote'; readonly url: string };

/** `directory` is undefined where the Dockerfile lies in a remote source: `filename` is then a path inside it. */
export interface Dockerfile {
  readonly directory: string | undefined;
  /** As written, since the ignore file goes by that name. */
  readonly filename: string;
  /** Where it is fetched from before the build, by this action. */
  readonly url?: string;
  /** Real path of the file, which `filename` may be a symbolic link to; there once `checkPaths` has seen it. */
  readonly real?: string;
}

export type NamedContext =
  | { readonly kind: 'directory'; readonly name: string; readonly path: string }
  | OciLayout
  | { readonly kind: 'remote'; readonly name: string; readonly url: string };

/** A folder with images. Where no digest is written, `checkPaths` reads the one that the layout's index has for the tag. */
export interface OciLayout {
  readonly kind: 'oci-layout';
  readonly name: string;
  readonly path: string;
  readonly tag: string;
  readonly digest: string | undefined;
}

/** `value` secrets are written to a 0600 file before buildctl starts; none of them ever stands on an argv. */
export type Secret =
  | { readonly kind: 'value'; readonly id: string; readonly value: string }
  | { readonly kind: 'env'; readonly id: string; readonly env: string }
  | { readonly kind: 'file'; readonly id: string; readonly path: string };

export interface Compression {
  readonly type: 'zstd' | 'gzip' | 'estargz' | 'uncompressed';
  readonly level: number | undefined;
}

export interface CacheRequest {
  readonly access: 'auto' | 'read-only' | 'off';
  /** Where branch-keyed tags live, or the one exact cache; undefined: no repository is known. */
  readonly location: CacheLocation | undefined;
  /**
   * Whether a cache may be written where the event allows it: always, or, where nothing is pushed and no input names the place,
   * only to a repository that exists and that the job has a login for.
   */
  readonly writes: 'always' | 'where known';
  readonly mode: 'max' | 'min';
  readonly export: 'post' | 'inline';
  /** What tells this image from others of its repository; '' for the only one. */
  readonly variant: string;
  readonly from: readonly Attributes[];
  readonly to: readonly Attributes[];
  readonly onFailure: boolean;
  readonly mounts: 'off' | 'auto' | readonly string[];
  /** Bytes a cache mount may have to be saved. */
  readonly mountsMaxSize: number;
}

export type CacheLocation =
  | { readonly kind: 'repository'; readonly repository: Reference }
  | { readonly kind: 'exact'; readonly reference: Reference };

export interface BuilderRequest {
  /** Address of a BuildKit that already runs; undefined: a container is started. */
  readonly endpoint: { readonly address: string; readonly tlsFolder: string | undefined } | undefined;
  /** Reference of the BuildKit image. */
  readonly image: string;
  /** buildkitd.toml, whole; undefined: none was given. */
  readonly config: string | undefined;
  /** Path of the buildkitd.toml that `checkPaths` reads into `config`. */
  readonly configFile: string | undefined;
  /** Content of the certificates and keys that `config` names, by their paths as written: they are this machine's files. */
  readonly certificates: Readonly<Record<string, string>>;
  readonly flags: readonly string[];
  /** What the daemon may grant to a build that asks for it: the kinds of `allow`. */
  readonly entitlements: readonly string[];
  /** Docker's name for the container's network, which is that of RUN; `auto` is already decided. */
  readonly network: string;
  /** Where buildkitd is: with RUN, or in this machine's network, where it reaches what listens on loopback addresses and RUN does not. */
  readonly daemonNetwork: 'with RUN' | 'machine';
  readonly state: 'disk' | 'memory';
  /** Milliseconds that the registry of `image` may say nothing. */
  readonly networkTimeout: number;
  readonly env: readonly Pair[];
  /** The one proxy of our own calls, of the builder and of RUN: its variables, in upper case. */
  readonly proxies: readonly Pair[];
  /** Variables of the step that buildkitd has too, and that stand on no command line: the proxy's, and logins of caches. */
  readonly inherited: readonly Pair[];
  readonly cpus: string | undefined;
  /** Bytes. */
  readonly memory: string | undefined;
}
