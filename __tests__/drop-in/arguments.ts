import type { Inputs } from '../../src/request/inputs.ts';

/**
 * What people write who come from docker/build-push-action, in words of our own, and what that action makes of it. Without `row` the
 * result is the same; with it, it differs on purpose, and `row` is the row of README's *Migrating* that says so.
 */
export interface ArgumentCase {
  readonly name: string;
  readonly inputs: Partial<Inputs>;
  readonly env?: Readonly<Record<string, string>>;
  /** Arguments of buildctl, each a flag with its value; `WS` is the workspace, `TMP` the folder of files that we write. */
  readonly has?: readonly string[];
  /** Beginnings of arguments that must not be there. */
  readonly lacks?: readonly string[];
  /** What the one warning says; without it there is none. */
  readonly warns?: RegExp;
  /** What the refusal says. */
  readonly refused?: RegExp;
  readonly row?: string;
}

const app = 'registry.test/team/app';

const sources: readonly ArgumentCase[] = [
  {
    name: 'a folder as context',
    inputs: { context: '.' },
    has: ['--local context=WS', '--local dockerfile=WS', '--opt filename=Dockerfile'],
  },
  {
    name: 'a folder below and its own Dockerfile',
    inputs: { context: './services/api' },
    has: ['--local context=WS/services/api', '--local dockerfile=WS/services/api'],
  },
  {
    name: 'a Dockerfile elsewhere, relative to the workspace',
    inputs: { context: 'services', file: './build/api.Dockerfile' },
    has: ['--local context=WS/services', '--local dockerfile=WS/build', '--opt filename=api.Dockerfile'],
  },
  {
    name: 'a git repository at a branch',
    inputs: { context: 'https://git.test/team/app.git#main' },
    has: ['--opt context=https://git.test/team/app.git#main', '--opt filename=Dockerfile'],
    lacks: ['--local'],
  },
  {
    name: 'a folder of a git repository, with a Dockerfile there',
    inputs: { context: 'https://git.test/team/app.git#main:src', file: './docker/app.Dockerfile' },
    has: ['--opt context=https://git.test/team/app.git#main:src', '--opt filename=docker/app.Dockerfile'],
  },
  {
    name: 'the default context, in a folder of it',
    inputs: { context: '{{defaultContext}}:src' },
    has: ['--opt context=https://github.com/octo/app.git#0123456789abcdef0123456789abcdef01234567:src'],
  },
  {
    name: 'no context',
    inputs: {},
    has: ['--local context=WS'],
    lacks: ['--opt context='],
    row: '`context` is the git repository by default',
  },
  { name: 'a stage', inputs: { target: 'test' }, has: ['--opt target=test'] },
  {
    name: 'named contexts of each kind',
    inputs: {
      'build-contexts': 'lib=./lib\nbase=docker-image://debian:12\nother=https://git.test/team/other.git',
    },
    has: [
      ...['--opt context:lib=local:named-0', '--local named-0=WS/lib', '--opt context:base=docker-image://debian:12'],
      '--opt context:other=https://git.test/team/other.git',
    ],
  },
  {
    name: 'platforms between commas',
    inputs: { platforms: 'linux/amd64,linux/arm64' },
    has: ['--opt platform=linux/amd64,linux/arm64'],
  },
  {
    name: 'platforms in lines',
    inputs: { platforms: 'linux/amd64\nlinux/arm/v7' },
    has: ['--opt platform=linux/amd64,linux/arm/v7'],
  },
  {
    name: 'the platform of the environment',
    inputs: {},
    env: { DOCKER_DEFAULT_PLATFORM: 'linux/arm64' },
    has: ['--opt platform=linux/arm64'],
  },
  { name: 'no cache at all', inputs: { 'no-cache': 'true' }, has: ['--no-cache'] },
  { name: 'no cache for two stages', inputs: { 'no-cache-filters': 'lint, test' }, has: ['--opt no-cache=lint,test'] },
  {
    name: 'base images looked up anew',
    inputs: { pull: 'true' },
    has: ['--opt image-resolve-mode=pull'],
    row: '`pull: true`',
  },
  { name: 'a check', inputs: { call: 'check' }, has: ['--opt requestid=frontend.lint'], lacks: ['--output'] },
  { name: 'a check by its other name', inputs: { call: 'lint' }, has: ['--opt requestid=frontend.lint'] },
  { name: 'an outline', inputs: { call: 'outline' }, has: ['--opt requestid=frontend.outline'] },
];

