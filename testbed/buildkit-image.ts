import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BUILDKIT_VERSION } from '../src/request/buildkit.ts';
import { type BaseImage, imageExists, imageLabel, registryAnswers, settingsLabel } from './base-image.ts';
import { runCommand } from './command.ts';
import { ensureGoTool } from './go-tool.ts';
import { step } from './log.ts';
import { projectFolder } from './paths.ts';

/** The BuildKit image that the action starts, by the name that Docker shows. */
export const buildkitImage = `moby/buildkit:${BUILDKIT_VERSION}`;

/**
 * Makes sure that the engine has the BuildKit image: pulled where its registry answers within ten seconds,
 * else built from its Go module on the Debian base image.
 */
export async function ensureBuildkitImage(base: Promise<BaseImage>): Promise<void> {
  const label = await imageLabel(buildkitImage, settingsLabel);
  if (label === undefined) {
    if (await imageExists(buildkitImage)) return; // the official one has no such label
    if (await registryAnswers(buildkitImage)) {
      await step(`Pulling ${buildkitImage}`, () => runCommand('docker', ['pull', '--quiet', buildkitImage]));
      return;
    }
  }
  const [folder, { name, version: settings }] = await Promise.all([ensureBuildkitBinaries(), base]);
  if (label === settings) return;
  await step(`Building ${buildkitImage} on ${name}`, async () => {
    await copyFile(join(projectFolder, 'testbed/buildkit/Dockerfile'), join(folder, 'Dockerfile'));
    const args = [
      '--network=host',
      `--build-arg=BASE=${name}`,
      `--label=${settingsLabel}=${settings}`,
      `--tag=${buildkitImage}`,
    ];
    // An engine without its own BuildKit has the classic builder, which newer clients only use when told so.
    await runCommand('docker', ['build', '--quiet', ...args, folder], {
      env: { ...process.env, DOCKER_BUILDKIT: '0' },
    });
  });
}

const module = 'github.com/moby/buildkit';

/** Makes sure that the cache folder has buildkitd and buildctl, built from their Go module, and returns their folder. */
export function ensureBuildkitBinaries(): Promise<string> {
  return ensureGoTool({
    folder: 'buildkit',
    commands: [`${module}/cmd/buildkitd`, `${module}/cmd/buildctl`],
    // Those of BuildKit's own Dockerfile, and stripped.
    flags: [
      '-tags=osusergo netgo static_build seccomp',
      `-ldflags=-s -w -X ${module}/version.Version=${BUILDKIT_VERSION} -X ${module}/version.Package=${module}`,
    ],
  });
}
