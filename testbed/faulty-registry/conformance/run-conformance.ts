import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasCommand, runCommand, tryCommand } from '../../command.ts';
import { cacheFolder } from '../../paths.ts';

/** One test of the suite, as `passed`, `failure`, `skipped` or `error`. */
export type ConformanceResult = { name: string; status: string };

const folder = fileURLToPath(new URL('.', import.meta.url));
const suite = 'github.com/opencontainers/distribution-spec/conformance';

/** Builds the OCI distribution-spec's conformance tests from their Go module and returns the program's path; throws without Go. */
export async function buildConformance(): Promise<string> {
  if (!(await hasCommand('go')))
    throw new Error('The OCI conformance tests are a Go program: install Go 1.26 or newer.');
  const program = join(cacheFolder, 'distribution-conformance');
  await runCommand('go', ['build', '-buildvcs=false', '-trimpath', '-o', program, suite], { cwd: folder });
  return program;
}

/** Runs all conformance tests of distribution-spec 1.1 against a registry with plain HTTP: pull, push, content discovery and content management. */
export async function runConformance(
  program: string,
  address: string,
  user?: { name: string; password: string },
): Promise<ConformanceResult[]> {
  const results = mkdtempSync(join(tmpdir(), 'conformance-'));
  const env = {
    ...process.env,
    OCI_VERSION: '1.1',
    OCI_REGISTRY: address,
    OCI_TLS: 'disabled',
    OCI_RESULTS_DIR: results,
    OCI_LOG: 'error',
    ...(user && { OCI_USERNAME: user.name, OCI_PASSWORD: user.password }),
  };
  try {
    // Its exit code is 1 wherever the registry itself misses a part of the specification.
    await tryCommand(program, [], { cwd: results, env });
    return parseJunit(readFileSync(join(results, 'junit.xml'), 'utf8'));
  } finally {
    rmSync(results, { recursive: true });
  }
}

/** The suite runs in another order every time. */
function parseJunit(xml: string): ConformanceResult[] {
  const results = [...xml.matchAll(/<testcase name="([^"]*)"[^>]* status="([^"]*)"/g)];
  return results
    .map(([, name = '', status = '']) => ({ name, status }))
    .sort((a, b) => (`${a.name} ${a.status}` < `${b.name} ${b.status}` ? -1 : 1));
}
