import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pair } from './build-request.ts';
import type { Environment } from './git-context.ts';

/**
 * Reads the keys of the profile that AWS_PROFILE names, or of `default`, as the variables that a builder takes; none where the environment
 * has keys of its own, which win. A profile that gets its keys from elsewhere (a role, SSO, a process) has none here.
 */
export function readAwsProfile(env: Environment): Pair[] {
  if (env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY) return [];
  const profile = env.AWS_PROFILE || 'default';
  const read = (variable: string, name: string) => readText(env[variable] || join(env.HOME ?? '', '.aws', name));
  const values = new Map([
    ...valuesOf(read('AWS_CONFIG_FILE', 'config'), profile === 'default' ? profile : `profile ${profile}`),
    ...valuesOf(read('AWS_SHARED_CREDENTIALS_FILE', 'credentials'), profile),
  ]);
  const names = ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token'];
  const found = names.flatMap((name): Pair[] => {
    const value = values.get(name);
    return value ? [[name.toUpperCase(), value]] : [];
  });
  return found.length < 2 ? [] : found;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Returns what the lines of one section set. */
function valuesOf(text: string, section: string): Pair[] {
  let isIn = false;
  return text.split(/\r?\n/).flatMap((line): Pair[] => {
    const [, header] = /^\[\s*([^\]]+?)\s*\]/.exec(line) ?? [];
    if (header !== undefined) isIn = header.replace(/\s+/g, ' ') === section;
    const [, name, value] = /^(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    return isIn && name !== undefined && value !== undefined ? [[name, value]] : [];
  });
}
