import * as say from '../runner/say.ts';
import type { Annotation } from './annotations.ts';

/** Prints an annotation. A property that is not set is left out, which `@actions/core` would print as the word undefined. */
export function annotate({ level, message, ...properties }: Annotation): void {
  const set = Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
  if (level === 'error') say.error(message, set);
  else say.warning(message, set);
}
