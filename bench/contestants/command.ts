import { type CommandOptions, runCommand } from '../../testbed/command.ts';

/** Runs one command to its end and returns the milliseconds that it took, process start included; throws when it fails. */
export async function timeCommand(command: string, args: readonly string[], options: CommandOptions): Promise<number> {
  const start = performance.now();
  await runCommand(command, args, options);
  return performance.now() - start;
}

/** Returns the references of a job's image, one for each tag. */
export function references({
  registry,
  repository,
  tags,
}: {
  registry: string;
  repository: string;
  tags: readonly string[];
}): string[] {
  return tags.map((tag) => `${registry}/${repository}:${tag}`);
}

/** Returns the base image of made projects as the registry of a job has it. */
export function baseOf({ registry }: { registry: string }): string {
  return `${registry}/library/debian:bookworm-slim`;
}

/** Returns the cache reference of contestants that do not choose one themselves. */
export function cacheOf({ registry, repository }: { registry: string; repository: string }): string {
  return `${registry}/${repository}:cache`;
}
