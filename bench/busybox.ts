import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../testbed/command.ts';
import { step } from '../testbed/log.ts';
import { cacheFolder } from '../testbed/paths.ts';

/** Makes sure that there is a busybox without libraries, alone in its folder, and returns its path; Debian's package is unpacked, not installed. */
export async function ensureBusybox(): Promise<string> {
  const folder = join(cacheFolder, 'busybox-static');
  const program = join(folder, 'busybox');
  if (existsSync(program)) return program;
  await step('Fetching the package busybox-static', async () => {
    mkdirSync(cacheFolder, { recursive: true });
    const part = mkdtempSync(`${folder}-`);
    await runCommand('apt-get', ['download', '-qq', 'busybox-static'], { cwd: part });
    await runCommand('sh', ['-c', 'dpkg-deb --extract busybox-static_*.deb package'], { cwd: part });
    mkdirSync(join(part, 'program'));
    const place = ['usr/bin/busybox', 'bin/busybox'].find((path) => existsSync(join(part, 'package', path))) ?? '';
    copyFileSync(join(part, 'package', place), join(part, 'program/busybox'));
    renameSync(join(part, 'program'), folder);
    rmSync(part, { recursive: true, force: true });
  });
  return program;
}
