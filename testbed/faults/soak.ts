import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { runCommand } from '../command.ts';
import { type FaultyRegistry, startFaultyRegistry } from '../faulty-registry/faulty-registry.ts';
import type { Rule } from '../faulty-registry/rule.ts';
import { createRunner, pushEvent, type StepResult } from '../harness.ts';
import { registryClient } from '../registry-client.ts';
import type { Testbed } from '../up.ts';
import { findLeaks, type MemoryGrowth, type MemoryUse, readUse, toGrowth, watchPeak } from './memory.ts';

export interface SoakOptions {
  /** Builds that follow each other. */
  readonly builds: number;
  /** Builds that start in the same moment. */
  readonly atOnce: number;
  /** After this time no further build is started. */
  readonly minutes: number;
  /** The same number gives the same faults. */
  readonly seed: number;
  readonly onBuild?: (build: SoakedBuild, number: number) => void;
}

export interface SoakedBuild {
  readonly fault: string;
  readonly end: 'succeeded' | 'failed' | 'cancelled';
  /** What must not be: a wrong digest, something left behind, a post step that failed. */
  readonly problems: readonly string[];
  readonly memory: MemoryUse;
}

export interface SoakResult {
  readonly builds: readonly SoakedBuild[];
  /** Of the machine, before and after: containers, volumes, loop devices, runners' folders. */
  readonly before: Counts;
  readonly after: Counts;
  readonly memory: SoakedMemory;
  readonly seconds: number;
}

export interface SoakedMemory {
  /** The highest of all builds' processes, bytes. */
  readonly peaks: Readonly<Pick<MemoryUse, 'main' | 'post'>>;
  /** Over the builds that followed each other and ran to their end. */
  readonly growth: MemoryGrowth;
  /** Sentences; empty where nothing leaks. */
  readonly leaks: readonly string[];
}

export type Counts = Readonly<Record<'containers' | 'volumes' | 'loopDevices' | 'folders', number>>;

/** Runs builds with random faults, one after the other and then at once, and looks at what they leave behind. */
export async function soak(testbed: Testbed, options: SoakOptions, stopped: AbortSignal): Promise<SoakResult> {
  const start = performance.now();
  const random = createRandom(options.seed);
  const before = await countAll();
  const builds: SoakedBuild[] = [];
  const run = async () => {
    const build = await buildOnce(testbed, random);
    builds.push(build);
    options.onBuild?.(build, builds.length);
  };
  const isOver = () => stopped.aborted || performance.now() - start > options.minutes * 60_000;
  while (builds.length < options.builds && !isOver()) await run();
  const memory = toMemory(builds);
  if (!isOver()) await Promise.all(Array.from({ length: options.atOnce }, run));
  const peaks = toPeaks(builds);
  const seconds = (performance.now() - start) / 1000;
  return { builds, before, after: await countAll(), memory: { peaks, ...memory }, seconds };
}

/** A process that was killed had no time for its peak. */
function toMemory(inTurn: readonly SoakedBuild[]): Omit<SoakedMemory, 'peaks'> {
  const growth = toGrowth(inTurn.filter(({ end }) => end !== 'cancelled').map(({ memory }) => memory));
  return { growth, leaks: findLeaks(growth) };
}

function toPeaks(builds: readonly SoakedBuild[]): SoakedMemory['peaks'] {
  const highest = (step: 'main' | 'post') => Math.max(...builds.map(({ memory }) => memory[step]));
  return { main: highest('main'), post: highest('post') };
}

