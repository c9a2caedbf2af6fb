import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, describe, expect } from 'vitest';
import { shared, sharedFolder } from '../../src/builder/boot.ts';
import { hookScript } from '../../src/mounts/hook-script.ts';
import { runCommand } from '../../testbed/command.ts';
import { readTestbed } from '../../testbed/up.ts';
import { makeBusyboxImage } from './busybox-image.ts';
import { type Member, makeArchive } from './planted-entry.ts';

interface Builder {
  /** On this machine; the container sees it as the folder of the runtime script. */
  readonly shared: string;
  /** Runs a script there, whose first line is a function `part`: the runtime script with those arguments, jail and all. */
  run(script: string): Promise<string>;
  archive(name: string, members: readonly Member[]): void;
}

/** A container as a builder is, without its daemon: `/m` is a mount's folder, `/outside` is not. */
function inBuilderOf(findImage: () => string | Promise<string>) {
  return base.extend<{ builder: Builder }>({
    builder: [
      // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures this one needs.
      async ({}, use) => {
        const folder = mkdtempSync(join(tmpdir(), 'jail-'));
        const name = `jail-${randomBytes(6).toString('hex')}`;
        mkdirSync(join(folder, 'mounts'));
        // The one word that the script does not take from outside.
        const script = hookScript.replace('case $1 in fill |', 'case $1 in jail | fill |');
        writeFileSync(join(folder, shared.runtime), script);
        const mount = ['--mount', `type=bind,src=${folder},dst=${sharedFolder}`, '--tmpfs', '/volume'];
        const image = await findImage();
        await runCommand('docker', [
          ...['run', '--detach', '--privileged', '--name', name, ...mount, '--entrypoint', '/bin/sh', image],
          ...['-c', 'mkdir /outside /volume/m; ln -s /volume/m /m; sleep 600'],
        ]);
        await use({
          shared: folder,
          run: (text) => {
            const script = `part() { sh ${sharedFolder}/${shared.runtime} "$@"; }
fill() { id=$1; shift; part jail "$id" rw /volume/m fill "$@"; }
cd ${sharedFolder}/mounts; ${text}`;
            return runCommand('docker', ['exec', name, '/bin/sh', '-c', script], { timeout: 60_000 });
          },
          archive: (file, members) => writeFileSync(join(folder, 'mounts', file), makeArchive(members)),
        });
        await runCommand('docker', ['rm', '--force', '--volumes', name]);
        rmSync(folder, { recursive: true, force: true });
      },
      { scope: 'file' },
    ],
  });
}

