/**
 * The part of the runtime script that writes a mount's files into an archive, as root, so that owners and modes are what they
 * were; `docker exec` calls it. Arguments: the jail's id, the folder, the folder below it that has the files, the archive, and
 * what `pack` takes. Prints one line:
 *
 * | line | when |
 * | --- | --- |
 * | `empty` | it has no files, or is not there: BuildKit makes that of a mount with an owner when the first file is written |
 * | `large BYTES` | its files or its archive take up more than they may |
 * | `unchanged` | the fingerprint is the same |
 * | `failed WHY` | tar could not write the archive |
 * | `written TAR FINGERPRINT BYTES` | the archive is there |
 *
 * The fingerprint is of what `find` and `stat` tell of all files, in one order on every file system. Times of folders are left
 * out: programs make and remove temporary files in them without changing anything.
 */
export const saveFunction = `
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
