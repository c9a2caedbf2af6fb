import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { runCommand, tryCommand } from './command.ts';
import { projectFolder } from './paths.ts';

/** What a Debian root filesystem needs so that apt-get, npm, pip and go work inside builds as they do on this machine. */
export type HostSettings = {
  /** Path inside the image → content. */
  files: Record<string, string>;
  /** Variables of the image, for what no file can say. */
  variables: Record<string, string>;
  /** The Debian mirror this machine uses for the release, or undefined for debootstrap's own default. */
  mirror: string | undefined;
};

/** Reads this machine's package sources, certificates and client settings for an image of the given Debian release. */
export async function readHostSettings(release: string): Promise<HostSettings> {
  const mirror = await debianMirror(release);
  const npm = await npmConfig();
  return {
    files: {
      ...(mirror === undefined ? {} : aptSources()),
      ...(await aptConfig()),
      ...filesOf('/usr/local/share/ca-certificates', /\.crt$/),
      ...filesOf('/etc', /^pip\.conf$/),
      ...(npm === '' ? {} : Object.fromEntries(npmConfigFiles.map((path) => [path, npm]))),
      ...goConfig(),
    },
    variables: Object.fromEntries(
      carriedVariables.flatMap((name) => (process.env[name] ? [[name, process.env[name]] as const] : [])),
    ),
    mirror,
  };
}

/** Returns a short hash that changes whenever the settings do. */
export function settingsHash(settings: HostSettings): string {
  return createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 16);
}

// Clients that know neither the system's certificates nor a file of settings.
const carriedVariables = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
  'REQUESTS_CA_BUNDLE',
];

// Debian's npm, NodeSource's and one under /usr/local each read their own.
const npmConfigFiles = ['/etc/npmrc', '/usr/etc/npmrc', '/usr/local/etc/npmrc'];
const npmKeys = ['registry', 'cafile', 'proxy', 'https-proxy', 'noproxy', 'strict-ssl'];

async function debianMirror(release: string): Promise<string | undefined> {
  const format = '$(CODENAME) $(LABEL) $(COMPONENT) $(REPO_URI)';
  const { stdout } = await tryCommand('apt-get', ['indextargets', '--format', format]);
  const prefix = `${release} Debian main `;
  return stdout
    .split('\n')
    .find((line) => line.startsWith(prefix))
    ?.slice(prefix.length);
}

function aptSources(): Record<string, string> {
  return {
    ...filesOf('/etc/apt', /^sources\.list$/),
    ...filesOf('/etc/apt/sources.list.d', /^debian\.(list|sources)$/),
    ...filesOf('/etc/apt/auth.conf.d', /\.conf$/),
  };
}

/** Takes the files that no package owns: those the administrator wrote. */
async function aptConfig(): Promise<Record<string, string>> {
  const files = filesOf('/etc/apt/apt.conf.d', /^[\w.-]+$/);
  const owned = await tryCommand('dpkg', ['--search', ...Object.keys(files)]);
  const generated = /DO NOT EDIT/;
  return Object.fromEntries(
    Object.entries(files).filter(([path, text]) => !owned.stdout.includes(`: ${path}\n`) && !generated.test(text)),
  );
}

/**
 * Asks npm itself, because its settings come from several files, for what differs from its defaults, and takes only what a
 * build needs of that. npm looks for its global file beside the Node.js that runs it: the machine's own, not the project's.
 */
async function npmConfig(): Promise<string> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(projectFolder));
  const env = Object.entries({ ...process.env, PATH: folders.join(delimiter) }).filter(
    ([name]) => !name.startsWith('npm_'),
  );
  const text = await runCommand('npm', ['config', 'list'], { cwd: '/', env: Object.fromEntries(env) });
  const changed = [...text.matchAll(/^([\w-]+) = (".*"|true|false)$/gm)];
  return changed
    .flatMap(([, key = '', value = '']) => (npmKeys.includes(key) ? [`${key}=${JSON.parse(value)}\n`] : []))
    .join('');
}

function goConfig(): Record<string, string> {
  const text = filesOf(join(homedir(), '.config/go'), /^env$/);
  return Object.fromEntries(Object.values(text).map((content) => ['/root/.config/go/env', content]));
}

function filesOf(folder: string, name: RegExp): Record<string, string> {
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder).filter((entry) => name.test(entry));
  return Object.fromEntries(
    names.sort().map((entry) => [join(folder, entry), readFileSync(join(folder, entry), 'utf8')]),
  );
}
