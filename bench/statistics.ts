/** Returns the middle of some numbers, or the mean of the two in the middle; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper;
}

/** Least, middle and greatest of some numbers. */
export type Spread = { readonly least: number; readonly middle: number; readonly greatest: number };

/** Returns the spread of some numbers; undefined of none. */
export function spread(values: readonly number[]): Spread | undefined {
  if (values.length === 0) return undefined;
  return { least: Math.min(...values), middle: median(values), greatest: Math.max(...values) };
}

/** Returns how many times each number is of the one that was measured in the same round; rounds that only one has are left out. */
export function pairRatios(values: readonly number[], others: readonly number[]): number[] {
  return values.flatMap((value, round) => {
    const other = others[round];
    return other === undefined || other === 0 ? [] : [value / other];
  });
}
