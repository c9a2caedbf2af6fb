/** Path inside the builder of the folder that host and builder share. */
export const sharedFolder = '/run/buildkit-build-action';

/** Names of the files in that folder. */
export const shared = {
  boot: 'boot.sh',
  buildctl: 'buildctl',
  runtime: 'runtime.sh',
  /** Variables for buildkitd that stand neither on a command line nor in `docker inspect`. */
  environment: 'secret-environment',
  config: 'buildkitd.toml',
  /** Output of buildkitd, which is still there when its container is gone. */
  log: 'buildkitd.log',
  /** Exists once buildkitd has ended. */
  ended: 'ended',
  /** Process id of buildkitd inside the builder. */
  pid: 'buildkitd.pid',
  /** A pipe that is held open as long as the job lives. */
  life: 'life',
  defaults: 'defaults.toml',
  socket: 'buildkitd.sock',
  state: 'state.img',
  /** Exists instead of the state file where that cannot be made. */
  noState: 'state.none',
  /** Exists where the state is on Docker's volume because that has more room. */
  roomier: 'state.roomier',
  /** Error of mounting the state file; empty when it was mounted. */
  stateRefused: 'state.refused',
  /** Exists where buildkitd could not enter the machine's network. */
  noNetwork: 'network.refused',
  /** Exists once docker has started a builder for which no process waited. */
  started: 'started',
} as const;

/** BuildKit's root folder. */
export const stateRoot = '/var/lib/buildkit';

/** Folder for the layers and snapshots of a state on disk: a volume of Docker's, or the state's file system mounted over it. */
export const diskRoot = '/mnt';

/** Where the machine's network namespace is, for a buildkitd that is to be in it while RUN is not. */
export const machineNetworkInBuilder = '/run/machine-network';

/** Returns the path that a file of the shared folder has inside the builder. */
export function bootFiles(name: string): string {
  return `${sharedFolder}/${name}`;
}

/** Folder in /proc of buildkitd, which is not the builder's first process, as a shell in the builder writes it. */
export const daemonProcess = `/proc/$(cat ${bootFiles(shared.pid)})`;

/** Number of checks, five seconds apart, that may find no process of the job holding the pipe: a minute in all. */
const patience = 12;

/**
 * The builder's first process, a POSIX shell script because the BuildKit image has no other language. Its arguments are the kind
 * of state, the snapshotter that was asked for, and buildkitd's own arguments. It starts buildkitd at once, which needs a tenth of a
 * second and more until it answers (it makes an RSA key first). Meanwhile a child prepares the rest: it mounts the fresh file system
 * for the state, which is made while Docker makes the container, and copies the image's own buildctl into the shared folder (24 MB
 * through the page cache, without `docker cp`). The copy comes last: when buildctl is there, everything is. Where the mount is
 * refused, the state stays on the volume. A buildkitd.toml of the image, in its usual place or named by BUILDKITD_CONFIG, wins over
 * our defaults.
 *
 * The state is on the disk of the runner's temp folder, or on the volume, which is below Docker's data root, where that has more than
 * twice as much room. Some file systems cannot hold overlayfs's snapshots (another overlayfs in docker-in-docker, a network file
 * system). Where the volume is on one of these, the state is prepared before buildkitd starts, and overlayfs is tried on it; if it does
 * not work, buildkitd gets the native snapshotter. buildkitd's own test would not find out, since it tries overlayfs in the folder of
 * its databases, which is in memory.
 *
 * Only layers and snapshots are on that file system, in two folders to which buildkitd writes nothing before the first build. Its
 * databases are in memory: they are small, and buildkitd syncs them some seventy times for each cached layer. No process reads the
 * file system after the job, so it is mounted without barriers, and its tables are not zeroed while the build runs. Its file is
 * unlinked once it is mounted: the kernel then frees it when the container ends, for whatever reason, and does not write back the
 * pages that are still in memory.
 *
 * Where the machine's network is mounted, buildkitd runs in that network, and so reaches registries on the machine's loopback addresses.
 * BuildKit makes no network for a RUN, which would then be in the machine's network too. So a wrapper of the program that starts
 * containers returns to the network of this container first. If it cannot, nothing starts.
 *
 * The builder lives as long as its job: a process of the job holds a named pipe open (see life.ts). When no process has held it for a
 * minute in all, the first process ends, and with it everything in the container. The script opens the pipe for reading and writing,
 * since an open for only one of them waits until another process opens it for the other. When buildkitd ends, the script writes a file
 * that says so and stays, so that its log can still be read in the container.
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
separate_runs() {
  # The image's own configuration may name another runtime, which would start RUNs where buildkitd is.
  ! grep -qs binary /etc/buildkit/buildkitd.toml "\${BUILDKITD_CONFIG:-/dev/null}" &&
    runc=$(command -v buildkit-runc) && $enter_machine $enter_own true &&
    mkdir $wrappers && printf '#!/bin/sh\nexec %s %s "$@"\n' "$enter_own" "$runc" >$wrappers/buildkit-runc && chmod 755 $wrappers/buildkit-runc
}
run_daemon() {
  # Only what it says of itself is its log: a wrong flag makes it print its usage.
  { sh -c 'echo $$ >${shared.pid}; exec $enter_machine buildkitd "$@"' sh "$@" 2>&1 >&3 3>&-; : >${shared.ended}; } | tee ${shared.log} >&2
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
if [ -e ${machineNetworkInBuilder} ]; then
  wrappers=/run/own-network enter_machine='nsenter --net=${machineNetworkInBuilder}' enter_own='nsenter --net=/proc/1/ns/net'
  separate_runs || { : >${shared.noNetwork} && exit 1; }
  export enter_machine PATH=$wrappers:$PATH
fi
# Without what it prepares a build could only go wrong.
{ prepare || : >${shared.ended}; } &
if [ -e ${shared.defaults} ] && [ ! -e /etc/buildkit/buildkitd.toml ] && [ -z "$BUILDKITD_CONFIG" ]; then set -- --config ${sharedFolder}/${shared.defaults} "$@"; fi
run_daemon "$@" &
trap exit TERM INT
n=0
while [ $n -lt ${patience} ]; do await_life; sleep 5; n=$((n + 1)); done
`;
