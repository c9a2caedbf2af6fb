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
