import * as core from '@actions/core';
import type { Annotation } from './annotations.ts';

/** Prints an annotation. A property that is not set is left out, which `@actions/core` would print as the word undefined. */
export function annotate({ level, message, ...properties }: Annotation): void {
  const set = Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
  if (level === 'error') core.error(message, set);
  else core.warning(message, set);
}