const steps: readonly ArgumentCase[] = [
  {
    name: 'build arguments with commas and equals signs in their values',
    inputs: { 'build-args': 'HOSTS=a.test,b.test\nFLAGS=-X main.v=1' },
    has: ['--opt build-arg:HOSTS=a.test,b.test', '--opt build-arg:FLAGS=-X main.v=1'],
  },
  {
    name: 'a build argument of several lines',
    inputs: { 'build-args': '"NOTES=one\ntwo"\nREST=3' },
    has: ['--opt build-arg:NOTES=one\ntwo', '--opt build-arg:REST=3'],
  },
  {
    name: 'a build argument whose value the environment has',
    inputs: { 'build-args': 'COLOUR\nABSENT' },
    env: { COLOUR: 'green' },
    has: ['--opt build-arg:COLOUR=green'],
    lacks: ['--opt build-arg:ABSENT'],
  },
  {
    name: 'build arguments of unusual names, and a comment',
    inputs: { 'build-args': '# of the build\nmy.arg=1\nmy-arg=2' },
    has: ['--opt build-arg:my.arg=1', '--opt build-arg:my-arg=2'],
    lacks: ['--opt build-arg:#'],
  },
  {
    name: 'hosts for RUN in both spellings',
    inputs: { 'add-hosts': 'db:10.1.0.2\ncache=10.1.0.3' },
    has: ['--opt add-hosts=db=10.1.0.2,cache=10.1.0.3'],
  },
  { name: 'the size of /dev/shm', inputs: { 'shm-size': '1g' }, has: ['--opt shm-size=1073741824'] },
  {
    name: 'limits in RUN',
    inputs: { ulimit: 'nofile=512:1024\nnproc=9' },
    has: ['--opt ulimit=nofile=512:1024,nproc=9'],
  },
  { name: 'a control group', inputs: { 'cgroup-parent': 'builds' }, has: ['--opt cgroup-parent=builds'] },
  {
    name: 'the network of the host, with what it needs',
    inputs: { network: 'host' },
    has: ['--opt force-network-mode=host', '--allow network.host'],
  },
  { name: 'no network', inputs: { network: 'none' }, has: ['--opt force-network-mode=none'] },
  {
    name: 'two entitlements',
    inputs: { allow: 'network.host,security.insecure' },
    has: ['--allow network.host', '--allow security.insecure'],
  },
  { name: 'an ssh key', inputs: { ssh: 'deploy=keys/id' }, has: ['--ssh deploy=WS/keys/id'] },
  { name: 'the ssh agent', inputs: { ssh: 'default' }, env: { SSH_AUTH_SOCK: '/agent' }, has: ['--ssh default'] },
];

const secrets: readonly ArgumentCase[] = [
  { name: 'a secret with an equals sign', inputs: { secrets: 'KEY=abc=def' }, has: ['--secret id=KEY,src=TMP/KEY'] },
  {
    name: 'secrets of several lines, one of them empty',
    inputs: { secrets: '"CERT=first\n\nthird"\nPLAIN=x' },
    has: ['--secret id=CERT,src=TMP/CERT', '--secret id=PLAIN,src=TMP/PLAIN'],
  },
  {
    name: 'a secret with quotes in it',
    inputs: { secrets: '"JSON={""a"": 1}"' },
    has: ['--secret id=JSON,src=TMP/JSON'],
  },
  {
    name: 'a secret that is not set, as in a fork',
    inputs: { secrets: 'A=1\nB=' },
    has: ['--secret id=A,src=TMP/A'],
    lacks: ['--secret id=B'],
    warns: /"secrets" has an empty value in entry 2/,
  },
  {
    name: 'a line that is no secret',
    inputs: { secrets: 'just words' },
    lacks: ['--secret'],
    warns: /"secrets" has no ID=VALUE/,
  },
  {
    name: 'a secret of the environment',
    inputs: { 'secret-envs': 'token=MY_TOKEN' },
    env: { MY_TOKEN: 'x' },
    has: ['--secret id=token,env=MY_TOKEN'],
  },
  {
    name: 'a secret of a variable that is not set',
    inputs: { 'secret-envs': 'token=MY_TOKEN' },
    lacks: ['--secret'],
    warns: /"secret-envs" names a variable that is not set/,
  },
  { name: 'a secret of a file', inputs: { 'secret-files': 'npm=.npmrc' }, has: ['--secret id=npm,src=WS/.npmrc'] },
  {
    name: 'one id twice',
    inputs: { secrets: 'A=1', 'secret-files': 'A=file' },
    refused: /give one id twice/,
    row: 'one id twice in `secrets`, `secret-envs` and `secret-files`, one name twice in `build-contexts`: the last one',
  },
  {
    name: 'the token of the job',
    inputs: { 'github-token': 'ghs_0123456789', context: '.' },
    lacks: ['--secret'],
    row: '`github-token` is a secret of every build of the git repository',
  },
  {
    name: 'the token of the job for a git repository of its server',
    inputs: { 'github-token': 'ghs_0123456789', context: '{{defaultContext}}' },
    has: ['--secret id=GIT_AUTH_TOKEN.github.com,src=TMP/GIT_AUTH_TOKEN.github.com'],
  },
];

