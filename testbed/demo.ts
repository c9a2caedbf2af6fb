// npm run demo [-- FOLDER]: builds a folder through dist/ twice, each time on a fresh builder, as two jobs of a workflow would.
import { basename, join, resolve } from 'node:path';
import { tryCommand } from './command.ts';
import { createRunner, pushEvent, type StepOptions } from './harness.ts';
import { say, seconds } from './log.ts';
import { projectFolder } from './paths.ts';
import { runProgram } from './program.ts';
import { registryClient } from './registry-client.ts';
import type { Testbed } from './up.ts';
import { withTestbed } from './with-testbed.ts';

type Build = { digest: string; toDigest: number; total: number };

const folder = resolve(process.env.INIT_CWD ?? '.', process.argv[2] ?? join(projectFolder, 'examples/website'));
await runProgram(async () => ((await withTestbed(demo)) === true ? 0 : 1));

async function demo(testbed: Testbed, stopped: AbortSignal): Promise<boolean> {
  const start = performance.now();
  // A repository that does not exist yet, so that the first build really finds no cache.
  const repository = `demo/${nameOf(folder)}-${Date.now().toString(36)}`;
  const { exitCode, stdout } = await tryCommand('git', ['rev-parse', 'HEAD'], { cwd: folder });
  const step: StepOptions = {
    inputs: {
      image: `${testbed.registry}/${repository}`,
      tags: 'latest',
      push: 'true',
      'buildkit-image': testbed.buildkitImage,
      'buildkitd-config-inline': testbed.buildkitdConfig,
    },
    event: pushEvent(exitCode === 0 ? { sha: stdout.trim() } : {}),
    onLine: (_, shown) => {
      if (shown !== undefined && shown !== '##[endgroup]') say(`  │ ${shown.replace(/^##\[group\]/, '')}`);
    },
  };
  say(`\nBuilding ${folder} for the first time: no cache, an empty builder.\n`);
  const first = await build(step, stopped);
  if (first === undefined) return false;
  say(
    '\nBuilding it again, as the next push would: an empty builder once more, and the cache of the first build in the registry.\n',
  );
  const second = await build(step, stopped);
  if (second === undefined) return false;
  const pushed = await registryClient(testbed.registry).manifest(repository, 'latest');
  say(report(first, second, pushed?.digest, performance.now() - start));
  return true;
}

/** Runs the three steps of one job and returns its times in milliseconds, or undefined when it fails. */
async function build(step: StepOptions, stopped: AbortSignal): Promise<Build | undefined> {
  const runner = createRunner({ workspace: folder });
  try {
    const pre = await runner.pre(step);
    const main = runner.start('main', step);
    const cancel = () => main.cancel();
    stopped.addEventListener('abort', cancel);
    const built = await main.result;
    stopped.removeEventListener('abort', cancel);
    const post = await runner.post();
    if (built.exitCode !== 0) {
      say(stopped.aborted ? 'Stopped.' : 'The build failed; its last lines above say why.');
      return undefined;
    }
    return {
      digest: built.outputs.digest ?? '',
      toDigest: pre.milliseconds + built.milliseconds,
      total: pre.milliseconds + built.milliseconds + post.milliseconds,
    };
  } finally {
    await runner.dispose();
  }
}

function report(first: Build, second: Build, pushed: string | undefined, all: number): string {
  const ratio = first.toDigest / second.toDigest;
  return [
    '',
    `First build, nothing cached:    ${seconds(first.toDigest)} until the image was pushed, ${seconds(first.total)} with the cache saved and the builder removed`,
    `Second build, from the cache:   ${seconds(second.toDigest)} until the image was pushed, ${seconds(second.total)} with everything cleaned up`,
    first.digest === second.digest && second.digest === pushed
      ? `Digest: ${second.digest} (the same both times, and the registry’s answer)`
      : `Digests: ${first.digest}, then ${second.digest}; the registry answers ${pushed}`,
    `The second build was ${ratio.toFixed(ratio < 10 ? 1 : 0)} times as fast. The demo took ${seconds(all)}.`,
    '',
  ].join('\n');
}

function nameOf(path: string): string {
  return (
    basename(path)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'folder'
  );
}
