import { relative } from 'node:path';
import type { BuildRequest, BuildSource } from '../request/build-request.ts';

/** What a build was made with, as the summary lists it: a name and its values. */
export type BuildInput = readonly [name: string, values: readonly string[]];

/** Lists what the workflow gave the build. Of arguments and secrets only the names are told: values may be what nobody should read. */
export function describeInputs(request: BuildRequest, workspace: string): BuildInput[] {
  const { dockerfile, target, buildArgs, buildContexts, secrets, ssh, labels } = request;
  const inputs: BuildInput[] = [
    ['Context', [describeSource(request.source, workspace)]],
    ['Dockerfile', [dockerfile.filename]],
    ['Target', target === undefined ? [] : [target]],
    ['Build arguments', buildArgs.map(([name]) => name)],
    ['Named contexts', buildContexts.map(({ name }) => name)],
    ['Secrets', secrets.map(({ id }) => id)],
    ['SSH', ssh.map((each) => each.split('=')[0] ?? each)],
    ['Labels', labels.map(([name, value]) => `${name}=${value}`)],
  ];
  return inputs.filter(([, values]) => values.length > 0);
}

function describeSource(source: BuildSource, workspace: string): string {
  // A login within a URL is nobody's business.
  if (source.kind === 'remote') return source.url.replace(/^(\w+:\/\/)[^/@]*@/, '$1');
  const path = relative(workspace, source.path);
  return path === '' ? '.' : path.startsWith('..') ? source.path : path;
}
