/*
 * The room `request/`: from the inputs, which are texts, to a BuildRequest, in which every value is checked and has its type. Read this
 * file first, which calls the parsers of each group of inputs, then build-request.ts, the type that all later rooms read. The groups:
 *
 * - where the build comes from: source.ts, remote.ts, git-context.ts (the event and the checkout), pairs.ts (build arguments), secrets.ts
 * - the image and other results: image-request.ts, which uses destination.ts, tags.ts, outputs.ts, attests.ts and annotations.ts
 * - the caches and the builder: caches.ts, builder-request.ts
 * - grammars that several inputs share: lists.ts, scalars.ts, names.ts, shell-words.ts
 *
 * After the parsing paths.ts looks on the disk, and notes.ts says what a valid request should warn of.
 */

import { resolve } from 'node:path';
import type { BuildRequest, Note, Pair } from './build-request.ts';
import { parseBuilder } from './builder-request.ts';
import { parseCache } from './caches.ts';
import type { Environment, GitContext, Surroundings } from './git-context.ts';
import { toHosts } from './hosts.ts';
import { parseImageRequest } from './image-request.ts';
import { InputError } from './input-error.ts';
import type { Inputs } from './inputs.ts';
import { toNotes } from './notes.ts';
import { parseBuildArgs } from './pairs.ts';
import { parsePlatforms } from './platforms.ts';
import { parseBoolean, parseChoice, parseDuration, parseInteger } from './scalars.ts';
import { parseSecrets, parseSsh, withGitToken } from './secrets.ts';
import { parseBuildContexts, parseDockerfile, parseSource } from './source.ts';
import { parseSteps } from './steps.ts';

/**
 * Makes the build request of the inputs; throws an InputError at the first mistake, which never holds a secret.
 *
 * `dockerProxies` is what docker's configuration says of a proxy (`readDockerProxies`).
 *
 * Paths become absolute against the workspace; whether they exist is `checkPaths`' work.
 */
export function parseRequest(
  inputs: Inputs,
  git: GitContext,
  workspace: string,
  env: Environment,
  dockerProxies: readonly Pair[] = [],
): BuildRequest {
  checkRunner(inputs, env);
  const warnings: Note[] = [];
  const warn = (text: string) => warnings.push({ level: 'warning', text });
  const around = { git, workspace: resolve(workspace), env, warn };
  const platforms = parsePlatforms(inputs.platforms || (env.DOCKER_DEFAULT_PLATFORM ?? ''));
  const sources = parseSources(inputs, around);
  const image = parseImageRequest(inputs, around, { platforms, source: sources.source });
  const cache = parseCache(inputs, {
    ...sources,
    platforms,
    image: image.image,
    push: image.push,
    workspace: around.workspace,
    warn,
  });
  const parts = { ...sources, ...image, ...parseSteps(inputs), ...parseReport(inputs, env), platforms, cache };
  const request = {
    ...parts,
    builderSharing: parseChoice('builder-sharing', inputs['builder-sharing'], ['job', 'step'], 'job'),
    builder: parseBuilder(inputs, around, { ...parts, hosts: toHosts(parts), dockerProxies }),
  };
  return { ...request, notes: [...warnings, ...toNotes(inputs, request)] };
}

/** A builder is a Linux container; only an endpoint makes another runner do. */
function checkRunner(inputs: Inputs, { RUNNER_OS: system = 'Linux' }: Environment): void {
  if (system === 'Linux' || inputs.endpoint !== '') return;
  throw new InputError(
    `"endpoint" must be given on this runner: the builder needs Linux and Docker, and this is ${system}. Write runs-on: ubuntu-latest, or endpoint: ADDRESS of a BuildKit that already runs.`,
  );
}

type Sources =
  | ('gitDir' | 'leavesGitDirOut' | 'source' | 'dockerfile' | 'buildContexts' | 'outsideWorkspace')
  | ('buildArgs' | 'secrets' | 'gitToken' | 'ssh');

function parseSources(inputs: Inputs, around: Surroundings): Pick<BuildRequest, Sources> {
  const { git, workspace, env } = around;
  const source = parseSource(inputs.context, git, workspace);
  const buildContexts = parseBuildContexts(inputs['build-contexts'], git, workspace);
  const secrets = parseSecrets(inputs, around);
  const buildArgs = parseBuildArgs(inputs['build-args'], around);
  const mayLeave = parseBoolean('allow-outside-workspace', inputs['allow-outside-workspace'], false);
  return {
    source,
    gitDir: parseGitDir(inputs, buildArgs),
    leavesGitDirOut: false,
    dockerfile: parseDockerfile(inputs.file, source, workspace),
    buildContexts,
    outsideWorkspace: mayLeave ? 'allowed' : 'refused',
    buildArgs,
    ...withGitToken(secrets, inputs['github-token'], [source, buildContexts], git),
    ssh: parseSsh(inputs.ssh, workspace, env),
  };
}

/**
 * A context that nobody wrote is the git repository for docker/build-push-action, which has no `.git` unless its build argument keeps
 * it; one that is written is the folder as it is.
 */
function parseGitDir(inputs: Inputs, buildArgs: readonly Pair[]): BuildRequest['gitDir'] {
  const choice = parseChoice('git-dir', inputs['git-dir'], ['auto', 'keep', 'drop'], 'auto');
  if (choice !== 'auto') return choice;
  const keeps = new Map(buildArgs).get('BUILDKIT_CONTEXT_KEEP_GIT_DIR');
  return inputs.context !== '' || /^(?:1|t|true)$/i.test(keeps ?? '') ? 'keep' : 'auto';
}

function parseReport(
  inputs: Inputs,
  env: Environment,
): Pick<BuildRequest, 'report' | 'retries' | 'timeout' | 'networkTimeout'> {
  return {
    report: {
      progress: parseChoice('progress', inputs.progress, ['auto', 'plain'], 'auto'),
      // The variables of docker/build-push-action.
      summary: parseBoolean('summary', inputs.summary, true) && !isOff(env.DOCKER_BUILD_SUMMARY),
      checks: !isOff(env.DOCKER_BUILD_CHECKS_ANNOTATIONS),
    },
    retries: parseInteger('retries', inputs.retries, 0, 10) ?? 3,
    timeout: parseDuration('timeout', inputs.timeout),
    networkTimeout: parseDuration('network-timeout', inputs['network-timeout']) ?? FIVE_MINUTES,
  };
}

/** Go's and docker/actions-toolkit's words for false. */
function isOff(variable: string | undefined): boolean {
  return /^(?:0|f|false)$/i.test(variable ?? '');
}

/** A registry may take minutes to put a large layer in its place; it says nothing meanwhile. */
const FIVE_MINUTES = 300_000;
