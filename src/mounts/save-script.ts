/**
 * Writes a mount's files into an archive, in the builder and as root, so that owners and modes are what they were. Arguments: the
 * folder, the archive, the KiB that it may have, the fingerprint that it had. Prints one line:
 *
 * | line | when |
 * | --- | --- |
 * | `empty` | it has no files, or is not there: BuildKit makes that of a mount with an owner when the first file is written |
 * | `large BYTES` | its files take up more than they may |
 * | `unchanged` | the fingerprint is the same |
 * | `failed WHY` | tar could not write the archive |
 * | `written TAR FINGERPRINT BYTES` | the archive is there |
 *
 * The fingerprint is of what `find` and `stat` tell of all files, in one order on every file system. Times of folders are left
 * out: programs make and remove temporary files in them without changing anything.
 */
export const saveScript = `
umask 022
export LC_ALL=C
cd "$1" 2>/dev/null || { echo empty; exit; }
[ "$(find . -mindepth 1 | head -n 1)" ] || { echo empty; exit; }
size=$(du -sk .)
size=\${size%%[!0-9]*}
[ "$size" -le "$3" ] || { echo "large $((size * 1024))"; exit; }
list() {
  find . ! -type d -exec stat -c '%n %s %Y %f %u %g %h' {} +
  find . -type d -exec stat -c '%n %f %u %g' {} +
}
print=$(list | sort | sha256sum | cut -c 1-16)
[ "$print" != "$4" ] || { echo unchanged; exit; }
case $(tar --version) in *GNU*) tar=gnu sparse=--sparse ;; *) tar=other sparse= ;; esac
problem=$(tar -c $sparse --numeric-owner -f "$2" . 2>&1) || { rm -f "$2"; echo "failed $problem" | head -n 1; exit; }
echo "written $tar $print $(stat -c %s "$2")"
`;
