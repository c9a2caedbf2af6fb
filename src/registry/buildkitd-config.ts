import type { RegistryClientOptions } from './client.ts';
import type { Place } from './manifests.ts';
import { type Assignment, readToml } from './toml.ts';
import type { Security } from './transport.ts';

/** What a buildkitd.toml says about one registry (BuildKit, util/resolver/config). */
export interface RegistrySettings {
  readonly http: boolean | undefined;
  readonly insecure: boolean | undefined;
  readonly mirrors: readonly string[];
  /** Files with authorities for its certificate. */
  readonly ca: readonly string[];
}

export interface BuildkitdConfig {
  /** By domain, as it stands in references: `docker.io`. */
  readonly registries: ReadonlyMap<string, RegistrySettings>;
  /** Headers of the sections that could not be read: what stands there counts as not set. */
  readonly unread: readonly string[];
}

/** Parses the `registry` tables of a buildkitd.toml, in every form that TOML has for them; total. */
export function parseBuildkitdConfig(text: string): BuildkitdConfig {
  const sections = readToml(text);
  const unread = sections.filter(({ assignments }) => assignments === undefined);
  const assignments = sections.flatMap((section) => section.assignments ?? []).flatMap(flatten);
  const registries = new Map<string, RegistrySettings>();
  for (const { path, value } of assignments) {
    const [root, domain, name, ...more] = path;
    if (root?.toLowerCase() !== 'registry' || domain === undefined || name === undefined || more.length > 0) continue;
    const settings = registries.get(domain) ?? NOTHING_SET;
    registries.set(domain, { ...settings, ...toSetting(name.toLowerCase(), value) });
  }
  return { registries, unread: unread.map(({ header }) => header ?? 'what stands before the first section') };
}

/** What the configuration means for the registry client's options of the same names. */
export function toClientOptions(
  config: BuildkitdConfig,
): Required<Pick<RegistryClientOptions, 'insecure' | 'mirrors' | 'certificates'>> {
  const settingsOf = (domain: string): RegistrySettings => config.registries.get(domain) ?? NOTHING_SET;
  return {
    insecure: (domain) => toSecurity(settingsOf(domain)),
    mirrors: (domain) => settingsOf(domain).mirrors.map(toMirror),
    certificates: (domain) => settingsOf(domain).ca,
  };
}

const NOTHING_SET: RegistrySettings = { http: undefined, insecure: undefined, mirrors: [], ca: [] };

/** Of both settings together insecure wins: it falls back to HTTP by itself. */
function toSecurity({ http, insecure }: RegistrySettings): Security {
  if (insecure === true) return 'insecure';
  return http === true ? 'http' : 'https';
}

/** A mirror is `host`, `host/path`, or a URL whose scheme does not count. */
function toMirror(mirror: string): Place {
  const url = URL.parse(/^[a-z]+:\/\//i.test(mirror) ? mirror : `https://${mirror}`);
  return { host: url?.host ?? mirror, path: url?.pathname.replace(/^\/|\/+$/g, '') ?? '' };
}

function toSetting(name: string, value: Assignment['value']): Partial<RegistrySettings> {
  if ((name === 'http' || name === 'insecure') && typeof value === 'boolean') return { [name]: value };
  if ((name === 'mirrors' || name === 'ca') && Array.isArray(value)) {
    return { [name]: value.filter((item) => typeof item === 'string') };
  }
  return {};
}

/** `registry = { "docker.io" = { http = true } }` and `registry."docker.io".http = true` say the same. */
function flatten({ path, value }: Assignment): Assignment[] {
  if (typeof value !== 'object' || !('table' in value)) return [{ path, value }];
  return value.table.flatMap((inner) => flatten({ path: [...path, ...inner.path], value: inner.value }));
}
