/**
 * Jobs as people have them who come from docker/build-push-action, in words of our own, with the result that they have there. `IMAGE`
 * stands for a repository of the test's registry that does not exist yet. What a RUN has to see it looks for itself, and fails else.
 */
export interface Job {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** Inputs of earlier steps of the same job, on the same runner. */
  readonly before?: readonly Readonly<Record<string, string>>[];
  readonly inputs: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** 0 where nothing is said. */
  readonly exit?: number;
  /** Tags that the repository has afterwards; `cache` is one of caches. */
  readonly tags?: readonly string[];
  /** Platforms of the index that the first of them is. */
  readonly platforms?: readonly string[];
  /** Names of images that Docker has afterwards. */
  readonly docker?: readonly string[];
  /** Files of the workspace, with what they hold; undefined: whatever it is. */
  readonly made?: Readonly<Record<string, string | undefined>>;
  /** What the annotations say; none where nothing is said. */
  readonly says?: readonly RegExp[];
  /** What the log says. */
  readonly log?: RegExp;
  readonly digest?: 'none';
  /** The row of README's *Migrating* that says what differs on purpose. */
  readonly row?: string;
}

const small = { Dockerfile: 'FROM scratch\nCOPY note.txt /\n', 'note.txt': 'a note\n' };
const run = (...lines: string[]) => ({ Dockerfile: ['FROM debian:bookworm-slim', ...lines, ''].join('\n') });
const files = { Dockerfile: 'FROM scratch AS made\nCOPY note.txt /\nFROM scratch\nCOPY other.txt /\n' };
const both = { ...files, 'note.txt': 'a note\n', 'other.txt': 'another\n' };

const places: readonly Job[] = [
  {
    name: 'nothing but a file',
    files: { 'sub/Dockerfile': small.Dockerfile, 'note.txt': 'x' },
    inputs: { file: './sub/Dockerfile' },
  },
  { name: 'nothing at all', files: small, inputs: {} },
  {
    name: 'a folder as context',
    files: { 'app/Dockerfile': small.Dockerfile, 'app/note.txt': 'x' },
    inputs: { context: './app' },
  },
  {
    name: 'an ignore file of the Dockerfile that is named',
    files: {
      'a.Dockerfile': 'FROM scratch\nCOPY . /\n',
      'a.Dockerfile.dockerignore': '*\n!keep\n',
      keep: 'k',
      drop: 'd',
    },
    inputs: { context: '.', file: 'a.Dockerfile', outputs: 'out' },
    made: { 'out/keep': 'k' },
  },
  {
    name: 'a folder outside of the workspace',
    files: small,
    inputs: { context: '/etc' },
    exit: 1,
    says: [/"context" names \/etc outside the workspace/],
    digest: 'none',
    row: '`context` and `file` anywhere on the runner',
  },
  { name: 'a stage that is only a test', files: both, inputs: { context: '.', target: 'made' } },
  {
    name: 'a stage that is not there',
    files: both,
    inputs: { context: '.', target: 'nowhere' },
    exit: 1,
    says: [/target stage "nowhere" could not be found/],
    digest: 'none',
  },
  {
    name: 'named contexts, a folder and an image',
    files: {
      Dockerfile: 'FROM base\nRUN --mount=from=lib,target=/lib2 grep -q text /lib2/word\n',
      'lib/word': 'text\n',
    },
    inputs: { context: '.', 'build-contexts': 'base=docker-image://debian:bookworm-slim\nlib=./lib' },
  },
];

