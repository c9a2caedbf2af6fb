import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildRequest, NamedContext } from '../request/build-request.ts';
import { toContextName } from '../request/source.ts';
import { type ParsedDockerfile, parseDockerfile } from './dockerfile.ts';
import { type Instruction, toInstruction } from './instruction.ts';
import { sourcesOf } from './stage-graph.ts';

/**
 * Returns the request without the token that the action adds for git contexts, where only named contexts could use it and the
 * Dockerfile uses none of them: every RUN can mount a secret of the build, so none is given that is not needed. A Dockerfile that cannot be
 * read from here may use all.
 */
export async function withoutIdleToken(request: BuildRequest): Promise<BuildRequest> {
  const { gitToken, source, dockerfile, buildContexts } = request;
  if (gitToken === undefined || source.kind === 'remote' || dockerfile.directory === undefined) return request;
  const text = await readFile(dockerfile.real ?? join(dockerfile.directory, dockerfile.filename), 'utf8');
  const parsed = parseDockerfile(text);
  if (buildContexts.some((each) => gitToken.contexts.includes(each.name) && usesContext(parsed, each.name)))
    return request;
  return { ...request, gitToken: undefined, secrets: request.secrets.filter(({ id }) => id !== gitToken.id) };
}

/** Tells whether a Dockerfile may use a named context: as a base, as a source, or in the place of a stage of that name. What a variable names may be any. */
export function usesContext({ stages }: ParsedDockerfile, name: NamedContext['name']): boolean {
  const own = name.replace(/::.*$/s, '').toLowerCase();
  const sources = stages.flatMap((stage) => [
    ...[stage.name ?? '', stage.base],
    ...stage.instructions.flatMap((each) => sourcesOf(triggered(each))),
  ]);
  return sources.some((source) => source.includes('$') || [source.toLowerCase(), nameOf(source)].includes(own));
}

/** What an ONBUILD holds. */
function triggered(instruction: Instruction): Instruction {
  return instruction.keyword === 'ONBUILD' ? toInstruction(instruction.text, '\\') : instruction;
}

function nameOf(source: string): string {
  try {
    return toContextName(source);
  } catch {
    return source;
  }
}
