import type { Attributes, BuildRequest } from '../request/build-request.ts';
import { insecureDomains } from '../request/insecure.ts';
import { attributeValue } from '../text/attributes.ts';
import { formatReference, type Reference } from '../text/reference.ts';
import { compressionAttributes } from './exporters.ts';

/** A cache to write. */
export type CacheTarget = {
  /** For people; without attributes that may be secret. */
  readonly name: string;
  readonly attributes: Attributes;
} & TargetKind;

/** `own`: the cache of this run's scope. `further`: a cache of `cache-to`. */
export type TargetKind = { readonly kind: 'own'; readonly reference: Reference } | { readonly kind: 'further' };

/**
 * Returns the caches that are written within the build's own solve: those that are part of its image, those in folders, which the
 * job's next steps may read, and the own cache where the workflow asks for it. All others are written by a solve of their own, since a
 * cache that fails must not fail the push.
 */
export function exportsWithin(request: BuildRequest, exportTo: Reference | undefined): Attributes[] {
  const isOwn = request.cache.export === 'inline' && exportTo !== undefined;
  return [
    ...request.cache.to.filter(belongsToBuild).map(tolerant),
    ...(isOwn ? [ownAttributes(request, exportTo)] : []),
  ];
}

/** Returns the caches of `cache-to` that are written after the build, without the one that is this run's own cache. */
export function furtherTargets(request: BuildRequest, exportTo: Reference | undefined): CacheTarget[] {
  return request.cache.to
    .filter((attributes) => !belongsToBuild(attributes) && !isRegistry(attributes, exportTo))
    .map((attributes) => ({ name: nameOf(attributes), kind: 'further', attributes: tolerant(attributes) }));
}

/** Returns the cache of this run's scope. */
export function ownTarget(request: BuildRequest, reference: Reference): CacheTarget {
  return { name: formatReference(reference), kind: 'own', reference, attributes: ownAttributes(request, reference) };
}

/** Returns the attributes by which a registry cache of our own is imported and exported. */
export function registryCache(request: BuildRequest, reference: Reference): Attributes {
  const isInsecure = insecureDomains(request).includes(reference.domain);
  return [
    ['type', 'registry'],
    ['ref', formatReference(reference)],
    ...(isInsecure ? ([['registry.insecure', 'true']] as const) : []),
  ];
}

/** docs/buildkit.md says how BuildKit reads these attributes. */
function ownAttributes(request: BuildRequest, reference: Reference): Attributes {
  return tolerant([
    ...registryCache(request, reference),
    // buildctl's default is min, also for an unknown mode.
    ['mode', request.cache.mode],
    ...compressionAttributes(request),
    ['oci-mediatypes', 'true'],
    ['image-manifest', 'true'],
  ]);
}

/** Push and cache export share one error group: without this a failing export can cancel the push. */
function tolerant(attributes: Attributes): Attributes {
  const isGiven = attributeValue(attributes, 'ignore-error') !== undefined;
  return isGiven || attributeValue(attributes, 'type') === 'inline'
    ? attributes
    : [...attributes, ['ignore-error', 'true']];
}

function belongsToBuild(attributes: Attributes): boolean {
  return ['inline', 'local'].includes(attributeValue(attributes, 'type') ?? '');
}

function isRegistry(attributes: Attributes, reference: Reference | undefined): boolean {
  if (reference === undefined || attributeValue(attributes, 'type') !== 'registry') return false;
  return attributeValue(attributes, 'ref') === formatReference(reference);
}

function nameOf(attributes: Attributes): string {
  const place = attributeValue(attributes, 'ref') ?? attributeValue(attributes, 'bucket');
  const type = attributeValue(attributes, 'type') ?? '';
  return type === 'registry' && place !== undefined ? place : `type=${type}${place === undefined ? '' : ` ${place}`}`;
}
