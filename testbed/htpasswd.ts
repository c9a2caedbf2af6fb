import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';

/** Returns the line of a htpasswd file for a user, with bcrypt, the one hash that the registry takes. */
export function htpasswdLine(user: string, password: string): string {
  // 16 random bytes in bcrypt's own alphabet, whose last character holds two bits only.
  const salt = randomBytes(21).map((byte) => alphabet.charCodeAt(byte % 64));
  const setting = `$2y$05$${Buffer.from(salt).toString('latin1')}.`;
  // Perl is on every Debian, and its crypt is the system's, which knows bcrypt.
  const hash = execFileSync('perl', ['-e', 'chomp($p = <STDIN>); print crypt($p, $ARGV[0])', setting], {
    input: `${password}\n`,
    encoding: 'utf8',
  });
  if (!hash.startsWith('$2y$')) throw new Error('The crypt of this system has no bcrypt.');
  return `${user}:${hash}\n`;
}

const alphabet = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
