/** Where the folder that host and builder share is inside the builder. */
export const sharedFolder = '/run/buildkit-build-action';

/** Names of the files in that folder. */
export const shared = {
  boot: 'boot.sh',
  buildctl: 'buildctl',
  runtime: 'runtime.sh',
  /** Variables for buildkitd that stand neither on a command line nor in `docker inspect`. */
  environment: 'secret-environment',
  config: 'buildkitd.toml',
  /** What buildkitd said, which outlives its container. */
  log: 'buildkitd.log',
  /** Lies there once buildkitd has ended. */
  ended: 'ended',
  /** Process id of buildkitd inside the builder. */
  pid: 'buildkitd.pid',
  /** A pipe that is held open as long as the job lives. */
  life: 'life',
  defaults: 'defaults.toml',
  socket: 'buildkitd.sock',
  state: 'state.img',
  /** Stands there in the place of a state file that will not come. */
  noState: 'state.none',
  /** Lies there where the state is on Docker's volume because that has more room. */
  roomier: 'state.roomier',
  /** What mount said of the state; empty when it was mounted. */
  stateRefused: 'state.refused',
  /** Lies there once docker has started a builder that nobody waited for. */
  started: 'started',
} as const;

/** Where BuildKit keeps all that it has. */
export const stateRoot = '/var/lib/buildkit';

/** Where the layers and snapshots of a state on disk are: a volume of Docker's, or the state's file system on it. */
export const diskRoot = '/mnt';

/** Returns the path that a file of the shared folder has inside the builder. */
export function bootFiles(name: string): string {
  return `${sharedFolder}/${name}`;
}

/** Where a shell in the builder finds what the kernel says of buildkitd, which is not the first process. */
export const daemonProcess = `/proc/$(cat ${bootFiles(shared.pid)})`;

/** Looks, five seconds apart, that find nobody who holds the builder: a minute in all. */
const patience = 12;

/**
 * The builder's first process, a POSIX shell script because the BuildKit image has nothing else; its arguments are the kind of
 * state, the snapshotter that was asked for, and buildkitd's own. It starts buildkitd at once, which takes a tenth of a second and more until it answers (it makes an RSA key first), and
 * meanwhile a child prepares the rest: it mounts the fresh file system for the state, which is made while Docker makes the
 * container, and hands the image's own buildctl to the host (24 MB through the page cache: no `docker cp`). That is done last, so
 * that where buildctl is, everything is. Where the mount is refused, the state stays on the volume that is there anyway. A
 * buildkitd.toml that the image brings, in its usual place or by BUILDKITD_CONFIG, wins over our defaults.
 *
 * The state is where there is room: on the disk of the runner's temp folder, or on the volume where that, which is below Docker's
 * data root, has more than twice as much. Where the volume is on a file system that may not hold overlayfs's snapshots (another
 * overlayfs in docker-in-docker, a network's), the state is prepared before buildkitd starts, overlayfs is tried there, and the
 * native snapshotter taken where it does not work: buildkitd would try it in the place of the databases, which is memory.
 *
 * Only layers and snapshots are on that file system, two folders that buildkitd knows by their paths and first writes to for a
 * build. Its databases are in memory: they are small, and it syncs them some seventy times for each cached layer. Nobody reads
 * the file system after the job, so it has no barriers, and nothing zeroes its tables while the build runs. Its file is
 * unlinked once it is mounted, so that the kernel frees it when the container ends, however that happens, and does not write to
 * the disk what is still in memory.
 *
 * The builder lives as long as its job: the first process ends, and with it everything in the container, when nobody on the host
 * has held the pipe of its life for a minute in all (see life.ts). It opens that for reading and writing first, since whoever opens
 * a pipe for one of them waits for the other. A buildkitd that ended leaves a mark, and the container where its log can be read.
 */
export const bootScript = `#!/bin/sh
cd ${sharedFolder} || exit 1
mount_state() {
  mount -t ext4 -o loop,noatime,nobarrier,noinit_itable ${shared.state} ${diskRoot} 2>${shared.stateRefused} &&
    : >${shared.stateRefused} && rm -f ${shared.state}
}
adopt_state() {
  until [ -e ${shared.state} ] || [ -e ${shared.noState} ]; do sleep 0.01; done
  if [ "$(free_at ${diskRoot})" -gt $(($(free_at .) * 2)) ]; then
    : >${shared.roomier} && rm -f ${shared.state}
  elif [ -e ${shared.state} ] && ! mount_state; then
    # A container sees the loop devices that existed when it was created; the free one may be newer.
    n=0
    while [ $n -lt 256 ]; do [ -e /dev/loop$n ] || mknod /dev/loop$n b 7 $n; n=$((n + 1)); done
    mount_state
  fi
  case $snapshotter in
    auto) bind_folders overlayfs content snapshots/snapshots && bind_folders native content snapshots/snapshots ;;
    overlayfs | native | fuse-overlayfs) bind_folders $snapshotter content snapshots/snapshots ;;
    *) bind_folders $snapshotter . ;;
  esac
}
free_at() {
  df -P -k "$1" | { read -r line; read -r device size used free rest; echo "$free"; }
}
bind_folders() {
  root=${stateRoot}/runc-$1 disk=${diskRoot}/$1
  shift
  for folder; do
    mkdir -p $root/$folder $disk/$folder && mount --bind $disk/$folder $root/$folder || return
  done
}
can_overlay() {
  trial=${diskRoot}/.trial
  mkdir -p $trial/lower $trial/upper $trial/work $trial/all &&
    mount -t overlay overlay -o lowerdir=$trial/lower,upperdir=$trial/upper,workdir=$trial/work $trial/all &&
    umount $trial/all && rm -rf $trial
}
prepare() {
  [ $state != disk ] || [ $adopted ] || adopt_state || return
  cp "$(command -v buildctl)" ${shared.buildctl}.part && mv ${shared.buildctl}.part ${shared.buildctl}
}
run_daemon() {
  # Only what it says of itself is its log: a wrong flag makes it print its usage.
  { sh -c 'echo $$ >${shared.pid}; exec buildkitd "$@"' sh "$@" 2>&1 >&3 3>&-; : >${shared.ended}; } | tee ${shared.log} >&2
}
await_life() {
  [ -p ${shared.life} ] || mkfifo -m 666 ${shared.life}
  exec 4<>${shared.life} 5<${shared.life} 4>&-
  cat <&5 >/dev/null 3>&- &
  wait $!
  exec 5<&-
}
if [ -e ${shared.environment} ]; then . ./${shared.environment}; fi
exec 3>&1
state=$1 snapshotter=$2 adopted=
shift 2
if [ $state = disk ]; then
  case $(stat -f -c %T ${diskRoot}) in
    ext2/ext3 | xfs | btrfs) ;;
    *)
      adopt_state && adopted=1
      if [ $snapshotter = auto ] && ! can_overlay 2>/dev/null; then set -- --oci-worker-snapshotter=native "$@"; fi
      ;;
  esac
fi
# Without what it prepares a build could only go wrong.
{ prepare || : >${shared.ended}; } &
if [ -e ${shared.defaults} ] && [ ! -e /etc/buildkit/buildkitd.toml ] && [ -z "$BUILDKITD_CONFIG" ]; then set -- --config ${sharedFolder}/${shared.defaults} "$@"; fi
run_daemon "$@" &
trap exit TERM INT
n=0
while [ $n -lt ${patience} ]; do await_life; sleep 5; n=$((n + 1)); done
`;
