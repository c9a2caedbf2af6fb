import type { ContestantName, Situation } from './types.ts';

/** What contestants are called in tables and charts. */
export const contestantNames: Readonly<Record<ContestantName, string>> = {
  legacy: 'legacy docker build',
  daemonless: 'one docker run',
  buildx: 'docker buildx',
  'action-disk': 'this action',
  'action-late': 'this action, no pre step',
  'action-memory': 'this action, state: memory',
  floor: 'floor',
  'action-mounts': 'this action, cache-mounts: auto',
  'buildx-mounts': 'docker buildx, restored before every build',
  'failing-kept': 'cache-on-failure: true',
  'failing-lost': 'cache-on-failure: false',
};

/** What situations are called in tables and charts. */
export const situationNames: Readonly<Record<Situation, string>> = {
  cold: 'no cache yet',
  source: 'a source file changed',
  dependency: 'a dependency changed',
  nothing: 'nothing changed',
};
