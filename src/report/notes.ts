import type { Note } from '../request/build-request.ts';
import * as say from '../runner/say.ts';

/** Says each note once, in the log or as an annotation. */
export function sayNotes(notes: readonly Note[]): void {
  for (const { level, text } of notes) {
    if (level === 'warning') say.warning(text);
    else say.info(text);
  }
}
