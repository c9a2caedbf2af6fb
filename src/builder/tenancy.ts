import { existsSync } from 'node:fs';
import type { BuilderRequest } from '../request/build-request.ts';
import * as say from '../runner/say.ts';
import type { Builder } from './builder.ts';
import { claim, isRetired, leave, nameOf, othersThat, retire } from './claims.ts';
import { discardBuilder } from './discard.ts';
import { connectEndpoint } from './endpoint.ts';
import { type Lease, takeLease } from './lease.ts';
import {
  findOffer,
  forgetReady,
  keyOf,
  type Offer,
  readOffer,
  readReady,
  readyIn,
  writeOffer,
  writeReady,
} from './offer.ts';
import { isWaiting, takeOver } from './prestart.ts';
import { answers } from './ready.ts';
import { type Reservation, reserve } from './reserve.ts';
import { restartBuilder, startBuilder } from './start.ts';
import type { StepFolder } from './step-folder.ts';

/** The builder that a step wants. */
export interface Wish extends Reservation {
  readonly request: BuilderRequest;
  /** Text of a program that starts containers in the place of buildkit-runc. */
  readonly runtime: string | undefined;
}

/** A step's use of the builders of its job: it has one at a time, and other steps may have the same one. */
export interface Tenancy {
  /**
   * Takes the builder that the pre step claimed, one that another step of the job started, or begins to start one. Docker is at work
   * when it resolves. The builder comes, or its start fails, as with `startBuilder`.
   */
  begin(signal: AbortSignal): Promise<{ readonly starting: Promise<Builder> }>;
  /**
   * Replaces the builder by a new one with these settings. If another step uses the old one, it stays for that step alone, and the later
   * steps use the new one.
   */
  replace(settings: BuilderRequest, signal: AbortSignal): Promise<Builder>;
  /** The builder that the step has now; undefined where it has none. */
  lease(): Lease | undefined;
  /**
   * Gives the builder up, and returns it if it is to be removed since no other step claims it. After `retire` no step may begin to use
   * it, also if it had expected to.
   */
  giveUp(how?: 'retire'): Promise<Lease | undefined>;
}

/** Opens a step's tenancy. `held` is the builder that its pre step claimed; `save` gets each further one before it exists. */
export function openTenancy(
  wish: Wish,
  step: StepFolder,
  held: Lease | undefined,
  save: (lease: Lease) => void,
  env: NodeJS.ProcessEnv = process.env,
): Tenancy {
  const { request, runtime } = wish;
  const name = nameOf(step);
  const exact = keyOf(request, runtime);
  let current = held;
  /** Steps that expected to use a builder which is retired now. */
  let expecting: readonly string[] = [];

  const take = async (): Promise<Lease> => {
    const lease = await reserve({ ...wish, exact }, 'started', env);
    await claim(lease, name, 'in use');
    await Promise.all(expecting.map((other) => claim(lease, other, 'expected')));
    current = lease;
    save(lease);
    return lease;
  };
  /** Offers a builder to the job's other steps once it is there. */
  const offered = async (lease: Lease, starting: Promise<Builder>): Promise<Builder> => {
    try {
      const builder = await starting;
      await writeReady(lease, builder);
      return builder;
    } catch (error) {
      await retire(lease, name);
      throw error;
    }
  };
  const giveUp = async (how?: 'retire'): Promise<Lease | undefined> => {
    const lease = current;
    current = undefined;
    if (lease === undefined) return undefined;
    if (how === 'retire') expecting = await retire(lease, name);
    return (await leave(lease, name)) ? lease : undefined;
  };
  const drop = async (how?: 'retire'): Promise<undefined> => {
    const lease = await giveUp(how);
    if (lease) await discardBuilder(lease);
  };
  /** Claims a builder and tells what is to be done to have it; undefined where it is not to be had, and is given up. */
  const occupy = async (lease: Lease, signal: AbortSignal): Promise<{ starting: Promise<Builder> } | undefined> => {
    current = lease;
    const offer = (await claim(lease, name, 'in use')) ? await readOffer(lease.folder, env) : undefined;
    if (offer === undefined || isRetired(lease)) return drop();
    if (offer.exact !== undefined && offer.exact !== exact) {
      if (isWaiting(lease)) say.info(notTheOne);
      return drop();
    }
    const ready = await readReady(lease);
    if (ready === undefined) {
      await writeOffer({ ...offer, exact, stage: 'started' });
      const start = offer.stage === 'reserved' ? startBuilder : takeOver;
      return { starting: offered(lease, start(request, lease, signal, runtime)) };
    }
    if (await answers(ready)) return { starting: Promise.resolve({ ...ready, isRestarted: false, notes: [] }) };
    say.info("The builder of this job's earlier steps has ended: starting another one.");
    return drop('retire');
  };
  const isFit = ({ exact: theirs, lease }: Offer) =>
    theirs === exact && existsSync(readyIn(lease)) && !isRetired(lease);

  return {
    lease: () => current,
    giveUp,
    async begin(signal) {
      if (request.endpoint) {
        const lease = await takeLease(env);
        current = lease;
        save(lease);
        return { starting: connectEndpoint(request.endpoint, request, lease, signal) };
      }
      const own = current && (await occupy(current, signal));
      if (own) return own;
      const other = wish.sharing === 'job' ? await findOffer(isFit, env) : undefined;
      if (other) save(other.lease);
      const joined = other && (await occupy(other.lease, signal));
      if (joined) return joined;
      const lease = await take();
      return { starting: offered(lease, startBuilder(request, lease, signal, runtime)) };
    },
    async replace(settings, signal) {
      const old = current;
      if (old && (request.endpoint || (await othersThat(old, name, 'in use')).length === 0)) {
        await forgetReady(old);
        const builder = await restartBuilder(settings, old, signal, runtime);
        if (!request.endpoint) await writeReady(old, builder);
        return builder;
      }
      await drop('retire');
      const lease = await take();
      return { ...(await offered(lease, startBuilder(settings, lease, signal, runtime))), isRestarted: true };
    },
  };
}

const notTheOne =
  "The builder that was started before the job's first step is not the one that this build needs: starting another one.";
