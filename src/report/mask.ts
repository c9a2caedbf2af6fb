import { readFile } from 'node:fs/promises';
import * as core from '@actions/core';
import type { Secret } from '../request/build-request.ts';

/**
 * Shorter secrets and lines of secrets stand in every log, such as a brace or a digit. Masking them would make it unreadable, and
 * GitHub drops each output of a job that holds a masked text: a digest has every digit.
 */
const shortestLine = 6;

/** Hides texts from the log in every form in which they can turn up there. */
export function maskValues(values: readonly string[]): void {
  for (const mask of new Set(values.flatMap(toMasks))) core.setSecret(mask);
}

/** Hides the secrets from the log, before anything can print them. */
export async function maskSecrets(secrets: readonly Secret[], env: NodeJS.ProcessEnv): Promise<void> {
  const values = await Promise.all(secrets.map((secret) => readSecret(secret, env)));
  maskValues(values);
}

/** Returns the forms in which a secret can turn up in a log: each of its lines, as it is, as base64 and within JSON. */
export function toMasks(value: string): string[] {
  const lines = value.split(/\r?\n/).map((line) => line.trim());
  const masked = lines.filter((line) => line.length >= shortestLine);
  if (masked.length === 0) return [];
  const whole = [value, ...masked];
  return [
    ...masked,
    ...whole.map((text) => Buffer.from(text).toString('base64').replace(/=+$/, '')),
    ...masked.map((text) => JSON.stringify(text).slice(1, -1)),
  ].filter((text) => text.length > 0);
}

async function readSecret(secret: Secret, env: NodeJS.ProcessEnv): Promise<string> {
  switch (secret.kind) {
    case 'value':
      return secret.value;
    case 'env':
      return env[secret.env] ?? '';
    case 'file':
      return readFile(secret.path, 'utf8').catch(() => '');
  }
}
