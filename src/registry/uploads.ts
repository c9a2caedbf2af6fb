import type { Ask } from './call.ts';
import type { Place } from './manifests.ts';
import { explainStatus } from './problem.ts';

/** Begins an upload and gives it up at once: no other request tells whether a registry takes one now. Throws a Problem. */
export async function tryUpload(ask: Ask, place: Place): Promise<{ readonly kind: 'taken' }> {
  const common = { ...place, actions: 'pull,push', largestBody: largestAnswer } as const;
  const answer = await ask({ ...common, method: 'POST', resource: `/v2/${place.path}/blobs/uploads/` });
  if (answer.status !== 202) throw explainStatus(answer, place.host);
  const url = URL.parse(answer.headers.location ?? '', answer.url.href);
  // A registry that keeps its uploads elsewhere forgets this one by itself, as it does those of clients that went away.
  if (url?.origin === answer.url.origin) {
    await ask({ ...common, method: 'DELETE', resource: `${url.pathname}${url.search}` }).catch(() => undefined);
  }
  return { kind: 'taken' };
}

const largestAnswer = 64 * 1024;
