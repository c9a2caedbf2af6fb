import { shared, sharedFolder } from '../builder/boot.ts';

/** Path of the mount's folder inside a jail. */
export const jailedFolder = '/cache-mount';

/** Path of the running script inside a jail. */
const jailedScript = '/runtime.sh';

/**
 * Folders of the builder with programs and their libraries; in some images some are links, which bind mounts follow. The jail adds those of
 * the builder's own PATH that lie elsewhere: an image may have its shell or its tar there.
 */
const programFolders = ['/bin', '/sbin', '/lib', '/lib64', '/usr'];

/** The capabilities that tar needs to set owners and modes of files. */
const capabilities = ['CAP_CHOWN', 'CAP_DAC_OVERRIDE', 'CAP_FOWNER', 'CAP_FSETID'];

const readOnly = ['bind', 'ro', 'nosuid', 'nodev'];

/** The container of a jail (runtime-spec, config.md), with variables of the shell where it differs. */
const config = JSON.stringify({
  ociVersion: '1.0.2',
  process: {
    user: { uid: 0, gid: 0 },
    cwd: '/',
    args: ['/bin/sh', jailedScript, '$words'],
    env: ['PATH=$PATH', 'LC_ALL=C'],
    noNewPrivileges: true,
    capabilities: { bounding: capabilities, effective: capabilities, permitted: capabilities },
  },
  root: { path: 'rootfs', readonly: true },
  mounts: [
    '$programs',
    { destination: jailedScript, type: 'bind', source: `${sharedFolder}/${shared.runtime}`, options: readOnly },
    { destination: '/proc', type: 'proc', source: 'proc', options: ['ro', 'nosuid', 'noexec', 'nodev'] },
    { destination: '/dev', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'noexec', 'size=64k', 'mode=755'] },
    {
      destination: jailedFolder,
      type: 'bind',
      source: '$source',
      options: ['bind', '$access', 'nosuid', 'nodev', 'noexec'],
    },
  ],
  linux: {
    cgroupsPath: '/buildkit/$id',
    resources: { devices: [{ allow: false, access: 'rwm' }] },
    namespaces: ['pid', 'ipc', 'uts', 'network', 'mount'].map((type) => ({ type })),
  },
}).replace(/"(\$words|\$programs)"/g, '$1');

/** One of `$programs`. */
const program = JSON.stringify({ destination: '$folder', type: 'bind', source: '$folder', options: readOnly });

/**
 * Shell functions that fill and pack a mount's folder. A RUN may write to it at the same moment, and anybody may have made its content, so a
 * link in it must lead nowhere.
 *
 * `jail` runs a part of the runtime script in a container of buildkit-runc: it has an empty root, the builder's programs read-only, the
 * mount's folder and nothing else; no network, no device, and only the capabilities that tar needs. Its arguments are an id, `ro` or `rw`,
 * the folder, and the part's name and arguments. The archive is file descriptor 3, opened outside. The bundle is removed with `rmdir`, which
 * cannot remove a file, even if a mount is still there.
 *
 * | part, inside | arguments | standard output |
 * | --- | --- | --- |
 * | `fill` | the seconds that tar may take; `anew` where another filling was cut off there, else `empty` | why it failed |
 * | `pack` | the folder below the mount's; the KiB that files and archive may have; the fingerprint that it had; seconds | one line, see `saveFunction` |
 */
export const jailFunctions = `
jail() {
  id=$1 access=$2 source=$3 root=/run/mount-jails/$1/rootfs
  shift 3
  words= programs= folders=proc:dev:.${jailedFolder}:
  for word; do words="$words\${words:+,}\\"$word\\""; done
  places=${programFolders.join(':')}:$PATH
  IFS=:
  for folder in $places; do
    case $folder:$folders in
      ${programFolders.map((folder) => `${folder}/*`).join(' | ')} | /:* | [!/]* | *:.$folder:*) continue ;;
    esac
    [ -d $folder ] || continue
    programs="$programs\${programs:+,}${program.replaceAll('"', '\\"')}"
    folders=$folders.$folder:
  done
  unset IFS
  mkdir -p $root || return
  cat >\${root%rootfs}config.json <<END
${config}
END
  buildkit-runc run --preserve-fds 1 --bundle \${root%/rootfs} $id
  status=$?
  rm -f \${root%rootfs}config.json $root${jailedScript}
  (cd $root && IFS=: && rmdir -p $folders) 2>/dev/null
  rmdir $root \${root%/rootfs}
  return $status
}
fill() {
  cd ${jailedFolder} || exit
  # The shell's own word about what was killed.
  exec 2>/dev/null
  [ "$2" != anew ] || clear_folder
  [ ! "$(find . -mindepth 1 | head -c 1)" ] || { echo 'its folder is not empty'; exit 1; }
  problem=$(timeout -s KILL "$1" tar -x -p --numeric-owner -f - <&3 2>&1) && exit
  [ $? != 137 ] || problem="it took longer than $1 s"
  clear_folder
  echo "$problem" | head -n 1
  exit 1
}
clear_folder() {
  find . -mindepth 1 -maxdepth 1 -exec rm -rf {} +
}
pack() {
  # A link in the place of a folder leads to nothing but programs, which nobody wants to keep.
  cd "${jailedFolder}$1" 2>/dev/null || { echo empty; exit; }
  case $(pwd -P) in ${jailedFolder} | ${jailedFolder}/*) ;; *) echo empty; exit ;; esac
  [ "$(find . -mindepth 1 | head -n 1)" ] || { echo empty; exit; }
  size=$(du -sk .)
  size=\${size%%[!0-9]*}
  [ "$size" -le "$2" ] || { echo "large $((size * 1024))"; exit; }
  list() {
    find . ! -type d -exec stat -c '%n %s %Y %f %u %g %h' {} +
    find . -type d -exec stat -c '%n %f %u %g' {} +
  }
  print=$(list | sort | sha256sum | cut -c 1-16)
  [ "$print" != "$3" ] || { echo unchanged; exit; }
  case $(tar --version) in *GNU*) tar=gnu sparse=--sparse ;; *) tar=other sparse= ;; esac
  ulimit -f $(($2 * 2))
  problem=$(timeout -s KILL "$4" tar -c $sparse --numeric-owner -f - . 2>&1 >&3)
  case $? in
    0) echo "written $tar $print" ;;
    137) echo "failed it took longer than $4 s" ;;
    153) echo "large $(($2 * 1024 + 1))" ;;
    *) echo "failed $problem" | head -n 1 ;;
  esac
}
`;
