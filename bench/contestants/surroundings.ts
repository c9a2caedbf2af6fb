/** What contestants find on the machine. */
export type Surroundings = {
  /** Reference of the BuildKit image. */
  readonly image: string;
  /** Returns the text of a buildkitd.toml that reads docker.io through a registry. */
  config(registry: string): string;
  /** An empty folder for a contestant's own files. */
  readonly folder: string;
  /** A folder for docker's configuration with buildx as its plugin. */
  readonly dockerConfig: string;
  /** Path of a busybox without libraries, alone in its folder. */
  readonly busybox: string;
};
