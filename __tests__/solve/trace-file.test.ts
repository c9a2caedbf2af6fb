import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { followTraceFile } from '../../src/solve/trace-file.ts';

test('a trace is read while it is written, line by line, also where a line comes in two parts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'trace-'));
  const file = join(folder, 'trace');
  const trace = followTraceFile(file);
  const names = async () => (await trace.read()).steps().map(({ name }) => name);
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
  expect(trace.bytes()).toBe(2 * bytes.length);
  appendFileSync(file, 'error: failed to solve: no\n\nhalf a line');
  await trace.read();
  expect(trace.text()).toBe('error: failed to solve: no\nhalf a line');
  rmSync(folder, { recursive: true });
});
