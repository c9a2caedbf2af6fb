import { expect, test, vi } from 'vitest';
import { writeOutputs } from '../../src/report/result.ts';
import { forShow } from '../../src/report/show.ts';

/** Runs something and returns the workflow commands that it printed. */
async function commandsOf(act: () => Promise<unknown>): Promise<string[]> {
  const written: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  await act().finally(() => write.mockRestore());
  return written.map((line) => line.trimEnd());
}

test('what is only for show costs one warning where it fails, at once or later', async () => {
  const fail = (): never => {
    throw new Error('no such file');
  };
  expect(await commandsOf(() => forShow('No table', fail))).toStrictEqual(['::warning::No table: no such file']);
  const later = () => forShow('No table', () => Promise.reject(new Error('too late')));
  expect(await commandsOf(later)).toStrictEqual(['::warning::No table: too late']);
  expect(await forShow('No table', () => Promise.resolve(3))).toBe(3);
});

test('every output but the digest may fail', async () => {
  const set: string[] = [];
  const onlyOne = (name: string): void => {
    if (set.length > 0) throw new Error('ENOSPC');
    set.push(name);
  };
  const outputs = { metadata: '{}', digest: 'sha256:a', tags: '' };
  const said = await commandsOf(() => writeOutputs(outputs, onlyOne));
  expect([set, said]).toStrictEqual([['digest'], ['::warning::Not every output was set: ENOSPC']]);
  await expect(writeOutputs(outputs, () => onlyOne('digest'))).rejects.toThrow('ENOSPC');
});