const steps: readonly Job[] = [
  {
    name: 'build arguments, one from the environment',
    files: run('ARG A', 'ARG B', 'RUN test "$A" = "1,2" && test "$B" = there'),
    inputs: { context: '.', 'build-args': 'A=1,2\nB' },
    env: { B: 'there' },
  },
  {
    name: 'secrets of all three kinds, and one that is not set',
    files: {
      ...run(
        'RUN --mount=type=secret,id=a grep -qx "one" /run/secrets/a',
        'RUN --mount=type=secret,id=b test "$(wc -l </run/secrets/b)" = 2',
        'RUN --mount=type=secret,id=c grep -qx there /run/secrets/c',
        'RUN --mount=type=secret,id=d grep -qx file /run/secrets/d',
        'RUN --mount=type=secret,id=e test ! -e /run/secrets/e',
      ),
      token: 'file\n',
    },
    inputs: {
      context: '.',
      secrets: 'a=one\n"b=1\n\n3"\ne=',
      'secret-envs': 'c=MINE',
      'secret-files': 'd=token',
    },
    env: { MINE: 'there' },
    says: [/"secrets" has an empty value in entry 3/],
  },
  {
    name: 'a secret that a RUN must have',
    files: run('RUN --mount=type=secret,id=a,required=true true'),
    inputs: { context: '.', secrets: 'a=' },
    exit: 1,
    says: [/"secrets" has an empty value/, /secret a: not found/],
    digest: 'none',
  },
  {
    name: 'the size of /dev/shm',
    files: run('RUN grep -q "/dev/shm .*size=131072k" /proc/mounts'),
    inputs: { context: '.', 'shm-size': '128m' },
  },
  {
    name: 'limits',
    files: run('RUN test "$(ulimit -Sn)" = 333 && test "$(ulimit -Hn)" = 444'),
    inputs: { context: '.', ulimit: 'nofile=333:444' },
  },
  {
    name: 'hosts',
    files: run('RUN grep -q "10.1.2.3.*db" /etc/hosts && grep -q "10.1.2.4.*mail" /etc/hosts'),
    inputs: { context: '.', 'add-hosts': 'db:10.1.2.3\nmail:10.1.2.4' },
  },
  {
    name: 'the network of the host',
    files: run('RUN test -e /sys/class/net/lo'),
    inputs: { context: '.', network: 'host' },
  },
  { name: 'a control group', files: run('RUN true'), inputs: { context: '.', 'cgroup-parent': 'drop-in' } },
  {
    name: 'a RUN that may do more',
    files: run('RUN --security=insecure mount -t tmpfs none /mnt'),
    inputs: { context: '.', allow: 'security.insecure' },
  },
  {
    name: 'a RUN that fails',
    files: run('RUN echo so it is && exit 7'),
    inputs: { context: '.' },
    exit: 1,
    says: [/exit code: 7/],
    digest: 'none',
  },
  {
    name: 'a check that finds something',
    files: { Dockerfile: 'from scratch\nCOPY . /\n' },
    inputs: { context: '.', call: 'check' },
    exit: 1,
    says: [/FromAsCasing|ConsistentInstructionCasing|casing/i, /./],
    digest: 'none',
  },
];

