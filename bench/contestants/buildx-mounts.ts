import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CacheServer } from '../../testbed/actions-cache/cache-server.ts';
import { countTransfers } from '../transfers.ts';
import type { Contestant, Job, Timing } from '../types.ts';
import { buildArgs, withBuilder } from './buildx.ts';
import { missingPackages } from './missing-packages.ts';
import { copyIn, copyOut } from './mount-copies.ts';
import { type Place, restoreFolder, saveFolder } from './mount-folder.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * The usual way to keep a cache mount: a folder is restored from the Actions cache before every build, a build copies it into the
 * mount, another one copies the mount out again, and the folder is saved, the last two only where the list of dependencies changed.
 */
export function buildxMounts(surroundings: Surroundings, cache: CacheServer): Contestant {
  // The Actions cache finds a folder only under the path that it was saved with.
  const own = join(surroundings.folder, 'mount');
  const place = { folder: join(own, 'kept'), workspace: surroundings.folder, env: cache.env('refs/heads/main') };
  return {
    name: 'buildx-mounts',
    async build(job) {
      mkdirSync(place.folder, { recursive: true });
      try {
        const [timing, transfers] = await countTransfers(cache, () => buildBetween(job, surroundings, own, place));
        return { ...timing, transfers };
      } finally {
        rmSync(own, { recursive: true, force: true });
      }
    },
  };
}

async function buildBetween(job: Job, surroundings: Surroundings, own: string, place: Place): Promise<Timing> {
  const copies = { own, busybox: surroundings.busybox };
  const copied = join(own, 'copied');
  mkdirSync(copied);
  const key = keyOf(job);
  const restored = await restoreFolder(place, key.whole, key.beginning);
  const isNew = restored.key !== key.whole;
  const { result, total } = await withBuilder(surroundings, job, async (builder) => {
    if (restored.key !== undefined) await builder.build(copyIn(place.folder, copies));
    const { stderr } = await builder.build(['--progress=plain', ...buildArgs(job, join(own, 'buildx.json'))]);
    const toDigest = builder.milliseconds();
    if (job.situation === 'dependency' && missingPackages(stderr) !== 0)
      throw new Error(`The mount was not found whole:\n${stderr}`);
    // As one stream: file by file, as with type=local, BuildKit was seen to hang with so many of them.
    if (isNew) await builder.unpack(copyOut(copies), copied);
    return toDigest;
  });
  const saved = isNew ? await saveFolder(place, join(copied, 'out'), key.whole) : 0;
  return { toDigest: restored.milliseconds + result, total: restored.milliseconds + total + saved };
}

/** As with a hash of the lock file in the key, and the key without it as `restore-keys`. */
function keyOf({ workspace, repository }: Job): { whole: string; beginning: string } {
  const hash = createHash('sha256')
    .update(readFileSync(join(workspace, 'dependencies')))
    .digest('hex');
  const beginning = `packages-${repository}-`;
  return { beginning, whole: `${beginning}${hash}` };
}
