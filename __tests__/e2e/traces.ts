import type { RegistryClient } from '../../testbed/registry-client.ts';
import { findSecrets } from './canaries.ts';
import type { EntrustedRunner } from './entrusted-runner.ts';
import { readStoredTexts } from './stored-texts.ts';
import type { Witness } from './witness.ts';

/**
 * Returns every secret of some runners that their steps have shown, and where: `token in the log`. It looks through what the
 * steps wrote, what everybody on the machine could see of them meanwhile, and what the registry has.
 */
export async function findTraces(
  runners: readonly EntrustedRunner[],
  { registry, witness }: { registry: RegistryClient; witness: Witness },
): Promise<string[]> {
  const repositories = new Set(runners.flatMap((runner) => [...runner.repositories]));
  const pushed = await readStoredTexts(registry, repositories);
  const seen = {
    'a command line': [...witness.commandLines].filter((line) => !isGitOfBuildkit.test(line)).join('\n'),
    'docker inspect': [...witness.containers.values()].join('\n'),
    'what was pushed': pushed,
  };
  return runners.flatMap(({ secrets, shown }) => findSecrets(secrets, { ...shown(), ...seen }));
}

/** In its container BuildKit itself hands a git context's token to git as an argument (BuildKit, source/git/source.go). */
const isGitOfBuildkit = /^git .*\.extraheader=Authorization: /;