const results: readonly ArgumentCase[] = [
  {
    name: 'a push of two tags',
    inputs: { push: 'true', tags: `${app}:v1\n${app}:v2` },
    has: [`--output type=image,push=true,"name=${app}:v1,${app}:v2",compression=zstd,oci-mediatypes=true`],
    row: "gzip layers, Docker's media types",
  },
  {
    name: 'tags between commas, not pushed',
    inputs: { tags: `${app}:v1,${app}:v2` },
    has: [`--output type=image,push=false,"name=${app}:v1,${app}:v2",compression=zstd,oci-mediatypes=true`],
  },
  {
    name: 'an image for docker',
    inputs: { load: 'true', tags: 'app:dev' },
    has: ['--output type=docker,name=app:dev,dest=-,compression=uncompressed,force-compression=true'],
  },
  {
    name: 'an image of type docker, without a place',
    inputs: { outputs: 'type=docker,name=app:dev' },
    has: ['--output type=docker,name=app:dev,dest=-,compression=uncompressed,force-compression=true'],
  },
  { name: 'files into a folder', inputs: { outputs: 'out' }, has: ['--output type=local,dest=WS/out'] },
  { name: 'files into the workspace', inputs: { outputs: '.' }, has: ['--output type=local,dest=WS'] },
  {
    name: 'files into a folder and an archive',
    inputs: { outputs: 'type=local,dest=./out\ntype=tar,dest=out.tar' },
    has: ['--output type=local,dest=WS/out', '--output type=tar,dest=WS/out.tar'],
  },
  {
    name: 'an image of type registry',
    inputs: { outputs: `type=registry,name=${app}:v1` },
    has: [`--output type=image,push=true,name=${app}:v1,compression=zstd,oci-mediatypes=true`],
  },
  {
    name: 'two images',
    inputs: { outputs: `type=image,name=${app}:a,push=true\ntype=image,name=${app}:b,push=true` },
    has: [`--output type=image,push=true,name=${app}:a,compression=zstd,oci-mediatypes=true`],
  },
  { name: 'nothing but the cache', inputs: { outputs: 'type=cacheonly' }, lacks: ['--output'] },
  {
    name: 'standard output',
    inputs: { outputs: 'type=tar,dest=-' },
    refused: /standard output is the log/,
    row: '`outputs: -`, `dest=-`',
  },
  {
    name: 'a push that its output forbids',
    inputs: { push: 'true', outputs: `type=image,name=${app}:v1,push=false` },
    refused: /"push" is true but "outputs" has push=false/,
    row: '`push: true` beside `outputs: type=image,push=false`',
  },
  {
    name: 'a push without a name',
    inputs: { push: 'true' },
    refused: /"image" is empty, so there is nowhere to push/,
  },
  {
    name: 'a repository with capitals',
    inputs: { push: 'true', tags: 'registry.test/Team/App:V1' },
    has: [`--output type=image,push=true,name=${app}:V1,compression=zstd,oci-mediatypes=true`],
    row: 'upper-case letters in `tags` are refused',
  },
  {
    name: 'the tag of a cache',
    inputs: { push: 'true', tags: `${app}:cache-b-f921bd05e68b03740c45-main` },
    refused: /must not be the tag of a cache/,
    row: 'a tag like `cache-b-…`',
  },
  {
    name: 'a repository in "image" and no tags',
    inputs: { image: app, push: 'true' },
    has: [`--output type=image,push=true,name=${app}:main,compression=zstd,oci-mediatypes=true`],
    row: '`tags` left out: the image has no name',
  },
  {
    name: 'labels, one with a comma',
    inputs: { labels: 'one=1\ntext=fast, small' },
    has: ['--opt label:one=1', '--opt label:text=fast, small'],
  },
  {
    name: 'no labels',
    inputs: {},
    has: ['--opt label:org.opencontainers.image.source=https://github.com/octo/app'],
    row: 'labels are those of `labels`',
  },
  {
    name: 'annotations of the manifest',
    inputs: { push: 'true', tags: `${app}:v1`, annotations: 'manifest:who=us' },
    has: [
      `--output type=image,push=true,name=${app}:v1,compression=zstd,oci-mediatypes=true,annotation-manifest.who=us`,
    ],
  },
];

