import type { Annotation } from './annotations.ts';

/** The step fails for a reason that is known, and that may have a place in the Dockerfile. */
export class StepFailure extends Error {
  override readonly name = 'StepFailure';
  readonly annotation: Annotation | undefined;

  constructor(message: string, annotation?: Annotation) {
    super(message);
    this.annotation = annotation;
  }
}
