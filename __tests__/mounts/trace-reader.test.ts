import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTraceReader } from '../../src/mounts/trace-reader.ts';

test('a trace is read while it is written, line by line, also where a line comes in two parts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'trace-'));
  const file = join(folder, 'trace');
  const read = createTraceReader(file);
  const names = async () => (await read()).steps().map(({ name }) => name);
  const line = (name: string) => `${JSON.stringify({ vertexes: [{ digest: name, name }] })}\n`;

  expect(await names()).toStrictEqual([]);
  appendFileSync(file, line('RUN é'));
  expect(await names()).toStrictEqual(['RUN é']);
  const bytes = Buffer.from(line('RUN ü'));
  const middle = bytes.indexOf('ü') + 1;
  appendFileSync(file, bytes.subarray(0, middle));
  expect(await names()).toStrictEqual(['RUN é']);
  appendFileSync(file, bytes.subarray(middle));
  expect(await Promise.all([names(), names()])).toStrictEqual([
    ['RUN é', 'RUN ü'],
    ['RUN é', 'RUN ü'],
  ]);
  rmSync(folder, { recursive: true });
});
