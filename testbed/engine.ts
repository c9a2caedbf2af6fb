import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { missingCapabilities } from './capabilities.ts';
import { adminEnvironment, asRoot, runAsRoot, tryCommand } from './command.ts';
import { say, step } from './log.ts';
import { ensureCommand } from './packages.ts';
import { cacheFolder } from './paths.ts';
import { writeCappedRuntime } from './runc-capped.ts';
import { type EngineState, isRunning } from './state.ts';

const folder = join(cacheFolder, 'engine');
const dataFolder = join(folder, 'data');
const runFolder = '/run/buildkit-build-action';
const ipForwardFile = '/proc/sys/net/ipv4/ip_forward';

/** Makes sure that a Docker Engine answers: returns undefined for one that ran already, else the state of the one it started. */
export async function startEngine(): Promise<EngineState | undefined> {
  const running = await engineVersion();
  if (running !== undefined) {
    say(`✓ Docker Engine ${running} is running`);
    return undefined;
  }
  await ensureCommand('dockerd', 'docker.io');
  await ensureCommand('docker', 'docker.io');
  if ((await engineVersion()) !== undefined) return undefined; // the package's own service
  return step('Starting Docker Engine', startDockerd);
}

/** Stops the engine that startEngine started and takes its bridge and its firewall rules away. */
export async function stopEngine(state: EngineState): Promise<void> {
  if (!isRunning(state.pid, 'dockerd')) return;
  // kill is a word of every shell, but not every machine has the program.
  await runAsRoot('sh', ['-c', 'kill "$1"', 'sh', String(state.pid)]);
  while (isRunning(state.pid, 'dockerd')) await sleep(50);
  await runAsRoot('sh', ['-c', cleanUp, 'sh', dataFolder, state.ipForward, state.forwardPolicy ?? ''], {
    env: adminEnvironment(),
  });
}

/** Returns the version of the Docker Engine that answers, or undefined when none does. */
export async function engineVersion(): Promise<string | undefined> {
  const result = await tryCommand('docker', ['version', '--format', '{{.Server.Version}}'], { timeout: 10_000 }).catch(
    () => undefined,
  );
  return result?.exitCode === 0 ? result.stdout.trim() : undefined;
}

async function startDockerd(): Promise<EngineState> {
  mkdirSync(folder, { recursive: true });
  const before = { ipForward: readFileSync(ipForwardFile, 'utf8').trim(), ...(await forwardPolicy()) };
  const pidFile = join(folder, 'dockerd.pid');
  const log = join(folder, 'dockerd.log');
  const [command = 'dockerd', ...args] = asRoot('dockerd', [
    `--data-root=${dataFolder}`,
    `--exec-root=${runFolder}`,
    `--pidfile=${pidFile}`,
    `--group=${process.getgid?.() ?? 0}`,
    ...runtimeArgs(),
  ]);
  // An engine that was killed leaves process numbers behind, which may be other processes' by now.
  await runAsRoot('rm', ['-rf', pidFile, join(runFolder, 'containerd')]);
  const output = openSync(log, 'w');
  const child = spawn(command, args, { detached: true, stdio: ['ignore', output, output], env: adminEnvironment() });
  closeSync(output);
  child.unref();
  let ended = false;
  child.on('error', () => {
    ended = true;
  });
  child.on('exit', () => {
    ended = true;
  });
  for (let waited = 0; (await engineVersion()) === undefined; waited += 100) {
    if (ended || waited > 60_000) throw new Error(`dockerd does not answer; its last lines:\n${lastLines(log)}`);
    await sleep(100);
  }
  return { pid: Number(readFileSync(pidFile, 'utf8')), ...before };
}

/** Where the machine lacks capabilities, `--privileged` asks for more than there is: "unable to apply caps: operation not permitted". */
function runtimeArgs(): string[] {
  const missing = missingCapabilities();
  if (missing.length === 0) return [];
  const runtime = join(folder, 'runc-capped');
  writeCappedRuntime(runtime, missing);
  say(`  This machine lacks ${missing.join(', ')}: containers get a runtime that does not ask for it.`);
  return [`--add-runtime=capped=${runtime}`, '--default-runtime=capped'];
}

async function forwardPolicy(): Promise<Pick<EngineState, 'forwardPolicy'>> {
  const [command = 'iptables', ...args] = asRoot('iptables', ['-S', 'FORWARD']);
  const result = await tryCommand(command, args, { env: adminEnvironment() }).catch(() => undefined);
  const policy = /^-P FORWARD (\w+)/.exec(result?.stdout ?? '')?.[1];
  return policy === undefined ? {} : { forwardPolicy: policy };
}

// dockerd leaves its mount, its bridge, its chains and its forwarding behind when it ends.
const cleanUp = `
umount "$1" 2>/dev/null || true
ip link delete docker0 2>/dev/null || true
echo "$2" > ${ipForwardFile}
if [ -n "$3" ]; then
  iptables-save | grep -vi docker | iptables-restore
  iptables -P FORWARD "$3"
fi
`;

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-10).join('\n');
}
