/** Prints one line for the person who watches. */
export function say(text: string): void {
  console.log(text);
}

/** Runs one piece of work, prints its title before and how long it took after, and passes its result on. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  say(`• ${title} …`);
  try {
    const result = await work();
    say(`✓ ${title}: ${seconds(performance.now() - start)}`);
    return result;
  } catch (error) {
    say(`✗ ${title}: failed after ${seconds(performance.now() - start)}`);
    throw error;
  }
}

/** Formats milliseconds as seconds with one decimal, two below ten seconds. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`;
}