const files = { Dockerfile: 'FROM scratch\nCOPY page.html /\nCOPY Dockerfile /\n', 'page.html': '<h1>Hello</h1>\n' };
const upload = { method: ['POST', 'PUT', 'PATCH'], kind: 'upload', userAgent: /^buildkit\// } as const;
const answer = (status: number) => ({ kind: 'answer', status }) as const;

const faults: readonly { readonly name: string; readonly rules: readonly Rule[] }[] = [
  { name: 'none', rules: [] },
  { name: '503 once', rules: [{ match: upload, when: { first: 1 }, action: answer(503) }] },
  { name: '500 for two seconds', rules: [{ match: upload, when: { forMilliseconds: 2000 }, action: answer(500) }] },
  { name: 'a reset', rules: [{ match: upload, when: { first: 1 }, action: { kind: 'reset' } }] },
  { name: '403 on the cache', rules: [{ match: { method: 'PUT', reference: /^cache-/ }, action: answer(403) }] },
  { name: '403 on the image', rules: [{ match: { method: 'PUT', reference: 'main' }, action: answer(403) }] },
  {
    name: '401 to a probe',
    rules: [{ match: { method: 'HEAD', reference: /^cache-/ }, when: { first: 1 }, action: answer(401) }],
  },
  {
    name: 'a garbled cache',
    rules: [{ match: { method: 'GET', reference: /^sha256:/ }, when: { first: 1 }, action: { kind: 'corrupt' } }],
  },
  { name: 'a cancel', rules: [] },
  { name: 'a kill', rules: [] },
];

async function buildOnce(testbed: Testbed, random: () => number): Promise<SoakedBuild> {
  const fault = faults[Math.floor(random() * faults.length)] ?? { name: 'none', rules: [] };
  const moment = random() * 1500;
  // A local action has no pre step.
  const hasPre = random() < 0.5;
  const proxy = await startFaultyRegistry({ upstream: testbed.registry, rules: fault.rules });
  const runner = createRunner({ files });
  const repository = `soak/${Math.floor(random() * 4)}`;
  try {
    const options = {
      inputs: {
        ...{ image: `${proxy.address}/${repository}`, push: 'true', tags: `main,${Math.floor(random() * 1e9)}` },
        ...{ 'buildkit-image': testbed.buildkitImage, 'buildkitd-config-inline': testbed.buildkitdConfig },
      },
      event: pushEvent(),
    };
    const pre = hasPre ? await runner.pre(options) : undefined;
    const step = runner.start('main', options);
    const mainPeak = watchPeak(step.pid);
    if (fault.name === 'a cancel') setTimeout(() => void step.cancel(), moment);
    if (fault.name === 'a kill') setTimeout(() => step.signal('SIGKILL'), moment);
    const main = await step.result;
    const posting = runner.start('post');
    const postPeak = watchPeak(posting.pid);
    const post = await posting.result;
    const memory = { main: mainPeak(), post: postPeak(), ...readUse() };
    const problems = [
      ...(await checkDigest(main, proxy, repository)),
      ...(post.exitCode === 0 ? [] : [`post ended with ${post.exitCode}: ${post.log}`]),
      ...(await left(runner, { ...pre?.state, ...main.state })),
    ];
    const end =
      main.exitCode === 0 ? 'succeeded' : fault.name.startsWith('a cancel') || main.signal ? 'cancelled' : 'failed';
    return { fault: fault.name, end, problems, memory };
  } finally {
    await runner.dispose();
    await proxy.close();
  }
}

/** A tag of its own shows the digest, whatever other builds push meanwhile. */
async function checkDigest(main: StepResult, proxy: FaultyRegistry, repository: string): Promise<string[]> {
  if (main.exitCode !== 0) return Object.keys(main.outputs).length === 0 ? [] : ['a failed build has outputs'];
  proxy.setRules([]);
  const tag = main.outputs.tags?.split(':').at(-1) ?? '';
  const digest = (await registryClient(proxy.address).manifest(repository, tag))?.digest;
  return digest === main.outputs.digest ? [] : [`the digest is ${main.outputs.digest}, the registry's ${digest}`];
}

/** What is left of this build alone, whatever others do on the machine meanwhile. */
async function left(runner: ReturnType<typeof createRunner>, state: Record<string, string>): Promise<string[]> {
  const { files, mounts, processes } = await runner.leftovers();
  const { container } = JSON.parse(state.lease ?? '{}') as { container?: string };
  const named = ['ps', '--all', '--format', '{{.Names}}', '--filter', `name=^${container}$`];
  const containers = container === undefined ? [] : (await runCommand('docker', named)).split('\n').filter(Boolean);
  return [...containers, ...files, ...mounts, ...processes].map((each) => `left behind: ${each}`);
}

async function countAll(): Promise<Counts> {
  const lines = async (...args: string[]) => (await runCommand('docker', args)).split('\n').filter(Boolean).length;
  const loops = readdirSync('/sys/block').filter(
    (name) => /^loop/.test(name) && readdirSync(`/sys/block/${name}`).includes('loop'),
  );
  return {
    containers: await lines('ps', '--all', '--quiet', '--filter', 'label=com.github.buildkit-build-action'),
    volumes: await lines('volume', 'ls', '--quiet'),
    loopDevices: loops.length,
    folders: readdirSync(tmpdir()).filter((name) => /^(testbed-runner|buildkit|build-step)-/.test(name)).length,
  };
}

/** Park and Miller's generator: small, and the same everywhere. */
function createRandom(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return (state - 1) / 2147483646;
  };
}