describe.each([
  { tools: 'of GNU', test: inBuilderOf(() => readTestbed().buildkitImage), more: [] },
  {
    tools: "of busybox, in a folder that only the image's PATH names",
    test: inBuilderOf(() => makeBusyboxImage('/opt/busybox/bin')),
    more: ['opt'],
  },
])('with the tools $tools', ({ test, more }) => {
  test('a link that stands in the folder, of whatever kind, leads what is unpacked nowhere', async ({ builder }) => {
    builder.archive('links.tar', [
      { name: './first', linkTo: '/outside' },
      { name: './first/pwned', text: 'x' },
      { name: './second', linkTo: '../../outside' },
      { name: './second/pwned', text: 'x' },
      { name: '/outside/pwned', text: 'x' },
      { name: '../../outside/pwned', text: 'x' },
      { name: './run/pwned', text: 'x' },
    ]);
    await builder.run('fill a 60 empty 3<links.tar || true; ls -A /outside; rm -rf /m/* /m/.[!.]*');
    expect(await builder.run('ls -A /outside')).toBe('');
  });

  test('a RUN that puts a link in the place of a folder while it is unpacked gains nothing', async ({ builder }) => {
    // Tar reads ten kilobytes at once: it has made the folder then, and waits for the rest of its archive.
    builder.archive('swapped.tar', [
      { name: './folder/one', text: 'x'.repeat(20_000) },
      { name: './folder/pwned', text: 'x' },
    ]);
    const swap = `mkfifo pipe; exec 4<>pipe
(exec 4>&-; fill b 60 empty 3<pipe) & filling=$!
head -c 10240 swapped.tar >&4
until [ -e /m/folder/one ]; do sleep 0.02; done
mv /m/folder /m/aside; ln -s /outside /m/folder
tail -c +10241 swapped.tar >&4; exec 4>&-; wait $filling; ls -A /outside; rm -rf /m/* pipe`;
    expect(await builder.run(swap)).toMatch(/^tar: .*\.\/folder.*: No such file or directory$/);
    expect(await builder.run('ls -A /outside')).toBe('');
  });

  test('a folder that is not empty is not filled, and one whose filling was cut off is filled anew', async ({
    builder,
  }) => {
    builder.archive('file.tar', [{ name: './file', text: 'new' }]);
    const said = await builder.run(`echo old >/m/file
fill c 60 empty 3<file.tar && echo filled; cat /m/file
fill c 60 anew 3<file.tar && echo filled; cat /m/file; rm -rf /m/*`);
    expect(said).toBe('its folder is not empty\nold\nfilled\nnew');
  });

  test('tar that stands still, or cannot read its archive, leaves an empty folder', async ({ builder }) => {
    builder.archive('whole.tar', [{ name: './file', text: 'x'.repeat(2000) }]);
    writeFileSync(
      join(builder.shared, 'mounts/half.tar'),
      readFileSync(join(builder.shared, 'mounts/whole.tar')).subarray(0, 900),
    );
    const said = await builder.run(`mkfifo quiet; exec 4<>quiet; head -c 900 whole.tar >&4
fill d 1 empty 3<quiet; ls -A /m
fill d 60 empty 3<half.tar; ls -A /m; rm quiet`);
    expect(said).toMatch(/^it took longer than 1 s\n.*tar.*$/);
  });

  test('a filling can be ended from elsewhere, with all its processes', async ({ builder }) => {
    const said = await builder.run(`mkfifo still; exec 4<>still
fill e 60 empty 3<still & filling=$!
until buildkit-runc state e 2>/dev/null | grep -q running; do sleep 0.05; done
buildkit-runc delete --force e; wait $filling || echo ended; cat /proc/[0-9]*/comm | grep -c '^tar$'; rm still`);
    expect(said).toBe('ended\n0');
  });

  test('the jail has no device, no network, no capability but those for owners, and nothing to write to but the folder', async ({
    builder,
  }) => {
    builder.archive('device.tar', [{ name: './disk', text: '' }]);
    const look = `grep -c . /proc/net/dev; grep CapEff /proc/self/status; ls /; echo x >/x; echo x >/proc/sys/vm/swappiness
mknod /cache-mount/d b 8 0; : </dev/sda; echo x >/usr/x`;
    const script = join(builder.shared, shared.runtime);
    const text = readFileSync(script, 'utf8');
    writeFileSync(
      script,
      text.replace('case $1 in jail |', `case $1 in look) { ${look}; } 2>/dev/null; exit ;; jail |`),
    );
    const said = await builder.run('part jail f rw /volume/m look; ls -A /m');
    writeFileSync(script, text);
    expect(said.split('\n')).toStrictEqual([
      // Two lines of headings, and the loopback.
      '3',
      // chown, dac_override, fowner, fsetid
      expect.stringMatching(/^CapEff:\s+000000000000001b$/),
      ...['bin', 'cache-mount', 'dev', 'lib', 'lib64', ...more, 'proc', 'runtime.sh', 'sbin', 'usr'],
    ]);
  });

  test('nothing is left of a jail', async ({ builder }) => {
    expect(
      await builder.run('ls -A /run/mount-jails /run/runc; grep -c mount-jails /proc/self/mountinfo || true'),
    ).toBe('/run/mount-jails:\n\n/run/runc:\n0');
  });
});
