import { expect, test } from 'vitest';
import { fasterConfig, patientConfig } from '../../src/builder/daemon-config.ts';
import { parseBuildkitdConfig } from '../../src/text/buildkitd-config.ts';

const system = '\n[system]\n  maxRegistryConcurrency = 8\n';
const history = '\n[history]\n  maxEntries = 0\n';

test.for([
  ['nothing', ''],
  ['a table of its own for each registry', '[registry."docker.io"]\n  mirrors = ["mirror.example"]'],
  ['a comment about [system]', '# [system]\ndebug = true\n'],
  ['tables whose names begin alike', '[systemd]\n  a = "b"\n[historical]\n'],
  ['a value that looks like a header', 'root = """\n[system]\n[history]\n"""\n'],
])('%s gets more connections to a registry at once, and no history', ([, config = '']) => {
  expect(fasterConfig(config)).toBe(config + system + history);
  expect([...parseBuildkitdConfig(fasterConfig(config)).tables].slice(-2)).toStrictEqual(['system', 'history']);
  expect(patientConfig(config)).toBe(config + system.replace('8', '3'));
});

test.for([
  ['a table', '[system]\n  platformsCacheMaxAge = "1h"\n', history],
  ['an empty table', '[system]\n[worker.oci]\n  gc = false\n', history],
  ['a table in quotes', '[ "system" ]\n', history],
  ['a table in capitals', '[System]\n', history],
  ['a table within it', '[system.more]\n  a = "b"\n', history],
  ['a dotted key', 'system.maxRegistryConcurrency = 2\n', history],
  ['an inline table', 'system = { maxRegistryConcurrency = 2 }\n', history],
  ['a table of the history', '[history]\n  maxAge = 3600\n', system],
  ['both tables', '[history]\n[system]\n', ''],
  ['what is no TOML', '[registry\n', ''],
])('what is written stays as it is: %s', ([, config = '', added = '']) => {
  expect(fasterConfig(config)).toBe(config + added);
  expect(patientConfig(config)).toBe(added === system ? config + system.replace('8', '3') : undefined);
});
