import { expect, test } from 'vitest';
import { fasterConfig, patientConfig } from '../../src/builder/daemon-config.ts';
import { parseBuildkitdConfig } from '../../src/text/buildkitd-config.ts';

const added = '\n[system]\n  maxRegistryConcurrency = 8\n';

test.for([
  ['nothing', ''],
  ['a table of its own for each registry', '[registry."docker.io"]\n  mirrors = ["mirror.example"]'],
  ['a comment about [system]', '# [system]\ndebug = true\n'],
  ['a table whose name begins alike', '[systemd]\n  a = "b"\n'],
  ['a value that looks like a header', 'root = """\n[system]\n"""\n'],
])('%s gets more connections to a registry at once', ([, config = '']) => {
  expect(fasterConfig(config)).toBe(`${config}${added}`);
  expect(parseBuildkitdConfig(fasterConfig(config)).hasSystem).toBe(true);
  expect(patientConfig(config)).toBe(`${config}${added.replace('8', '3')}`);
});

test.for([
  ['a table', '[system]\n  platformsCacheMaxAge = "1h"\n'],
  ['an empty table', '[system]\n[worker.oci]\n  gc = false\n'],
  ['a table in quotes', '[ "system" ]\n'],
  ['a table in capitals', '[System]\n'],
  ['a table within it', '[system.more]\n  a = "b"\n'],
  ['a dotted key', 'system.maxRegistryConcurrency = 2\n'],
  ['an inline table', 'system = { maxRegistryConcurrency = 2 }\n'],
  ['what cannot be read', '[registry\n'],
])('what has %s of the system stays as it is', ([, config = '']) => {
  expect(fasterConfig(config)).toBe(config);
  expect(patientConfig(config)).toBeUndefined();
});
