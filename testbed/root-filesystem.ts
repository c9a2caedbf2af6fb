import { dirname } from 'node:path';
import type { HostSettings } from './host-settings.ts';

/** Returns a shell script that gives the Debian root filesystem in "$1" the settings and makes it as slim as the official image. */
export function rootFilesystemScript(settings: HostSettings): string {
  return [
    'root=$1',
    ...Object.entries({ ...officialFiles, ...settings.files }).map(([path, text]) => writeFile(path, text)),
    'chmod 755 "$root/usr/sbin/policy-rc.d"',
    // mkdtemp made the folder for its owner alone.
    'chmod 755 "$root"',
    ...(Object.keys(settings.files).some((path) => path.endsWith('.sources'))
      ? ['rm -f "$root/etc/apt/sources.list"']
      : []),
    'chroot "$root" update-ca-certificates >/dev/null 2>&1',
    'rm -f "$root/etc/resolv.conf" "$root/etc/hostname"',
    'find "$root/usr/share/doc" -mindepth 1 ! -type d ! -name copyright -delete',
    'find "$root/usr/share/doc" -mindepth 1 -type d -empty -delete',
    'rm -rf "$root"/usr/share/man/* "$root"/usr/share/info/* "$root"/usr/share/locale/* "$root"/usr/share/lintian/*',
    'rm -rf "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/* "$root"/var/cache/debconf/*-old "$root"/var/lib/dpkg/*-old',
    'find "$root/var/log" -type f -exec truncate -s 0 {} +',
    'rm -rf "$root"/tmp/* "$root"/run/*',
    'mkdir -p "$root/var/cache/apt/archives/partial" "$root/var/lib/apt/lists/partial" "$root/run/lock"',
    '',
  ].join('\n');
}

// What Debian's official images set so that packages install quickly and leave little behind.
const officialFiles = {
  '/etc/apt/apt.conf.d/docker-clean': [
    'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };',
    'APT::Update::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };',
    'Dir::Cache::pkgcache "";',
    'Dir::Cache::srcpkgcache "";',
    '',
  ].join('\n'),
  '/etc/apt/apt.conf.d/docker-gzip-indexes': 'Acquire::GzipIndexes "true";\n',
  '/etc/apt/apt.conf.d/docker-no-languages': 'Acquire::Languages "none";\n',
  '/etc/dpkg/dpkg.cfg.d/docker-apt-speedup': 'force-unsafe-io\n',
  '/etc/dpkg/dpkg.cfg.d/docker': [
    'path-exclude /usr/share/doc/*',
    'path-include /usr/share/doc/*/copyright',
    'path-exclude /usr/share/groff/*',
    'path-exclude /usr/share/info/*',
    'path-exclude /usr/share/lintian/*',
    'path-exclude /usr/share/locale/*',
    'path-exclude /usr/share/man/*',
    '',
  ].join('\n'),
  '/usr/sbin/policy-rc.d': '#!/bin/sh\nexit 101\n',
};

function writeFile(path: string, text: string): string {
  return `mkdir -p "$root${dirname(path)}"\nbase64 -d > "$root${path}" <<END\n${Buffer.from(text).toString('base64')}\nEND`;
}
