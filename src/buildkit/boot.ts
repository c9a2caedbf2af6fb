/** Where the folder that host and builder share is inside the builder. */
export const sharedFolder = '/run/buildkit-build-action';

/** Names of the files in that folder. */
export const shared = {
  boot: 'boot.sh',
  buildctl: 'buildctl',
  runtime: 'runtime.sh',
  config: 'buildkitd.toml',
  defaults: 'defaults.toml',
  socket: 'buildkitd.sock',
  state: 'state.img',
  /** Stands there in the place of a state file that will not come. */
  noState: 'state.none',
  /** What mount said of the state; empty when it was mounted. */
  stateRefused: 'state.refused',
} as const;

/** Where BuildKit's OCI worker keeps what it has. */
const workerRoot = '/var/lib/buildkit/runc-overlayfs';

/** Folder of the snapshots: the file system that a build can fill. */
export const snapshotsFolder = `${workerRoot}/snapshots/snapshots`;

/**
 * The builder's first process, a POSIX shell script because the BuildKit image has nothing else. It mounts the fresh file
 * system for the state, which is made while Docker makes the container, hands its own buildctl to the host (24 MB through the
 * page cache: no `docker cp`), and becomes buildkitd. Where the mount is refused, the state stays on the volume that is there
 * anyway. It starts as few programs as it can, each takes two milliseconds. A buildkitd.toml that the image brings wins over our defaults.
 *
 * Only layers and snapshots are on that file system, the two folders that BuildKit renames within. Its databases are in memory:
 * they are small, and it syncs them some seventy times for each cached layer. Nobody reads the file system after the job, so it
 * has no barriers, and nothing zeroes its tables while the build runs.
 */
export const bootScript = `#!/bin/sh
cd ${sharedFolder} || exit 1
mount_state() {
  mount -t ext4 -o loop,noatime,nobarrier,noinit_itable ${shared.state} /mnt 2>${shared.stateRefused}
}
adopt_state() {
  : >${shared.stateRefused}
  mount -t tmpfs -o mode=711 tmpfs /var/lib/buildkit &&
    mkdir -p ${workerRoot}/content ${snapshotsFolder} /mnt/content /mnt/snapshots &&
    mount --bind /mnt/content ${workerRoot}/content &&
    mount --bind /mnt/snapshots ${snapshotsFolder}
}
until [ -e ${shared.state} ] || [ -e ${shared.noState} ]; do sleep 0.01; done
if [ -e ${shared.state} ]; then
  [ -d /mnt ] || mkdir /mnt
  if mount_state; then
    adopt_state || exit 1
  else
    # A container sees the loop devices that existed when it was created; the free one may be newer.
    n=0
    while [ $n -lt 256 ]; do [ -e /dev/loop$n ] || mknod /dev/loop$n b 7 $n; n=$((n + 1)); done
    if mount_state; then adopt_state || exit 1; fi
  fi
fi
{ cp "$(command -v buildctl)" ${shared.buildctl}.part && mv ${shared.buildctl}.part ${shared.buildctl}; } &
if [ -e ${shared.defaults} ] && [ ! -e /etc/buildkit/buildkitd.toml ]; then set -- --config ${sharedFolder}/${shared.defaults} "$@"; fi
exec buildkitd "$@"
`;
