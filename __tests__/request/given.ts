import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { BuildRequest } from '../../src/request/build-request.ts';
import type { GitContext } from '../../src/request/git-context.ts';
import { type Inputs, inputNames } from '../../src/request/inputs.ts';
import { parseRequest } from '../../src/request/request.ts';

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: Readonly<Record<string, string>>;
}

export const action: ActionFile = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8'));

/** Inputs as the runner hands them over: what the workflow wrote, else action.yml's defaults. */
export function given(written: Partial<Inputs> = {}): Inputs {
  const entries = inputNames.map((name) => [name, written[name] ?? action.inputs[name]?.default ?? '']);
  return { ...Object.fromEntries(entries), 'github-token': written['github-token'] ?? '' };
}

export const workspace = '/home/runner/work/app/app';

export const git: GitContext = {
  event: 'push',
  ref: 'refs/heads/main',
  sha: '0123456789abcdef0123456789abcdef01234567',
  repository: 'octo/app',
  serverUrl: 'https://github.com',
  payload: { repository: { name: 'app', default_branch: 'main' } },
  head: 'same',
  commitTime: '2026-01-02T03:04:05Z',
  actionsCacheMode: undefined,
};

/** The request of an image that is named, with what else the workflow wrote. */
export function request(written: Partial<Inputs> = {}, run: Partial<GitContext> = {}, env = {}): BuildRequest {
  return parseRequest(given({ image: 'ghcr.io/octo/app', ...written }), { ...git, ...run }, workspace, env);
}
