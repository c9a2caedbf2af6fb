/** What a registry holds under a reference. */
export interface StoredManifest {
  readonly digest: string;
  /** Empty when the registry does not tell it. */
  readonly mediaType: string;
  /** Bytes of the manifest itself, not of what it lists. */
  readonly size: number;
}

/** Neither "there" nor "not there": the registry could not be asked, refused, or answered nonsense. */
export interface Failure {
  readonly kind: 'failed';
  /** A sentence that names the host and the repository and holds no secret. */
  readonly reason: string;
  /** `late`: no answer came in time, so that nothing is known. `hidden`: see `HiddenProblem`. */
  readonly cause?: 'late' | 'hidden';
  /** The HTTP status, when it was one that failed the call. */
  readonly status?: number;
  /** What the registry asked for with Retry-After, in seconds. */
  readonly retryAfterSeconds?: number;
}

export type HeadAnswer = ({ readonly kind: 'found' } & StoredManifest) | { readonly kind: 'missing' } | Failure;

/** The bytes belong to the digest: that was checked. */
export type GetAnswer =
  | ({ readonly kind: 'found'; readonly bytes: Uint8Array } & StoredManifest)
  | { readonly kind: 'missing' }
  | Failure;

export type PutAnswer = ({ readonly kind: 'written' } & StoredManifest) | Failure;

/** `unsupported`: this registry never deletes that way, so another way may be tried. */
export type DeleteAnswer =
  | { readonly kind: 'deleted' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unsupported'; readonly reason: string }
  | Failure;

/** Thrown where an answer cannot be a union: by an iterator, and inside this room. */
export class RegistryError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.reason);
    this.name = 'RegistryError';
    this.failure = failure;
  }
}
