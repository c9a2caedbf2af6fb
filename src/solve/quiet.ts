/** Counters of a daemon and its solve at one moment; bytes are counted from the start of each. */
export interface Look {
  /** Time of the look, in epoch milliseconds. */
  readonly at: number;
  /** Bytes that the daemon wrote, to files and connections. */
  readonly written: number;
  /** Bytes of these that are still in the kernel's queues, because the other end has not taken them yet. */
  readonly unsent: number;
  /** Bytes of the trace that the daemon has sent to buildctl. */
  readonly told: number;
  /** Bytes that were transferred according to the trace. */
  readonly transferred: number;
}

/**
 * Bytes a second up to which a solve counts as silent. A daemon that only waits writes some 80; an upload that is alive writes
 * more than this limit.
 */
export const quietRate = 1024;

/** Judges a sequence of looks. */
export interface QuietMeter {
  /** Adds a look, and tells whether nothing has moved for the allowed time. */
  add(look: Look): boolean;
  /** Starts again: silence between the last look and the next one does not count. */
  forget(): void;
}

/**
 * Starts to judge whether a daemon moves nothing for that many milliseconds. The rate over this window counts, not a sum since the
 * start: keep-alive packets alone would exceed any sum after a while.
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
 * The bytes that the daemon wrote include its reports to buildctl, some 2 kB a second for each running download, even one that stands
 * still. So the size of the trace is subtracted, which is longer as JSON than on the wire; the trace itself has the progress of downloads,
 * which is added. Neither part may be negative: a download that starts again would hide other transfers.
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
