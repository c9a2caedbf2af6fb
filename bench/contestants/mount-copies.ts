import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mount } from '../mount-project.ts';

/** What the copies of one build work with. */
export type CopyPlace = {
  /** A folder of theirs. */
  readonly own: string;
  /** Path of a busybox without libraries, alone in its folder: their only program, so that they pull no image. */
  readonly busybox: string;
};

/** Returns the words of a build that copies a folder into the mount. */
export function copyIn(folder: string, place: CopyPlace): string[] {
  return [...fileArgs('in', '/kept/.', mount.target, place), folder];
}

/** Returns the words of a build whose result has a copy of the mount in its folder `out`. */
export function copyOut(place: CopyPlace): string[] {
  const empty = join(place.own, 'empty');
  mkdirSync(empty);
  return [...fileArgs('out', mount.target, '/out', place), empty];
}

function fileArgs(name: string, from: string, to: string, { own, busybox }: CopyPlace): string[] {
  const file = join(own, `${name}.Dockerfile`);
  const mounts = [
    'type=bind,from=tools,target=/tools',
    `type=cache,id=${mount.id},target=${mount.target}`,
    'type=bind,target=/kept',
  ];
  const command = JSON.stringify(['/tools/busybox', 'cp', '-p', '-R', from, to]);
  writeFileSync(file, `FROM scratch\nRUN ${mounts.map((each) => `--mount=${each}`).join(' ')} ${command}\n`);
  return ['--file', file, '--build-context', `tools=${dirname(busybox)}`];
}
