import { parseReference } from '../text/reference.ts';
import type { BuildRequest } from './build-request.ts';
import { cacheReference } from './names.ts';

/** The parts of a request that name references and URLs. */
export type Named = Pick<BuildRequest, 'image' | 'tags' | 'cache' | 'source' | 'buildContexts'>;

/** Names the registries and servers that a build talks to by its request, with their ports; base images are not among them. */
export function toHosts(request: Named): string[] {
  const { image, tags, cache, source, buildContexts } = request;
  const location = cache.location;
  const cached = location === undefined ? [] : [location.kind === 'exact' ? location.reference : location.repository];
  const references = [
    ...(image === undefined ? [] : [image]),
    ...tags,
    ...cached,
    ...[...cache.from, ...cache.to].flatMap((attributes) => cacheReference(attributes) ?? []),
  ];
  const urls = [source, ...buildContexts].flatMap((context) => (context.kind === 'remote' ? [context.url] : []));
  return [...references.map(({ domain }) => domain), ...urls.flatMap(toHost)];
}

function toHost(url: string): string[] {
  const image = /^docker-image:\/\/(.*)$/s.exec(url)?.[1];
  if (image !== undefined) return [parseReference(image).domain];
  return [/^[a-z]+:\/\/(?:[^/?#]*@)?([^/?#]+)/i.exec(url)?.[1] ?? /@([\w.-]+):/.exec(url)?.[1] ?? 'github.com'];
}
