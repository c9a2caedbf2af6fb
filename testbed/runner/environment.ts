import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GitHubEvent, repository } from './events.ts';

/** The folders of one runner. */
export type RunnerFolders = {
  root: string;
  temp: string;
  home: string;
  dockerConfig: string;
  toolCache: string;
  workspace: string;
};

/** Makes the folders of a runner below a root folder. */
export function makeFolders(root: string, workspace: string | undefined): RunnerFolders {
  const folders = {
    root,
    temp: join(root, 'work', '_temp'),
    home: join(root, 'home'),
    dockerConfig: join(root, 'home', '.docker'),
    toolCache: join(root, 'tool-cache'),
    workspace: workspace ?? join(root, 'work', 'app', 'app'),
  };
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
  return folders;
}

/** Returns the GITHUB_* and RUNNER_* variables of a step ("Store information in variables" of GitHub's documentation) and writes the event's payload. */
export function contextVariables(
  folders: RunnerFolders,
  event: GitHubEvent,
  run: { id: string; attempt: string },
): Record<string, string> {
  const eventFile = join(folders.temp, '_github_workflow', 'event.json');
  mkdirSync(join(folders.temp, '_github_workflow'), { recursive: true });
  writeFileSync(eventFile, JSON.stringify(event.payload, undefined, 2));
  return {
    CI: 'true',
    HOME: folders.home,
    DOCKER_CONFIG: folders.dockerConfig,
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: 'build',
    GITHUB_ACTION_REF: '',
    GITHUB_ACTION_REPOSITORY: '',
    GITHUB_ACTOR: event.actor,
    GITHUB_ACTOR_ID: '583231',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_BASE_REF: event.baseRef ?? '',
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: eventFile,
    GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
    GITHUB_HEAD_REF: event.headRef ?? '',
    GITHUB_JOB: 'image',
    GITHUB_REF: event.ref,
    GITHUB_REF_NAME: event.ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    GITHUB_REF_PROTECTED: 'false',
    GITHUB_REF_TYPE: event.refType,
    GITHUB_REPOSITORY: repository,
    GITHUB_REPOSITORY_ID: '123456789',
    GITHUB_REPOSITORY_OWNER: repository.split('/')[0] ?? '',
    GITHUB_REPOSITORY_OWNER_ID: '9919',
    GITHUB_RETENTION_DAYS: '90',
    GITHUB_RUN_ATTEMPT: run.attempt,
    GITHUB_RUN_ID: run.id,
    GITHUB_RUN_NUMBER: '42',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: event.sha,
    GITHUB_TRIGGERING_ACTOR: event.actor,
    GITHUB_WORKFLOW: 'Image',
    GITHUB_WORKFLOW_REF: `${repository}/.github/workflows/image.yml@${event.ref}`,
    GITHUB_WORKFLOW_SHA: event.sha,
    GITHUB_WORKSPACE: folders.workspace,
    RUNNER_ARCH: process.arch === 'arm64' ? 'ARM64' : 'X64',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'testbed',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: folders.temp,
    RUNNER_TOOL_CACHE: folders.toolCache,
    // By this the runner finds what a job's steps left running.
    RUNNER_TRACKING_ID: `github_${run.id}`,
    RUNNER_WORKSPACE: join(folders.workspace, '..'),
  };
}

/** Returns this process's environment without what belongs to npm, to the test runner or to a runner that this one runs on. */
export function cleanEnvironment(): Record<string, string> {
  const foreign =
    /^(npm_|INPUT_|STATE_|GITHUB_|RUNNER_|ACTIONS_|VITEST|NODE_|TEST$|DEV$|PROD$|MODE$|BASE_URL$|SSR$|INIT_CWD$|DOCKER_CONFIG$)/i;
  const kept = Object.entries(process.env).filter(([name]) => name === 'NODE_EXTRA_CA_CERTS' || !foreign.test(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, value ?? '']));
}
