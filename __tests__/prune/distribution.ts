import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, type Registry } from '../../testbed/registry.ts';
import { tool } from '../../testbed/tools.ts';

/** Starts distribution v3, which unlike 2.8 deletes single tags, on a loopback port. */
export async function startDistribution(): Promise<Registry> {
  const program = await tool('registry');
  const folder = mkdtempSync(join(tmpdir(), 'distribution-'));
  const port = await freePort();
  const config = {
    version: '0.1',
    log: { level: 'error', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: folder }, delete: { enabled: true } },
    http: { addr: `127.0.0.1:${port}`, secret: 'loopback' },
  };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  const child = spawn(program, ['serve', join(folder, 'config.json')], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', () => child.kill());
  await untilAnswers(port, () => child.exitCode !== null);
  return { address: `localhost:${port}`, port, pid: child.pid ?? 0, folder, stop };
}

async function untilAnswers(port: number, ended: () => boolean): Promise<void> {
  for (let waited = 0; waited < 20_000 && !ended(); waited += 20) {
    if ((await fetch(`http://127.0.0.1:${port}/v2/`).catch(() => undefined))?.ok) return;
    await sleep(20);
  }
  throw new Error(`distribution does not answer on port ${port}`);
}
