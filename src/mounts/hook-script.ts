import { sharedFolder } from '../builder/boot.ts';

/** Folder below the one that host and builder share, where RUNs ask and the host answers; the host makes it. */
export const deskFolder = 'mounts';

/** Where that folder is inside the builder. */
export const deskInBuilder = `${sharedFolder}/${deskFolder}`;

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

/** Seconds that a RUN waits when nobody answers: longer than the host itself ever takes. */
const patience = 90;

/**
 * The OCI runtime that buildkitd starts in the place of buildkit-runc, a POSIX shell script. Before the container of a RUN
 * starts, it puts the container's config.json on the desk, waits for the host's answer, a line `ARCHIVE PLACE ARCHIVE PLACE …`,
 * unpacks each archive in its place, and becomes buildkit-runc with the arguments it was given. Whatever goes wrong, the RUN goes on.
 *
 * It prints nothing, since its output is the RUN's, and starts few programs, since each costs about a millisecond: a container
 * without a mount from a snapshot costs a shell and a grep. The pipe is open before the question is there, so that the answer
 * never waits for the hook; `read -t` is not in every shell.
 */
export const hookScript = `#!/bin/sh
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
  run=$1
  set -- $answer
  [ $# -gt 0 ] || return
  while [ $# -gt 1 ]; do
    if tar -x -p --numeric-owner -f "$1" -C "$2" 2>"$run.error"; then
      echo "ok $2"
    else
      find "$2" -mindepth 1 -maxdepth 1 -exec rm -rf {} +
      echo "failed $2 $(head -n 1 "$run.error")"
    fi
    shift 2
  done >"$run.part"
  rm -f "$run.error"
  mv "$run.part" "$run${desk.done}"
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
