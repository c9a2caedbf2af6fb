import { describe, expect, test } from 'vitest';
import { runChild } from '../../src/docker/child.ts';

describe('a child', () => {
  test('hands over its output and its exit code', async () => {
    expect(await runChild('sh', ['-c', 'echo out; echo err >&2; exit 3'])).toStrictEqual({
      code: 3,
      stdout: 'out\n',
      stderr: 'err\n',
    });
  });

  test('hands over lines whole, however they were written, and the last one without an end', async () => {
    const lines: string[] = [];
    const script = 'printf a >&2; sleep 0.05; printf "b\\n\\nc" >&2';
    await runChild('sh', ['-c', script], { onLine: (line) => lines.push(line) });
    expect(lines).toStrictEqual(['ab', '', 'c']);
  });

  test('that cannot be started rejects', async () => {
    await expect(runChild('no-such-command', [])).rejects.toThrow('ENOENT');
  });

  test('gets SIGINT when the signal comes', async () => {
    const cancel = new AbortController();
    const script = 'trap "exit 42" INT; echo ready >&2; while :; do sleep 0.05; done';
    const onLine = (line: string) => {
      if (line === 'ready') cancel.abort();
    };
    expect((await runChild('sh', ['-c', script], { signal: cancel.signal, onLine })).code).toBe(42);
  });

  test('that ignores SIGINT is killed', async () => {
    const cancel = new AbortController();
    const script = 'trap "" INT; echo ready >&2; while :; do sleep 0.05; done';
    const onLine = (line: string) => {
      if (line === 'ready') cancel.abort();
    };
    expect((await runChild('sh', ['-c', script], { signal: cancel.signal, onLine })).code).toBe(undefined);
  });

  test('started after the signal came is ended at once', async () => {
    expect((await runChild('sleep', ['20'], { signal: AbortSignal.abort() })).code).toBe(undefined);
  });
});
