import { shared, sharedFolder } from '../builder/boot.ts';
import { jailFunctions } from './jail-script.ts';
import { saveFunction } from './save-script.ts';

/** Folder below the one that host and builder share, where RUNs ask and the host answers; the host makes it. */
export const deskFolder = 'mounts';

/** Where that folder is inside the builder. */
export const deskInBuilder = `${sharedFolder}/${deskFolder}`;

/** Where the runtime script is inside the builder. */
export const runtimeInBuilder = `${sharedFolder}/${shared.runtime}`;

/** Names of the files on the desk; those of one RUN begin with the id of its container. */
export const desk = {
  /** Lies there while the host answers. */
  open: 'open',
  ask: '.ask',
  /** A named pipe. */
  answer: '.answer',
  done: '.done',
} as const;

/** What a question ends with: the host may look at it while it is written. */
export const askEnd = '\n.\n';

/**
 * Seconds that a RUN waits when nobody answers: longer than the host itself ever takes, also where it waits for another RUN to
 * fill a large mount. A RUN that went on before would write where that one is unpacking.
 */
const patience = 3600;

/**
 * The OCI runtime that buildkitd starts in the place of buildkit-runc, a POSIX shell script. Before the container of a RUN
 * starts, it puts the container's config.json on the desk, waits for the host's answer (`formatOrders`), does what that says, and
 * becomes buildkit-runc with the arguments it was given. Whatever goes wrong, the RUN goes on. Whatever touches the files of a mount
 * does so in a jail (`jailFunctions`), which is this same script with the name of a part as its first argument.
 *
 * It prints nothing, since its output is the RUN's, and starts few programs, since each costs about a millisecond: a container
 * without a mount from a snapshot costs a shell and a grep. The pipe is open before the question is there, so that the answer
 * never waits for the hook; `read -t` is not in every shell.
 */
export const hookScript = `#!/bin/sh${jailFunctions}${saveFunction}
case $1 in fill | pack | save) "$@"; exit ;; esac
restore() {
  cd ${deskInBuilder} || return
  if [ ! -e tar ]; then
    case $(tar --version) in *GNU*) echo gnu ;; *) echo other ;; esac >"$1.tar"
    mv "$1.tar" tar
  fi
  read -r kind <tar
  mkfifo -m 666 "$1${desk.answer}" && exec 3<>"$1${desk.answer}" || return
  { echo "$kind"; cat "$2/config.json" /proc/self/mountinfo; echo .; } >"$1${desk.ask}"
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
  [ ! -e "$run.part" ] || mv "$run.part" "$run${desk.done}"
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
if [ "$runs" ] && [ -e ${deskInBuilder}/${desk.open} ] &&
  grep -q '"source":"[^"]*\\(/snapshots/\\|/buildkit-mount\\)' "$bundle/config.json"; then
  (umask 022; restore "\${bundle##*/}" "$bundle") </dev/null >/dev/null 2>&1
fi
exec buildkit-runc "$@"
`;
