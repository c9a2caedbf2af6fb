import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../testbed/command.ts';
import { readTestbed } from '../../testbed/up.ts';

/**
 * Makes an image of BuildKit whose shell and tools are those of busybox, as in the official one, and returns its name: in `/bin`, or in a
 * folder that only its PATH names.
 */
export async function makeBusyboxImage(folder: '/bin' | '/opt/busybox/bin'): Promise<string> {
  const context = mkdtempSync(join(tmpdir(), 'busybox-'));
  const name = `testbed/buildkit-busybox:${folder.slice(1).replaceAll('/', '-')}`;
  writeFileSync(
    join(context, 'Dockerfile'),
    `FROM ${readTestbed().buildkitImage}
RUN command -v busybox || { apt-get update && apt-get install -y --no-install-recommends busybox; }
RUN busybox=$(command -v busybox) && mkdir -p ${folder} && for applet in $(busybox --list); do ln -sf $busybox ${folder}/$applet; done && ln -sf ${folder === '/bin' ? '$busybox' : `${folder}/sh`} /bin/sh
ENV PATH=${folder}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
`,
  );
  const env = { ...process.env, DOCKER_BUILDKIT: '0' };
  await runCommand('docker', ['build', '--quiet', '--network=host', `--tag=${name}`, context], { env });
  rmSync(context, { recursive: true });
  return name;
}
