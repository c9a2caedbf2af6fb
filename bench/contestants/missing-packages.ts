/** Reads in a build's log how many parts of its cache mount were missing; undefined when the RUN that looks was not run. */
export function missingPackages(log: string): number | undefined {
  const [, missing] = /packages missing: (\d+) of \d+$/m.exec(log) ?? [];
  return missing === undefined ? undefined : Number(missing);
}
