import { shared, sharedFolder } from '../builder/boot.ts';
import { jailFunctions } from './jail-script.ts';

/** Folder for questions of RUNs and answers of the host, below the shared folder; the host makes it. */
export const spoolFolder = 'mounts';

/** Path of that folder inside the builder. */
export const spoolInBuilder = `${sharedFolder}/${spoolFolder}`;

/** Path of the runtime script inside the builder. */
export const runtimeInBuilder = `${sharedFolder}/${shared.runtime}`;

/** Names of the files in that folder; those of one RUN begin with the id of its container. */
export const spool = {
  /** Exists while the host answers. */
  open: 'open',
  ask: '.ask',
  /** A named pipe. */
  answer: '.answer',
  done: '.done',
} as const;

/** The end mark of a question, because the host may read it while it is being written. */
export const askEnd = '\n.\n';

/**
 * Seconds that a RUN waits for an answer: longer than the host ever needs, also where it waits for another RUN to fill a large mount. A
 * RUN that went on earlier would write into the folder while that one is unpacking.
 */
const patience = 3600;

/**
 * The part of the runtime script that writes a mount's files into an archive, as root, so that owners and modes are kept; `docker exec`
 * calls it. Arguments: the jail's id, the folder, the folder below it that has the files, the archive, and the further arguments of `pack`.
 * Prints one line:
 *
 * | line | when |
 * | --- | --- |
 * | `empty` | the folder has no files or does not exist: for a mount with an owner BuildKit makes it with the first file |
 * | `large BYTES` | its files or its archive are larger than the limit |
 * | `unchanged` | the fingerprint is the same |
 * | `failed WHY` | tar could not write the archive |
 * | `written TAR FINGERPRINT BYTES` | the archive is there |
 *
 * The fingerprint is a hash of the output of `find` and `stat` for all files, in the same order on every file system. Times of folders are
 * left out, since they change with temporary files that programs make and remove.
 */
const saveFunction = `
save() {
  umask 022
  archive=$4
  line=$(jail "$1" ro "$2" pack "$3" "$5" "$6" "$7" 3>"$archive" 2>"$archive.error") ||
    line="failed $(head -n 1 "$archive.error")"
  case $line in
    written*) echo "$line $(stat -c %s "$archive")" ;;
    *) rm -f "$archive"; echo "$line" ;;
  esac
  rm -f "$archive.error"
}
`;

/**
 * The OCI runtime that buildkitd starts instead of buildkit-runc, a POSIX shell script. Before the container of a RUN starts, the script
 * writes the container's config.json into the folder for questions, waits for the host's answer (`formatOrders`), carries it out, and
 * executes buildkit-runc with its own arguments. If any of this fails, the RUN goes on. All work on the files of a mount is done in a jail
 * (`jailFunctions`): there this same script runs, with the name of a part as its first argument.
 *
 * It prints nothing, because its output would be the RUN's, and starts few programs, because each costs about a millisecond: a container
 * without a mount from a snapshot costs a shell and a grep. It opens the pipe before it writes the question, so that the answer never
 * waits for the hook. `read -t` is not used, since not every shell has it.
 */
export const hookScript = `#!/bin/sh${jailFunctions}${saveFunction}
case $1 in fill | pack | save) "$@"; exit ;; esac
restore() {
  cd ${spoolInBuilder} || return
  if [ ! -e tar ]; then
    case $(tar --version) in *GNU*) echo gnu ;; *) echo other ;; esac >"$1.tar"
    mv "$1.tar" tar
  fi
  read -r kind <tar
  mkfifo -m 666 "$1${spool.answer}" && exec 3<>"$1${spool.answer}" || return
  { echo "$kind"; cat "$2/config.json" /proc/self/mountinfo; echo .; } >"$1${spool.ask}"
  read -r -t ${patience} answer <&3
  [ $? != 2 ] || answer=$(timeout ${patience} head -n 1 <&3)
  exec 3<&-
  run=$1
  set -f
  set -- $answer
  [ $# -gt 0 ] || return
  while [ $# -gt 1 ]; do
    case $1 in
      end) timeout 10 buildkit-runc delete --force "$2"; shift 2 ;;
      fill) fill_place "$2" "$3" "$4" "$5" "$6" >>"$run.part" & shift 6 ;;
      *) break ;;
    esac
  done
  wait
  [ ! -e "$run.part" ] || mv "$run.part" "$run${spool.done}"
}
fill_place() {
  if said=$(jail "$1" rw "$5" fill "$2" "$3" 3<"$4" 2>&1); then
    echo "ok $1"
  else
    echo "failed $1 $(echo "$said" | head -n 1)"
  fi
}
for word; do
  case $before in --bundle) bundle=$word ;; esac
  case $word in run) runs=1 ;; esac
  before=$word
done
if [ "$runs" ] && [ -e ${spoolInBuilder}/${spool.open} ] &&
  grep -q '"source":"[^"]*\\(/snapshots/\\|/buildkit-mount\\)' "$bundle/config.json"; then
  (umask 022; restore "\${bundle##*/}" "$bundle") </dev/null >/dev/null 2>&1
fi
exec buildkit-runc "$@"
`;
