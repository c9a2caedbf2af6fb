import * as core from '@actions/core';
import { createRegistryClient, type RegistryClient } from '../registry/client.ts';
import { readCredentials, readDockerConfig } from '../registry/credentials.ts';
import { createTransport } from '../registry/transport.ts';
import type { GitContext } from '../request/git-context.ts';
import type { HubOptions } from './docker-hub.ts';
import { type GitHub, openGitHub } from './github.ts';
import type { PruneRequest } from './request.ts';

/** Whom a run asks. */
export interface Sources {
  readonly registry: RegistryClient;
  /** Undefined: there is no token. */
  readonly github: GitHub | undefined;
  readonly hub: HubOptions;
  /** The default branch, `refs/heads/…`, as far as the event tells. */
  readonly defaultBranch: string | undefined;
}

/** Opens registry and GitHub with docker's logins and the job's token; asks nothing yet. Throws an Error when docker's configuration is malformed. */
export function openSources(request: PruneRequest, git: GitContext, signal: AbortSignal): Sources {
  const logins = readDockerConfig(process.env, core.setSecret);
  const credentials = (host: string) => readCredentials(logins, host, signal);
  const common = { mask: core.setSecret, signal };
  return {
    // Nobody waits for this, and a list must be whole.
    registry: createRegistryClient({ ...common, credentials, userAgent: USER_AGENT, timeoutMilliseconds: 30_000 }),
    github: openGitHubFor(request, git, signal),
    hub: {
      ...common,
      host: 'hub.docker.com',
      credentials: () => credentials('docker.io'),
      send: createTransport({ security: () => 'https', certificates: () => [], env: process.env }),
    },
    defaultBranch: toDefaultBranch(git),
  };
}

function openGitHubFor({ githubToken: token }: PruneRequest, { repository }: GitContext, signal: AbortSignal) {
  const apiUrl = process.env.GITHUB_API_URL || 'https://api.github.com';
  return token === undefined ? undefined : openGitHub({ apiUrl, token, repository, signal });
}

const USER_AGENT = 'buildkit-build-action';

/** A schedule runs on the default branch, if its payload does not name it. */
function toDefaultBranch({ event, payload, ref }: GitContext): string | undefined {
  const name = Object(payload?.repository).default_branch;
  if (typeof name === 'string' && name !== '') return `refs/heads/${name}`;
  return event === 'schedule' && ref.startsWith('refs/heads/') ? ref : undefined;
}
