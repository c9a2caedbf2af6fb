/** Where the folder that host and builder share is inside the builder. */
export const sharedFolder = '/run/buildkit-build-action';

/** Names of the files in that folder. */
export const shared = {
  boot: 'boot.sh',
  buildctl: 'buildctl',
  runtime: 'runtime.sh',
  config: 'buildkitd.toml',
  socket: 'buildkitd.sock',
  state: 'state.img',
  stateRefused: 'state.refused',
} as const;

/**
 * The builder's first process, a POSIX shell script because the BuildKit image has nothing else. It mounts the fresh file
 * system for the state (MEASURED.md: everything that unpacks is 2–3 times faster on it), hands its own buildctl to the host
 * (24 MB through the page cache: no `docker cp`), and becomes buildkitd. Where the mount is refused, the state stays on the
 * volume that is there anyway.
 */
export const bootScript = `#!/bin/sh
cd ${sharedFolder} || exit 1
mount_state() { mount -t ext4 -o loop,noatime ${shared.state} /var/lib/buildkit 2>${shared.stateRefused}; }
if [ -e ${shared.state} ]; then
  if mount_state; then
    rm -f ${shared.stateRefused}
  else
    # A container sees the loop devices that existed when it was created; the free one may be newer.
    n=0
    while [ $n -lt 256 ]; do [ -e /dev/loop$n ] || mknod /dev/loop$n b 7 $n; n=$((n + 1)); done
    if mount_state; then rm -f ${shared.stateRefused}; fi
  fi
fi
{ cp "$(command -v buildctl)" ${shared.buildctl}.part && mv ${shared.buildctl}.part ${shared.buildctl}; } &
exec buildkitd "$@"
`;