const attestations: readonly ArgumentCase[] = [
  { name: 'no provenance asked for', inputs: {}, lacks: ['--opt attest:'], row: '`provenance` is on by default' },
  { name: 'provenance as it is', inputs: { provenance: 'true' }, has: ['--opt attest:provenance=mode=max'] },
  { name: 'the least provenance', inputs: { provenance: 'mode=min' }, has: ['--opt attest:provenance=mode=min'] },
  { name: 'no provenance', inputs: { provenance: 'false' }, lacks: ['--opt attest:'] },
  {
    name: 'provenance of a named builder',
    inputs: { attests: 'type=provenance,builder-id=mine' },
    has: ['--opt attest:provenance=mode=max,builder-id=mine'],
  },
  { name: 'an SBOM', inputs: { sbom: 'true' }, has: ['--opt attest:sbom='] },
  {
    name: 'an SBOM by another scanner',
    inputs: { attests: 'type=sbom,generator=registry.test/scan' },
    has: ['--opt attest:sbom=generator=registry.test/scan'],
  },
  {
    name: 'an input before its entry in attests',
    inputs: { attests: 'type=provenance,mode=min', provenance: 'mode=max' },
    has: ['--opt attest:provenance=mode=max'],
  },
];

const caches: readonly ArgumentCase[] = [
  {
    name: 'the cache of Actions',
    inputs: { 'cache-from': 'type=gha,scope=app', 'cache-to': 'type=gha,scope=app,mode=max' },
    has: ['--import-cache type=gha,scope=app'],
    row: '`cache-from: type=gha`, `cache-to: type=gha`',
  },
  {
    name: 'a cache in a registry',
    inputs: { 'cache-from': `type=registry,ref=${app}:cache` },
    has: [`--import-cache type=registry,ref=${app}:cache`],
    row: '`cache-from: type=registry,…`, `cache-to: type=registry,…,mode=max`',
  },
  {
    name: 'a cache by its bare name',
    inputs: { 'cache-from': `${app}:cache` },
    has: [`--import-cache type=registry,ref=${app}:cache`],
  },
  {
    name: 'a cache in a folder',
    inputs: { 'cache-from': 'type=local,src=.cache' },
    has: ['--import-cache type=local,src=WS/.cache'],
  },
  {
    name: 'an attribute that BuildKit does not know',
    inputs: { 'cache-from': 'type=gha,mode=max' },
    has: ['--import-cache type=gha'],
    warns: /"cache-from" has "mode", which BuildKit would ignore/,
    row: 'an attribute that BuildKit does not know is ignored in silence',
  },
  { name: 'a cache of an unknown kind', inputs: { 'cache-to': 'type=floppy' }, refused: /unknown type=floppy/ },
  {
    name: 'the builder of another step',
    inputs: { builder: 'builder-1' },
    warns: /"builder" has no meaning/,
    row: '`builder`',
  },
];

export const argumentCases = [...sources, ...steps, ...secrets, ...results, ...attestations, ...caches];
