/** Applies a function to all items, a few at a time, and gives the results in the items' order; the first rejection is the result. */
export async function mapAtOnce<T, R>(
  items: readonly T[],
  limit: number,
  apply: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const entries = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of entries) results[index] = await apply(item);
  };
  await Promise.all(Array.from({ length: limit }, work));
  return results;
}
