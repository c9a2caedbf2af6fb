/** One thing that goes wrong, and what has to come of it. */
export interface Row {
  readonly scenario: string;
  /** E: a clear error · W: goes on with one warning · R: repeated, then fine · OK: just works. */
  readonly expected: string;
  /**
   * Files of tests that hold the rule itself, below __tests__. What a row needs of a real engine or registry is tested in
   * e2e/faults, where the tests stand in a `describe` of the scenario's very words.
   */
  readonly rules?: readonly string[];
}

export interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** Everything that must hold when things go wrong. */
export const sections: readonly Section[] = [
  {
    title: 'Inputs',
    rows: [
      {
        scenario: '`image` empty where something is pushed, with a tag or digest, with `,` `"` space or newline',
        expected: 'E before anything starts, with the right spelling',
        rules: ['request/destination.test.ts'],
      },
      {
        scenario: '`image`, `tags`, `cache-ref` with an upper-case owner or name',
        expected: 'OK: the repository part is lowered, said once',
        rules: ['request/notes.test.ts', 'text/reference.test.ts'],
      },
      {
        scenario: 'a buildkitd.toml that is no TOML, `endpoint-tls` without its files, `provenance: max`',
        expected: 'E before anything starts, names the input',
        rules: ['request/builder-request.test.ts', 'request/attests.test.ts'],
      },
      {
        scenario: '`no-cache-filters`, `cache-mounts` that name what the Dockerfile does not have',
        expected: 'W: names it, and what there is',
        rules: ['build/unknown-names.test.ts'],
      },
      {
        scenario: 'a folder of the context that cannot be read',
        expected: 'E names it and `.dockerignore`',
        rules: ['build/explain.test.ts'],
      },
      { scenario: 'a runner that is not Linux', expected: 'E: needs a Linux runner with Docker, or `endpoint`' },
      {
        scenario: 'tag over 128, repository over 255 characters, malformed digest',
        expected: 'E',
        rules: ['text/reference.test.ts'],
      },
      {
        scenario: 'build-arg value with `,` `"` `=` newline, leading `-`, `$()`, 100 kB',
        expected: 'OK, byte-exact inside the build',
        rules: ['request/pairs.test.ts', 'text/attributes.test.ts'],
      },
      {
        scenario: 'build-arg and label names of any kind, comments among them',
        expected: 'OK, as docker/build-push-action and buildx split them',
        rules: ['request/pairs.test.ts'],
      },
      {
        scenario: 'secret multi-line, with quotes; empty, unset, without `=`, a file that is not there',
        expected: 'OK / W that never echoes the value, and the secret is not there',
        rules: ['request/secrets.test.ts', 'request/request.test.ts'],
      },
      {
        scenario:
          'context or file missing, a file instead of a folder, outside the workspace, through a symlink that leaves it',
        expected: 'E with the resolved path (an explicit opt-out exists for contexts outside)',
        rules: ['request/paths.test.ts'],
      },
      { scenario: "booleans other than YAML 1.2's", expected: 'E', rules: ['request/scalars.test.ts'] },
      {
        scenario: 'platforms junk or unsupported',
        expected: 'E lists what the builder offers',
        rules: ['request/platforms.test.ts'],
      },
      {
        scenario:
          'duplicate attributes, leading spaces, unknown attributes in pass-through `outputs`, `cache-from`, `cache-to`',
        expected: 'E, E (BuildKit would override them in silence), W: left out',
        rules: ['request/outputs.test.ts', 'request/caches.test.ts', 'text/attributes.test.ts'],
      },
      {
        scenario: 'attributes whose values hold any text, through the real buildctl',
        expected: 'OK: byte-exact, and none becomes another attribute',
        rules: ['text/attributes.test.ts'],
      },
      {
        scenario: 'build-arg name that looks like a secret',
        expected: 'W: recorded in image history, use `secrets`',
        rules: ['request/notes.test.ts'],
      },
    ],
  },
  {
    title: 'Files',
    rows: [
      {
        scenario: 'a link in the workspace that leads out of it, in any input that takes a path, to read or to write',
        expected: 'E with the resolved path; nothing outside is read or written',
        rules: ['request/paths.test.ts', 'solve/ignore-file.test.ts', 'e2e/walls.test.ts'],
      },
      {
        scenario: 'a Dockerfile that is a symbolic link, in a workspace behind another',
        expected: 'OK: the ignore file goes by the name as written; annotations have file and line',
        rules: ['request/paths.test.ts'],
      },
      {
        scenario: '`dockerfile` in lower case',
        expected: 'OK where there is no other',
        rules: ['request/paths.test.ts'],
      },
      {
        scenario: 'an OCI layout without a digest, whose index has the tag, one image, several or none',
        expected: 'OK by its index / E that lists what is there',
        rules: ['request/oci-layout.test.ts'],
      },
      {
        scenario: 'a git context with a Dockerfile of this machine',
        expected: 'OK where its path is absolute and in the workspace',
        rules: ['request/source.test.ts', 'request/paths.test.ts'],
      },
    ],
  },
  {
    title: 'Refs and scope',
    rows: [
      {
        scenario: 'a branch called like the tag of another ref, an event that builds anything',
        expected: 'no default tag; E where one is pushed and `tags` is empty',
        rules: ['request/tags.test.ts'],
      },
      {
        scenario: 'every kind of event',
        expected: 'imports and export exactly as the README lists them',
        rules: ['cache/scope.test.ts', 'cache/scope.property.test.ts', 'cache/plan.test.ts'],
      },
      {
        scenario: 'branch names of every spelling that git allows',
        expected: 'distinct valid tags; attributes unchanged; the registry sees no other repository',
        rules: ['cache/key.test.ts', 'text/attributes.test.ts'],
      },
      {
        scenario: 'fork pull request whose head branch is `main`',
        expected: "main's cache digest unchanged",
        rules: ['cache/scope.test.ts'],
      },
      {
        scenario: 'event file missing, invalid JSON, no default branch, unknown event',
        expected: 'W or quiet default, never an export to a shared cache',
        rules: ['request/git-context.test.ts', 'cache/scope.test.ts'],
      },
    ],
  },
  {
    title: 'Credentials',
    rows: [
      {
        scenario: "no config; `auths`; `credHelpers` / `credsStore` with the helper only on the host's PATH",
        expected: 'OK',
        rules: ['registry/credentials.test.ts', 'registry/docker-config.test.ts', 'e2e/login.test.ts'],
      },
      {
        scenario: 'helper absent, exits 1, hangs, prints garbage',
        expected: 'E within 10 s naming host and helper, if a used host needs it',
        rules: ['registry/credentials.test.ts'],
      },
      {
        scenario: 'malformed or unreadable config.json',
        expected: 'E, never silently anonymous',
        rules: ['registry/docker-config.test.ts'],
      },
      {
        scenario: 'wrong password, no push right',
        expected: 'E, one attempt, names host and repository; for ghcr.io names `packages: write`',
        rules: ['registry/authorization.test.ts', 'build/explain.test.ts'],
      },
      {
        scenario: 'no login for a registry that wants one for a push',
        expected: 'E before the build, says where to log in',
        rules: ['build/push-logins.test.ts'],
      },
      { scenario: 'token endpoint 502 twice', expected: 'R', rules: ['registry/authorization.test.ts'] },
    ],
  },
  {
    title: 'Secrets',
    rows: [
      {
        scenario: 'provenance of mode=max of a build with secrets',
        expected: 'tells of their ids alone',
      },
      {
        scenario: 'a step that gives a secret away, in any place and any form',
        expected: 'is found by the search that follows every end-to-end test',
        rules: ['e2e/secrecy.test.ts'],
      },
    ],
  },
  {
    title: 'Push',
    rows: [
      { scenario: '503 once; 502 three times on an upload', expected: "OK (BuildKit's own retry)" },
      {
        scenario: '500 for 20 s, then fine; BLOB_UPLOAD_UNKNOWN once; connection reset within a layer',
        expected: 'R with finished steps CACHED',
        rules: ['build/retry.test.ts'],
      },
      {
        scenario: '429 with Retry-After longer than BuildKit waits',
        expected: 'R after the time asked',
        rules: ['build/retry.test.ts', 'build/retry-after.test.ts'],
      },
      {
        scenario: '413 or an HTML 403 page',
        expected: 'E, no retry, status and host, one line of the page',
        rules: ['build/explain.test.ts'],
      },
      {
        scenario: 'accepts and never answers',
        expected: 'watchdog ends the attempt, R, then E naming the phase; the job never hangs',
        rules: ['solve/watchdog.test.ts'],
      },
      {
        scenario: 'a layer that takes longer than `network-timeout` to upload, and moves',
        expected: 'OK, down to 10 kB/s',
        rules: ['solve/quiet.test.ts'],
      },
      {
        scenario: 'several tags, one fails for good',
        expected: 'E lists which moved and which did not; a re-run converges',
        rules: ['trace/exports.test.ts', 'build/explain.test.ts'],
      },
      {
        scenario: 'the registry takes no layer over from another repository',
        expected: 'R without the import, W; without one E that says what to write',
        rules: ['build/retry.test.ts', 'build/explain.test.ts'],
      },
      {
        scenario: 'a registry that allows ten connections at once',
        expected: 'OK; R with few connections where it refused twice',
        rules: ['builder/daemon-config.test.ts', 'build/retry.test.ts'],
      },
      {
        scenario: '`compression: gzip` after a build with the default',
        expected: 'OK: every layer has it',
        rules: ['solve/args.test.ts'],
      },
      { scenario: 'immutable tag', expected: 'E, no retry, says so', rules: ['build/explain.test.ts'] },
      {
        scenario: 'registry down, name does not resolve',
        expected: 'R, then E naming the host',
        rules: ['build/retry.test.ts'],
      },
    ],
  },
  {
    title: 'Cache',
    rows: [
      {
        scenario: 'first run, no cache yet',
        expected: 'OK, one info line, no error',
        rules: ['cache/source.test.ts'],
      },
      {
        scenario: 'import 401, 403, 500, timeout; manifest that is an ordinary image, garbage, or over 1 MiB',
        expected: 'OK without cache, W',
        rules: ['cache/source.test.ts'],
      },
      {
        scenario: 'the look-up of the cache takes longer than most calls, or than it may',
        expected: 'OK, up to 20 s / W, the import is tried all the same',
        rules: ['cache/source.test.ts'],
      },
      {
        scenario: 'a cached blob is gone from the registry',
        expected: 'R without the import, W',
        rules: ['build/retry.test.ts'],
      },
      {
        scenario: 'a layer of the cache is damaged, cut short, refused, gone, or a page in its place',
        expected: 'R without the import, one W that names cache and error',
        rules: ['build/retry.test.ts'],
      },
      {
        scenario: 'the configuration of a cache is none, cut short, or names layers that are not there',
        expected: 'the build runs without it',
      },
      {
        scenario: 'a failed attempt is older than the cache of the branch, or its change was reverted',
        expected: 'OK: nothing that either has is run again',
        rules: ['cache/choose.test.ts', 'cache/merge-caches.test.ts'],
      },
      {
        scenario: 'two contexts, or two images, with one `cache-ref`',
        expected: 'OK: neither overwrites the cache of the other',
        rules: ['cache/key.test.ts', 'request/caches.test.ts'],
      },
      {
        scenario: 'builds that only differ in `build-args` take turns in one cache',
        expected: 'a notice names `cache-key`',
      },
      { scenario: 'a layer of the cache answers 429', expected: 'R once more with the import, which is used' },
      { scenario: 'a layer of a base image is damaged once', expected: 'R once, on a fresh builder' },
      {
        scenario: 'COPY names a file that is not there, and there is a cache',
        expected: 'E that names file and context, built once',
        rules: ['build/retry.test.ts', 'build/explain.test.ts'],
      },
      {
        scenario: 'a layer of the cache, or of a base image, stops within its bytes and stands still',
        expected: 'R without the import, W / R as any other attempt',
        rules: ['solve/watchdog.test.ts', 'solve/quiet.test.ts'],
      },
      {
        scenario: 'export 5xx for ever, 403, quota, black hole',
        expected: 'success, digest set, W "cache not saved: …"',
      },
      {
        scenario: 'a cache export that fails for a while',
        expected: 'R in the post step, on the same builder, within two minutes',
        rules: ['build/retry.test.ts'],
      },
      {
        scenario: 'a cache of `cache-to` fails: 403, 502, silence',
        expected: 'success, the image and our own cache are written, W',
        rules: ['solve/cache-targets.test.ts'],
      },
      { scenario: 'export failing while the image push is slow', expected: 'push unaffected' },
      {
        scenario: 'two jobs export one ref at once',
        expected: 'one wins, the manifest is valid, the next import works',
      },
    ],
  },
  {
    title: 'Builder and host',
    rows: [
      {
        scenario: 'one of several platforms fails while the others are farther',
        expected: 'the next run starts where each of them was',
        rules: ['dockerfile/unfinished.test.ts', 'e2e/failed-build.test.ts'],
      },
      {
        scenario: 'a RUN that is quiet for longer than `network-timeout`, with either `progress`',
        expected: 'OK: only a registry is ever waited for too long',
        rules: ['solve/watchdog.test.ts'],
      },
      {
        scenario: 'no docker CLI; daemon not running; permission denied on the socket',
        expected: 'E, three different texts',
        rules: ['docker/docker.test.ts'],
      },
      {
        scenario: 'a command line that docker refuses, a daemon on another kind of processor',
        expected: 'E with the first line that docker printed; E with what helps',
        rules: ['docker/docker.test.ts', 'builder/detached.test.ts'],
      },
      {
        scenario:
          'Docker refuses the image that `load` gives it, in the middle or at its end; the push beside it fails',
        expected: 'E in the words of the one that failed',
        rules: ['docker/load.test.ts'],
      },
      {
        scenario: 'pulling the BuildKit image: 429, 500, timeout',
        expected: 'R with backoff, then a local image of the same digest if there is one',
        rules: ['builder/pull.test.ts'],
      },
      {
        scenario: 'buildkitd dies at boot; dies during a build',
        expected: 'E with its last log lines / R once on a fresh builder',
        rules: ['build/retry.test.ts'],
      },
      {
        scenario: "disk full, memory-backed state full, state file's size reached",
        expected: 'E with sizes and what to do / falls back to disk once / E',
        rules: ['build/retry.test.ts', 'builder/space.test.ts'],
      },
      {
        scenario: 'no mke2fs, no loop device, loop mount refused',
        expected: 'OK on a plain volume, said once',
      },
      {
        scenario: 'the kernel ends a step for want of memory',
        expected: 'E with how much there was and what to do',
        rules: ['build/explain.test.ts'],
      },
      {
        scenario: 'an endpoint where nobody listens',
        expected: 'R once, then E names `endpoint`, and no registry',
        rules: ['build/retry.test.ts'],
      },
      {
        scenario: "Docker's data root cannot hold overlayfs's snapshots, or another snapshotter was asked for",
        expected: 'OK with the native snapshotter; any snapshotter has its layers on the disk',
      },
      {
        scenario: 'a registry whose name this runner resolves and the builder does not',
        expected: 'E at once, says what to write as `builder-network`',
        rules: ['builder/unseen-host.test.ts'],
      },
      {
        scenario: '`ca` and `keypair` in a buildkitd.toml',
        expected: 'OK: copied into the builder; push, look-up and cache use them',
        rules: ['text/buildkitd-config.test.ts'],
      },
      {
        scenario: 'registry.insecure=true in `outputs`',
        expected: 'OK: for the look-up and the cache too',
        rules: ['request/insecure.test.ts'],
      },
      {
        scenario: "a proxy in `builder-env`, in docker's configuration, in the environment",
        expected: 'OK: one for probe, builder and RUN; its password is masked',
        rules: ['request/proxies.test.ts'],
      },
      {
        scenario: 'a cache in S3 whose login is in the environment of the step',
        expected: 'OK, on no command line and not in `docker inspect`',
        rules: ['request/proxies.test.ts'],
      },
      {
        scenario: "Docker daemon cannot see the runner's folders",
        expected: 'OK through `docker-container://`',
      },
      {
        scenario: 'two jobs on one host at the same second',
        expected: "isolated, neither removes the other's builder",
      },
      {
        scenario: 'builder left by a dead run of the same runner',
        expected: "removed with a notice; another runner's stays",
        rules: ['builder/lease.test.ts'],
      },
      {
        scenario: 'jobs of one host at once, on a runner that has no name',
        expected: 'OK: what may be alive is not removed, though all share `RUNNER_TEMP` (act, Gitea, Forgejo)',
        rules: ['builder/life.test.ts'],
      },
    ],
  },
  {
    title: 'Cache mounts',
    rows: [
      {
        scenario: "an entry's archive that is cut short, too large, a link, a folder, or has other members",
        expected: 'W, the mount is empty; nothing else is written anywhere',
        rules: ['mounts/unpack-one.test.ts'],
      },
      {
        scenario: "a RUN of which nobody knows which step's it is",
        expected: 'W once; what it had is not filled after it',
        rules: ['mounts/restorer.test.ts', 'mounts/recognize.test.ts'],
      },
      {
        scenario: 'a mount that is not unpacked to its end, with another RUN that shares it',
        expected: 'W, ended and emptied within a set time, and only then the other RUN starts',
        rules: ['mounts/restorer.test.ts'],
      },
      {
        scenario: 'a link in the place of a folder of a mount that is saved',
        expected: 'OK: it leads nowhere',
        rules: ['mounts/save-script.test.ts'],
      },
      {
        scenario: 'a chain of 20,000 steps',
        expected: 'OK: what only saves time ends no build',
        rules: ['mounts/upcoming.test.ts'],
      },
    ],
  },
  {
    title: 'Cancel and clean-up',
    rows: [
      {
        scenario: 'RUNNER_TEMP cleared between main and post',
        expected: 'post removes the builder all the same, W names what is lost',
      },
      {
        scenario:
          "one builder for the steps of a job: it is killed between two steps; a step is cancelled or killed while an earlier one's export goes on; a step has to replace it meanwhile; jobs at the same time",
        expected:
          'the next step starts another one, that export is saved, nothing of others is removed and nothing is left',
      },
      {
        scenario: 'one builder for five images of a job, on a disk that has not room for all',
        expected: 'all are built: what earlier steps left is removed',
      },
      {
        scenario: 'the runner is killed, and no later job of it comes',
        expected:
          'builder and folder are gone within 15 s; where all of its processes are killed, the builder within 90 s',
      },
      {
        scenario: 'SIGINT while pulling, booting, in a RUN, pushing, exporting',
        expected: 'builder gone within 7 s, exit ≠ 0, no tag moved after the signal',
      },
      {
        scenario: 'SIGKILL of the node process',
        expected: 'the post step removes everything from the saved state',
      },
      {
        scenario: 'post without state, twice, with a forged state',
        expected: 'no-op; touches only what carries our label',
        rules: ['builder/lease.test.ts'],
      },
    ],
  },
  {
    title: 'Output that talks to the runner',
    rows: [
      {
        scenario: "a sentence of ours in which a registry's or a program's words stand",
        expected: 'nothing is obeyed',
        rules: ['runner/say.test.ts', 'e2e/walls.test.ts'],
      },
      {
        scenario:
          'a RUN, stage name, heredoc or registry error prints `::set-output …`, `##[…]`, `\\r::add-mask…`, ANSI, BEL, 1 MB lines, invalid UTF-8',
        expected:
          'nothing is obeyed (`::stop-commands::`, carriage returns and control bytes made visible), the log stays readable',
        rules: ['log/log.test.ts', 'text/visible.test.ts', 'log/lines.test.ts', 'report/annotations.test.ts'],
      },
      {
        scenario: 'GITHUB_STEP_SUMMARY unset, a folder, not there, not writable',
        expected: 'OK, W: whatever follows the digest is only for show',
        rules: ['report/show.test.ts'],
      },
      {
        scenario: 'metadata file missing, truncated, digest malformed',
        expected: 'E, no output set',
        rules: ['image/metadata.test.ts'],
      },
    ],
  },
];
