import * as core from '@actions/core';
import type { Note } from '../request/build-request.ts';

/** Says each note once, in the log or as an annotation. */
export function sayNotes(notes: readonly Note[]): void {
  for (const { level, text } of notes) {
    if (level === 'warning') core.warning(text);
    else core.info(text);
  }
}
