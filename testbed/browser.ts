import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { runCommand } from './command.ts';

const executablePath = '/usr/bin/chromium';

/** Starts Debian's Chromium, which it installs first where there is none. */
export async function launchBrowser(): Promise<Browser> {
  if (!existsSync(executablePath)) {
    await runCommand('apt-get', ['update']);
    const packages = ['chromium', 'fonts-dejavu-core', 'fonts-noto-color-emoji'];
    await runCommand('apt-get', ['install', '-y', '--no-install-recommends', ...packages]);
  }
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-lcd-text'] });
}
