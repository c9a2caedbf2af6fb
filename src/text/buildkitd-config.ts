import { parse, stringify, TomlError } from 'smol-toml';

/** What a buildkitd.toml says of the things that the action must know itself. */
export interface BuildkitdConfig {
  /** By domain, as it stands in references: `docker.io`. */
  readonly registries: ReadonlyMap<string, RegistrySettings>;
  /** The OCI runtime of its worker (`worker.oci.binary`). */
  readonly runtime: string | undefined;
  /** The snapshotter of its worker (`worker.oci.snapshotter`). */
  readonly snapshotter: string | undefined;
  /** The names of its tables and keys at the root, in lower case. */
  readonly tables: ReadonlySet<string>;
}

/** What it says of one registry (BuildKit, util/resolver/config). */
export interface RegistrySettings {
  readonly http: boolean | undefined;
  readonly insecure: boolean | undefined;
  readonly mirrors: readonly string[];
  /** Files with authorities for its certificate. */
  readonly ca: readonly string[];
  /** Files with what it is shown of whoever asks. */
  readonly keypairs: readonly KeyPair[];
}

/** Paths of a client's certificate and of its key. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

/** The settings of a registry of which a configuration says nothing. */
export const NO_SETTINGS: RegistrySettings = {
  http: undefined,
  insecure: undefined,
  mirrors: [],
  ca: [],
  keypairs: [],
};

/** Parses a buildkitd.toml; throws a SyntaxError with line and column where it is no TOML. */
export function parseBuildkitdConfig(text: string): BuildkitdConfig {
  const root = parseToml(text);
  const registries = Object.entries(toTable(read(root, 'registry')));
  const worker = toTable(read(toTable(read(root, 'worker')), 'oci'));
  return {
    registries: new Map(registries.map(([domain, settings]) => [domain, toSettings(toTable(settings))])),
    runtime: toText(read(worker, 'binary')) || undefined,
    snapshotter: toText(read(worker, 'snapshotter')) || undefined,
    tables: new Set(Object.keys(root).map((key) => key.toLowerCase())),
  };
}

/** Reads a buildkitd.toml; undefined where it is no TOML, which is buildkitd's to refuse. */
export function toBuildkitdConfig(text: string): BuildkitdConfig | undefined {
  try {
    return parseBuildkitdConfig(text);
  } catch {
    return undefined;
  }
}

/** Names the files that a configuration's registries are reached with, each once. */
export function certificateFiles(config: BuildkitdConfig | undefined): string[] {
  const settings = [...(config?.registries.values() ?? [])];
  const files = settings.flatMap(({ ca, keypairs }) => [...ca, ...keypairs.flatMap(({ cert, key }) => [cert, key])]);
  return [...new Set(files)];
}

/** Writes a configuration anew with other paths for those files. */
export function moveCertificates(text: string, toPlace: (path: string) => string): string {
  const move = (value: unknown): unknown => {
    if (typeof value === 'string') return toPlace(value);
    if (Array.isArray(value)) return value.map(move);
    return typeof value === 'object' && value !== null && !(value instanceof Date)
      ? mapTable(value as Table, move)
      : value;
  };
  const inRegistry = (value: unknown, name: string): unknown => (/^(?:ca|keypair)$/i.test(name) ? move(value) : value);
  const inRegistries = (value: unknown): unknown => mapTable(toTable(value), inRegistry);
  const inRoot = (value: unknown, name: string): unknown =>
    /^registry$/i.test(name) ? mapTable(toTable(value), inRegistries) : value;
  return stringify(mapTable(parseToml(text), inRoot));
}

function mapTable(table: Table, change: (value: unknown, name: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(table).map(([name, value]) => [name, change(value, name)]));
}

type Table = Readonly<Record<string, unknown>>;

function parseToml(text: string): Table {
  try {
    // A number that JavaScript cannot hold is none of our business, and no error.
    return parse(text, { integersAsBigInt: 'asNeeded' });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [what = ''] = error.message.replace(/^Invalid TOML document: /, '').split('\n');
    throw new SyntaxError(`line ${error.line}, column ${error.column}: ${what}`, { cause: error });
  }
}

/** A key's value, in whatever capitals the key is written: buildkitd does not mind either. */
function read(table: Table, name: string): unknown {
  return Object.entries(table).find(([key]) => key.toLowerCase() === name)?.[1];
}

function toTable(value: unknown): Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : {};
}

function toSettings(table: Table): RegistrySettings {
  return {
    http: toBoolean(read(table, 'http')),
    insecure: toBoolean(read(table, 'insecure')),
    mirrors: toTexts(read(table, 'mirrors')),
    ca: toTexts(read(table, 'ca')),
    keypairs: toKeyPairs(read(table, 'keypair')),
  };
}

function toKeyPairs(value: unknown): KeyPair[] {
  return [value].flat().flatMap((each) => {
    const pair = toTable(each);
    const [cert, key] = [toText(read(pair, 'cert')), toText(read(pair, 'key'))];
    return cert && key ? [{ cert, key }] : [];
  });
}

function toBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function toTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
