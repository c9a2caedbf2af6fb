import { openClaims } from './claims.ts';
import { type Lease, takeLease } from './lease.ts';
import { type Offer, sharersOf, writeOffer } from './offer.ts';

/** What tells a builder from others before it is there. */
export interface Reservation {
  /** Whether the other steps of the job may use it. */
  readonly sharing: 'job' | 'step';
  /** What the pre steps know of it. */
  readonly expected: string;
}

/** Makes the folder of a builder, which says to whom it is offered, without starting anything. */
export async function reserve(
  { sharing, expected, exact }: Reservation & Pick<Offer, 'exact'>,
  stage: Offer['stage'],
  env: NodeJS.ProcessEnv,
): Promise<Lease> {
  const lease = await takeLease(env);
  await openClaims(lease);
  await writeOffer({ lease, job: sharing === 'job' ? sharersOf(env) : undefined, expected, exact, stage });
  return lease;
}
