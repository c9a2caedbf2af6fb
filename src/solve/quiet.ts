/** What is seen of a daemon and its solve in one look; bytes are counted from their beginning. */
export interface Look {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Bytes that the daemon wrote, to files and connections. */
  readonly written: number;
  /** Bytes of those that wait in the kernel because the other end has not taken them yet. */
  readonly unsent: number;
  /** Bytes of the trace that it told buildctl. */
  readonly told: number;
  /** Bytes that the trace says were transferred. */
  readonly transferred: number;
}

/** Bytes a second below which nothing moves. A daemon that only waits writes some 80, an upload that lives more than this. */
export const quietRate = 1024;

/** Judges looks, one after the other. */
export interface QuietMeter {
  /** Adds a look, and tells whether nothing moved for as long as it may. */
  add(look: Look): boolean;
  /** Starts anew: between the looks before and after this, silence means nothing. */
  forget(): void;
}

/**
 * Starts to judge whether a daemon moves nothing for so many milliseconds. It is the rate over that window and not a sum that
 * ever grows: what keeps connections alive would reach any sum in time.
 */
export function createQuietMeter(window: number): QuietMeter {
  let last: Look | undefined;
  let seen: { at: number; moved: number }[] = [];
  return {
    add(look) {
      const moved = (seen.at(-1)?.moved ?? 0) + (last ? movedBetween(last, look) : 0);
      last = look;
      seen.push({ at: look.at, moved });
      const from = seen.findLastIndex(({ at }) => look.at - at >= window);
      if (from < 0) return false;
      seen = seen.slice(from);
      const [start] = seen;
      return start !== undefined && moved - start.moved < (quietRate * (look.at - start.at)) / 1000;
    },
    forget() {
      last = undefined;
      seen = [];
    },
  };
}

/**
 * What the daemon wrote is also what it tells buildctl, some 2 kB a second for each running download, whether or not that moves.
 * The trace, which is longer as JSON than on the wire, takes it away again, and says itself how far a download has come.
 * Neither part may be negative: a download that begins anew would hide what moves beside it.
 */
function movedBetween(before: Look, after: Look): number {
  const grown = (value: (look: Look) => number) => value(after) - value(before);
  const sent = grown(({ written, unsent, told }) => written - unsent - told);
  return (
    Math.max(0, sent) +
    Math.max(
      0,
      grown(({ transferred }) => transferred),
    )
  );
}
