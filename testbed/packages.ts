import { adminEnvironment, hasCommand, runAsRoot } from './command.ts';
import { step } from './log.ts';

/** Installs a Debian package where its command is missing; throws with apt-get's last lines when that fails. */
export function ensureCommand(command: string, aptPackage: string): Promise<void> {
  const turn = last.then(() => ensure(command, aptPackage));
  last = turn.catch(() => undefined);
  return turn;
}

// One at a time: apt-get locks its files.
let last: Promise<void> = Promise.resolve();

async function ensure(command: string, aptPackage: string): Promise<void> {
  if (await hasCommand(command)) return;
  await step(`Installing the package ${aptPackage}`, async () => {
    try {
      await install(aptPackage);
    } catch {
      // A fresh machine has no package lists, or old ones.
      await runAsRoot('apt-get', ['update', '-qq']);
      await install(aptPackage);
    }
  });
}

function install(aptPackage: string): Promise<string> {
  // Another process, such as the machine's own updates, may hold the lock for a while.
  const options = ['-qq', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120'];
  return runAsRoot('env', ['DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', ...options, aptPackage], {
    env: adminEnvironment(),
  });
}
