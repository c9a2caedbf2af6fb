import type { CacheLocation, CacheRequest } from '../request/build-request.ts';
import type { GitContext } from '../request/git-context.ts';
import { formatReference, type Reference } from '../text/reference.ts';
import type { Scope } from './event.ts';
import { cacheTag } from './key.ts';
import { formatScope, mayImport, type Role, type ScopePlan } from './scope.ts';

/** One cache that a build may import. */
export interface Candidate {
  readonly role: Role;
  readonly reference: Reference;
  /** For people: `branch feature/a`, `pull request 12`, `cache-ref`. */
  readonly name: string;
}

export interface CachePlan {
  /** In order of preference; only the first that exists is imported. */
  readonly candidates: readonly Candidate[];
  readonly exportTo: Reference | undefined;
  /** Lines for the log. */
  readonly explanations: readonly string[];
  /** Messages that a person should see without opening the log. */
  readonly notices: readonly string[];
}

/** Decides the full references to import from and to export to, by the workflow's inputs, the event and the git ref of the run. */
export function planCache(cache: CacheRequest, scopes: ScopePlan, git: GitContext): CachePlan {
  if (cache.access === 'off') return nothing('No cache is imported or exported: "cache" is off.');
  if (cache.location === undefined) {
    return nothing(
      'No cache is imported or exported: no registry is named where one could be. "cache-ref" takes a repository for it.',
    );
  }
  const place = { location: cache.location, variant: cache.variant };
  const candidates = toCandidates(place, scopes, git);
  const imported = explainImports(place, candidates, scopes, git);
  const { exportTo, explanations, notices } = planExport(cache, place, scopes, git);
  return { candidates, exportTo, explanations: [...imported, ...explanations], notices };
}

/** What the references of caches are made of. */
interface CacheNaming {
  readonly location: CacheLocation;
  readonly variant: string;
}

function nothing(explanation: string): CachePlan {
  return { candidates: [], exportTo: undefined, explanations: [explanation], notices: [] };
}

function toCandidates(place: CacheNaming, scopes: ScopePlan, git: GitContext): readonly Candidate[] {
  if (place.location.kind === 'exact') {
    return mayImport(git) ? [{ role: 'own', reference: place.location.reference, name: 'cache-ref' }] : [];
  }
  return scopes.imports.map(({ role, scope }) => ({
    role,
    reference: toReference(place, scope),
    name: formatScope(scope),
  }));
}

function toReference({ location, variant }: CacheNaming, scope: Scope): Reference {
  return location.kind === 'exact' ? location.reference : { ...location.repository, tag: cacheTag(scope, variant) };
}

function explainImports(
  { location }: CacheNaming,
  candidates: readonly Candidate[],
  scopes: ScopePlan,
  git: GitContext,
): readonly string[] {
  if (!mayImport(git)) return [`No cache is imported: ACTIONS_CACHE_MODE is "${git.actionsCacheMode}".`];
  if (location.kind === 'exact' || scopes.defaultFrom === 'event') return [];
  const event = git.payload === undefined ? 'has no payload' : 'names no default branch';
  if (candidates.length === 0) return [`No cache is imported: the event ${event} and the ref is no branch.`];
  return [`The event ${event}, so there is no default branch whose cache could stand in.`];
}

function planExport(
  cache: CacheRequest,
  place: CacheNaming,
  scopes: ScopePlan,
  git: GitContext,
): Omit<CachePlan, 'candidates'> {
  const nowhere = { exportTo: undefined, explanations: [], notices: [] };
  if (cache.access === 'read-only')
    return { ...nowhere, explanations: ['No cache is exported: "cache" is read-only.'] };
  if (scopes.heldBack !== undefined) {
    const started = `so what is built here is not what ${git.event || 'the run'} was started for`;
    const notice = `The cache of ${formatScope(scopes.heldBack)} is not exported: ${scopes.exportReason}, ${started}.`;
    return { ...nowhere, notices: [notice] };
  }
  if (scopes.export === undefined) {
    return { ...nowhere, explanations: [`No cache is exported: ${scopes.exportReason}.`] };
  }
  const exportTo = toReference(place, scopes.export);
  const name = place.location.kind === 'exact' ? 'cache-ref' : formatScope(scopes.export);
  return {
    ...nowhere,
    exportTo,
    explanations: [`Exporting cache to ${formatReference(exportTo)} (${name}): ${scopes.exportReason}.`],
  };
}
