import { chmodSync, writeFileSync } from 'node:fs';

/**
 * Writes an OCI runtime that is runc, but takes the given capabilities out of what it is asked to run:
 * out of the bundle's config.json on create and run, and out of the file named by --process on exec.
 *
 * A shell script with sed, because both start within two milliseconds and every machine has them; a capability is a JSON
 * string of its own there, and one inside another string has its quotes escaped.
 */
export function writeCappedRuntime(path: string, dropped: readonly string[]): void {
  writeFileSync(path, script(dropped));
  chmodSync(path, 0o755);
}

function script(dropped: readonly string[]): string {
  const any = `"(${dropped.join('|')})"`;
  return `#!/bin/sh
# runc without the capabilities that this machine itself lacks.
drop() { sed -E -i -e 's/${any},//g' -e 's/,?${any}//g' "$1"; }
previous=
for word in "$@"; do
  case $previous in
    --bundle) drop "$word/config.json" ;;
    --process) drop "$word" ;;
  esac
  previous=$word
done
exec runc "$@"
`;
}
