import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkArchitecture } from '../../src/builder/detached.ts';

/** Writes what begins as a program for a processor does. */
function writeProgram(machine: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'program-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const header = Buffer.alloc(100);
  header.writeUInt16LE(machine, 18);
  writeFileSync(join(folder, 'buildctl'), header);
  return join(folder, 'buildctl');
}

test("a daemon of this machine's architecture will do, and so will one that is not known", async () => {
  await checkArchitecture(process.execPath);
  await checkArchitecture(writeProgram(9999));
});

test('a daemon of another architecture is said to be one, with what helps', async () => {
  const other = process.arch === 'arm64' ? { machine: 62, name: 'x64' } : { machine: 183, name: 'arm64' };
  await expect(checkArchitecture(writeProgram(other.machine))).rejects.toThrow(
    new RegExp(
      `^Docker's daemon runs on ${other.name} and this runner on ${process.arch}, .* DOCKER_HOST .* "endpoint"`,
    ),
  );
});
