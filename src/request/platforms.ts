import { InputError, shown } from './input-error.ts';
import type { InputName } from './inputs.ts';
import { parseList } from './lists.ts';

/** Reads a list of platforms, each in containerd's normal form and once. */
export function parsePlatforms(text: string): string[] {
  const platforms = parseList('platforms', text, 'commas').map((entry) => parsePlatform('platforms', entry));
  return [...new Set(platforms)];
}

/** Writes one platform in containerd's normal form (`linux/x86_64` is `linux/amd64`, `arm` is `linux/arm/v7`). */
export function parsePlatform(input: InputName, text: string): string {
  if (text.toLowerCase() === 'local') return runnerPlatform();
  const parts = text.toLowerCase().split('/');
  const [system, architecture, variant = '', ...more] = parts.length === 1 ? ['linux', ...parts] : parts;
  const known = SYSTEMS.has(system ?? '') && more.length === 0 && /^[a-z0-9_.-]*$/.test(variant);
  const normal = known ? normalize(architecture ?? '', variant) : undefined;
  if (normal !== undefined) return [system, ...normal].join('/');
  throw new InputError(
    `"${input}" has ${shown(text)}, which is no platform: write some of those that BuildKit's image offers, ${OFFERED.join(', ')}.`,
  );
}

/** The platform of this machine, which buildx calls `local`. */
export function runnerPlatform(): string {
  return `linux/${process.arch === 'x64' ? 'amd64' : process.arch}`;
}

/** What moby/buildkit's image can run, by itself or with the QEMU that is in it; a builder of one's own may offer others. */
const OFFERED = [
  'linux/amd64',
  'linux/arm64',
  'linux/arm/v7',
  'linux/arm/v6',
  'linux/386',
  'linux/loong64',
  'linux/ppc64le',
  'linux/riscv64',
  'linux/s390x',
  'linux/mips64',
  'linux/mips64le',
];

const SYSTEMS: ReadonlySet<string> = new Set([
  'linux',
  'windows',
  'freebsd',
  'darwin',
  'netbsd',
  'openbsd',
  'wasi',
  'js',
]);

/** Go's architectures, as `go tool dist list` and containerd know them. */
const ARCHITECTURES: ReadonlySet<string> = new Set([
  ...['386', 'amd64', 'arm', 'arm64', 'loong64', 'mips', 'mipsle', 'mips64', 'mips64le'],
  ...['ppc64', 'ppc64le', 'riscv64', 's390x', 'wasm'],
]);

const ALIASES: ReadonlyMap<string, readonly [architecture: string, variant?: string]> = new Map([
  ['i386', ['386', '']],
  ['x86_64', ['amd64']],
  ['x86-64', ['amd64']],
  ['aarch64', ['arm64']],
  ['armhf', ['arm', 'v7']],
  ['armel', ['arm', 'v6']],
]);

/** The variants that containerd leaves out or spells out (platforms v1.0.0-rc.4, database.go). */
const VARIANTS: ReadonlyMap<string, string> = new Map([
  ...['amd64/v1', 'arm64/8', 'arm64/v8', 'arm64/v8.0'].map((each) => [each, ''] as const),
  ...['arm64/9', 'arm64/9.0', 'arm64/v9.0'].map((each) => [each, 'v9'] as const),
  ...['arm/', 'arm/7'].map((each) => [each, 'v7'] as const),
  ...['5', '6', '8'].map((each) => [`arm/${each}`, `v${each}`] as const),
]);

function normalize(written: string, variant: string): string[] | undefined {
  const [architecture, fixed] = ALIASES.get(written) ?? [written];
  if (!ARCHITECTURES.has(architecture)) return undefined;
  const given = fixed ?? variant;
  const normal = VARIANTS.get(`${architecture}/${given}`) ?? given;
  return normal === '' ? [architecture] : [architecture, normal];
}
