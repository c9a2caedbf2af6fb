import { resolve, sep } from 'node:path';
import { formatReference, isDigest } from '../text/reference.ts';
import type { BuildSource, Dockerfile, NamedContext } from './build-request.ts';
import type { GitContext } from './git-context.ts';
import { InputError, shown } from './input-error.ts';
import { parseList } from './lists.ts';
import { parseLowered } from './names.ts';
import { splitAtEquals } from './pairs.ts';
import { checkRemote, expandDefaultContext, isRemote } from './remote.ts';

/** Reads `context`: a folder, made absolute against the workspace, or a URL. */
export function parseSource(text: string, git: GitContext, workspace: string): BuildSource {
  const context = expandDefaultContext(text === '' ? '.' : text, git);
  if (isRemote(context)) return { kind: 'remote', url: checkRemote('context', context) };
  if (context === '-' || /^[\w+.-]+:\/\//.test(context)) {
    throw new InputError(`"context" must be a folder or a git or http URL: got ${shown(context)}.`);
  }
  return { kind: 'directory', path: resolve(workspace, context) };
}

/** Returns the Dockerfile that a context has when `file` is empty. */
export function defaultDockerfile(context: string): string {
  // Not by path.resolve: ncc would take every Dockerfile of this repository for a file that the bundle needs.
  return [context.replace(/\/+$/, ''), 'Dockerfile'].join(sep);
}

/** Reads `file`: relative to the workspace for a folder, to the repository for a URL unless it is absolute; '' is Dockerfile in the context. */
export function parseDockerfile(text: string, source: BuildSource, workspace: string): Dockerfile {
  if (/^https?:\/\//i.test(text))
    return { directory: undefined, filename: 'Dockerfile', url: checkRemote('file', text) };
  if (text === '-' || isRemote(text)) {
    throw new InputError('"file" must be the path or http URL of a Dockerfile: got a git URL or -.');
  }
  // docker reads an absolute path on this machine, whatever the context is.
  if (source.kind === 'remote' && !text.startsWith('/')) {
    const filename = text.replace(/^(?:\.\/)+/, '') || 'Dockerfile';
    if (!filename.split('/').includes('..')) return { directory: undefined, filename };
    throw new InputError(`"file" must be a path inside the repository that "context" names: got ${shown(text)}.`);
  }
  const path = text === '' && source.kind === 'directory' ? defaultDockerfile(source.path) : resolve(workspace, text);
  const border = path.lastIndexOf(sep);
  return { directory: path.slice(0, border) || sep, filename: path.slice(border + 1) };
}

/** Reads `NAME=PLACE` lines; names in the form that BuildKit looks them up by, places as folders, layouts or URLs. */
export function parseBuildContexts(text: string, git: GitContext, workspace: string): NamedContext[] {
  const contexts = parseList('build-contexts', text, 'lines').map((entry) => {
    const [written, place] = splitAtEquals(expandDefaultContext(entry, git));
    if (!place) {
      throw new InputError(
        `"build-contexts" must have entries NAME=PLACE, like base=docker-image://debian:12: got one without a place.`,
      );
    }
    return parsePlace(toContextName(written), place, workspace);
  });
  const names = contexts.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice === undefined) return contexts;
  throw new InputError(`"build-contexts" has ${shown(twice)} twice: write each name once.`);
}

function parsePlace(name: string, place: string, workspace: string): NamedContext {
  const [, scheme, rest = ''] = /^([\w+.-]+):\/\/(.*)$/s.exec(place) ?? [];
  if (scheme === 'docker-image') {
    return { kind: 'remote', name, url: `docker-image://${formatReference(parseLowered('build-contexts', rest))}` };
  }
  if (scheme === 'oci-layout') {
    const [, path, tag = 'latest', digest] = /^(.+?)(?::([\w.-]+))?(?:@(.+))?$/s.exec(rest) ?? [];
    if (path !== undefined && (digest === undefined || isDigest(digest))) {
      return { kind: 'oci-layout', name, path: resolve(workspace, path), tag, digest };
    }
    throw new InputError(
      `"build-contexts" has no layout for ${shown(name)}: write oci-layout://FOLDER:TAG or oci-layout://FOLDER@sha256:….`,
    );
  }
  if (isRemote(place)) return { kind: 'remote', name, url: checkRemote('build-contexts', place) };
  if (scheme === undefined) return { kind: 'directory', name, path: resolve(workspace, place) };
  throw new InputError(
    `"build-contexts" has ${shown(`${scheme}://`)} for ${shown(name)}: write a folder, docker-image://, oci-layout:// or a git or http URL.`,
  );
}

/** The frontend looks names up as docker writes them: `docker.io/library/alpine:latest` as `alpine` (dockerui/config.go). */
export function toContextName(written: string): string {
  const reference = parseLowered('build-contexts', written);
  const path = reference.path.replace(/^library\/(?=[^/]+$)/, '');
  const name = reference.domain === 'docker.io' ? path : `${reference.domain}/${reference.path}`;
  return formatReference({ ...reference, name }).replace(/:latest$/, '');
}
