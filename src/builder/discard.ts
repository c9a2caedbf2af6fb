import type { Lease } from './lease.ts';
import { claimPrestarted, dropPrestarted } from './prestart.ts';
import { removeContainer, removeFolder } from './removal.ts';

/** Removes a builder that no step claims any more, whether docker has started it yet or not, with its folder. */
export async function discardBuilder(lease: Lease): Promise<void> {
  const prestarted = await claimPrestarted(lease);
  if (prestarted) await dropPrestarted(prestarted, lease);
  else await removeContainer(lease.container);
  await removeFolder(lease);
}
