import { join } from 'node:path';
import { ensureGoTool, type GoTool } from './go-tool.ts';

/** Programs that tests and benchmarks need, each built from its Go module when first asked for. */
export type ToolName = keyof typeof tools;

/** Returns the path of a tool's program, which it builds where the cache folder has none of this version. */
export async function tool(name: ToolName): Promise<string> {
  const { program, ...module } = tools[name];
  return join(await ensureGoTool(module), program);
}

const tools = {
  act: { program: 'act', folder: 'tools/act', commands: ['github.com/nektos/act'] },
  actionlint: {
    program: 'actionlint',
    folder: 'tools/actionlint',
    commands: ['github.com/rhysd/actionlint/cmd/actionlint'],
  },
  buildx: {
    program: 'buildx',
    folder: 'tools/buildx',
    commands: ['github.com/docker/buildx/cmd/buildx'],
    flags: ['-ldflags=-s -w -X github.com/docker/buildx/version.Version=v0.38.2'],
  },
  /** The registry of the next generation; Debian's is of the 2.8 series. */
  registry: {
    program: 'registry',
    folder: 'tools/distribution',
    commands: ['github.com/distribution/distribution/v3/cmd/registry'],
  },
} satisfies Record<string, GoTool & { program: string }>;