const results: readonly Job[] = [
  {
    name: 'a push of two tags',
    files: small,
    inputs: { context: '.', push: 'true', tags: 'IMAGE:latest\nIMAGE:1.0.0' },
    tags: ['1.0.0', 'cache', 'latest'],
    row: 'nothing but the image is written',
  },
  {
    name: 'a push for two platforms',
    files: small,
    inputs: { context: '.', push: 'true', tags: 'IMAGE:v1', platforms: 'linux/amd64,linux/arm64', cache: 'read-only' },
    tags: ['v1'],
    platforms: ['linux/amd64', 'linux/arm64'],
  },
  {
    name: 'a push with provenance',
    files: small,
    inputs: { context: '.', push: 'true', tags: 'IMAGE:v1', provenance: 'mode=max', cache: 'off' },
    tags: ['v1'],
    platforms: ['linux/amd64', 'unknown/unknown'],
  },
  {
    name: 'a push by outputs',
    files: small,
    inputs: { context: '.', outputs: 'type=image,name=IMAGE:v1,push=true', cache: 'off' },
    tags: ['v1'],
  },
  {
    name: 'a push by digest alone',
    files: small,
    inputs: {
      context: '.',
      outputs: 'type=image,name=IMAGE,push-by-digest=true,name-canonical=true,push=true',
      cache: 'off',
    },
    tags: [],
  },
  { name: 'a name that is not pushed', files: small, inputs: { context: '.', tags: 'IMAGE:v1' }, tags: [] },
  {
    name: 'a push without a name',
    files: small,
    inputs: { context: '.', push: 'true' },
    exit: 1,
    says: [/there is nowhere to push/],
    digest: 'none',
  },
  {
    name: 'a push to where nobody listens',
    files: small,
    inputs: { context: '.', push: 'true', tags: 'localhost:9/app:v1', retries: '0', cache: 'off' },
    exit: 1,
    says: [/connection refused/],
    digest: 'none',
  },
  {
    name: 'an image for docker',
    files: small,
    inputs: { context: '.', load: 'true', tags: 'IMAGE:loaded' },
    docker: ['IMAGE:loaded'],
    tags: [],
  },
  {
    name: 'an image for docker and the registry',
    files: small,
    inputs: { context: '.', load: 'true', push: 'true', tags: 'IMAGE:both', cache: 'off' },
    docker: ['IMAGE:both'],
    tags: ['both'],
  },
  {
    name: 'an image that the step before has loaded',
    files: { 'base.Dockerfile': small.Dockerfile, 'note.txt': 'a note\n', Dockerfile: 'FROM IMAGE:base\n' },
    before: [{ context: '.', file: 'base.Dockerfile', load: 'true', tags: 'IMAGE:base' }],
    inputs: { context: '.', outputs: 'out' },
    made: { 'out/note.txt': 'a note\n' },
    docker: ['IMAGE:base'],
    row: "an image of Docker's own in FROM or `docker-image://`, without docker/setup-buildx-action",
  },
  {
    name: 'an image that the step before has pushed',
    files: { 'base.Dockerfile': small.Dockerfile, 'note.txt': 'a note\n', Dockerfile: 'FROM IMAGE:base\n' },
    before: [{ context: '.', file: 'base.Dockerfile', push: 'true', tags: 'IMAGE:base', cache: 'off' }],
    inputs: { context: '.', outputs: 'out', 'build-contexts': 'unused=docker-image://IMAGE:base' },
    made: { 'out/note.txt': 'a note\n' },
    tags: ['base'],
  },
  {
    name: 'the files of a stage',
    files: both,
    inputs: { context: '.', target: 'made', outputs: 'out' },
    made: { 'out/note.txt': 'a note\n' },
    digest: 'none',
  },
  {
    name: 'a folder and archives of all kinds',
    files: both,
    inputs: {
      context: '.',
      outputs: 'type=local,dest=out\ntype=tar,dest=a.tar\ntype=oci,dest=b.tar\ntype=docker,dest=c.tar',
    },
    made: { 'out/other.txt': 'another\n', 'a.tar': undefined, 'b.tar': undefined, 'c.tar': undefined },
  },
  { name: 'nothing but the cache', files: small, inputs: { context: '.', outputs: 'type=cacheonly' }, digest: 'none' },
];

const caches: readonly Job[] = [
  {
    name: 'a cache in a folder',
    files: { ...run('COPY note.txt /', 'RUN date >/when'), 'note.txt': 'x' },
    before: [{ context: '.', 'cache-to': 'type=local,dest=.cache,mode=max' }],
    inputs: { context: '.', 'cache-from': 'type=local,src=.cache' },
    log: /CACHED .*RUN date/,
  },
  {
    name: 'a cache in the registry',
    files: run('RUN date >/when'),
    before: [{ context: '.', 'cache-to': 'type=registry,ref=IMAGE:kept,mode=max' }],
    inputs: { context: '.', 'cache-from': 'type=registry,ref=IMAGE:kept' },
    log: /CACHED .*RUN date/,
    tags: ['kept'],
  },
  {
    name: 'a cache in the image',
    files: run('RUN date >/when'),
    before: [{ context: '.', push: 'true', tags: 'IMAGE:v1', 'cache-to': 'type=inline', cache: 'off' }],
    inputs: { context: '.', 'cache-from': 'IMAGE:v1' },
    log: /CACHED .*RUN date/,
    tags: ['v1'],
  },
  {
    name: 'a stage that is run anew',
    files: { Dockerfile: 'FROM debian:bookworm-slim AS made\nRUN date >/when\n' },
    before: [{ context: '.', 'cache-to': 'type=registry,ref=IMAGE:kept,mode=max' }],
    inputs: { context: '.', 'no-cache-filters': 'made', 'cache-from': 'type=registry,ref=IMAGE:kept' },
    log: /RUN date >\/when · done in/,
    tags: ['kept'],
  },
  {
    name: 'a cache that is not there',
    files: small,
    inputs: { context: '.', 'cache-from': 'type=registry,ref=IMAGE:none' },
  },
];

export const jobs = [...places, ...steps, ...results, ...caches];
