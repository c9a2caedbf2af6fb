import { type BuildkitdConfig, NO_SETTINGS, type RegistrySettings } from '../text/buildkitd-config.ts';
import type { RegistryClientOptions } from './client.ts';
import type { Place } from './manifests.ts';
import type { Security } from './transport.ts';

/** What buildkitd's configuration means for the registry client's options of the same names. */
export function toClientOptions(
  config: BuildkitdConfig | undefined,
): Required<Pick<RegistryClientOptions, 'insecure' | 'mirrors' | 'certificates' | 'keypairs'>> {
  const settingsOf = (domain: string): RegistrySettings => config?.registries.get(domain) ?? NO_SETTINGS;
  return {
    insecure: (domain) => toSecurity(settingsOf(domain)),
    mirrors: (domain) => settingsOf(domain).mirrors.map(parseMirror),
    certificates: (domain) => settingsOf(domain).ca,
    keypairs: (domain) => settingsOf(domain).keypairs,
  };
}

/** Of both settings together insecure wins: it falls back to HTTP by itself. */
function toSecurity({ http, insecure }: RegistrySettings): Security {
  if (insecure === true) return 'insecure';
  return http === true ? 'http' : 'https';
}

/** A mirror is `host`, `host/path`, or a URL whose scheme does not count. */
function parseMirror(mirror: string): Place {
  const url = URL.parse(/^[a-z]+:\/\//i.test(mirror) ? mirror : `https://${mirror}`);
  return { host: url?.host ?? mirror, path: url?.pathname.replace(/^\/|\/+$/g, '') ?? '' };
}
