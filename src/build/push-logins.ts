import { setTimeout as sleep } from 'node:timers/promises';
import type { RegistryAccess } from '../registry/access.ts';
import type { BuildRequest } from '../request/build-request.ts';
import type { Reference } from '../text/reference.ts';
import { adviseLoginTo, advisePush } from './push-advice.ts';

/**
 * Throws an Error where the push cannot but fail for want of a login: the build would be in vain. Docker has none for a host that
 * something is pushed to, and this refuses an upload. Many registries take one from everybody, so that nothing else tells; what
 * they answer but 401 and 403 may be better when the build is done. `rest` is what the build waits for anyway: an answer that
 * is long in coming after that is not waited for.
 */
export async function checkPushLogins(
  request: Pick<BuildRequest, 'push' | 'call' | 'tags' | 'repository' | 'compression' | 'builder'>,
  registry: Pick<RegistryAccess, 'checkLogins' | 'tryUpload'>,
  rest: Promise<unknown>,
): Promise<void> {
  if (!request.push) return;
  const places = placesOf(request);
  const anonymous = await registry.checkLogins(places.map(({ domain }) => domain));
  // What this machine is told need not be what an endpoint is.
  if (request.call !== 'build' || request.builder.endpoint !== undefined) return;
  const checked = Promise.all(
    places
      .filter(({ domain }) => anonymous.includes(domain))
      .map(async (place) => {
        const answer = await registry.tryUpload(place);
        if (answer.kind !== 'failed' || (answer.status !== 401 && answer.status !== 403)) return;
        throw new Error(explain(place, answer.status, answer.reason, request));
      }),
  );
  const late = rest.then(
    () => sleep(moment, undefined, { ref: false }),
    () => undefined,
  );
  await Promise.race([checked, late]);
}

/** Milliseconds. */
const moment = 1000;

/** One reference of each repository. */
function placesOf({ tags, repository }: Pick<BuildRequest, 'tags' | 'repository'>): Reference[] {
  // A push by digest has no tags.
  const references = [...(repository === undefined ? [] : [repository]), ...tags];
  return [...new Map(references.map((reference) => [reference.name, reference])).values()];
}

function explain(
  place: Reference,
  status: number,
  reason: string,
  { compression }: Pick<BuildRequest, 'compression'>,
): string {
  if (status === 401) {
    return `${place.domain} takes no upload to ${place.name} without a login, and Docker's configuration has none. ${adviseLoginTo(place)}`;
  }
  const advice = advisePush(reason, { tags: [place], compression: compression.type });
  return [reason, advice].filter((each) => each !== undefined).join(' ');
}
