import { expect, test, vi } from 'vitest';
import { dockerWithImage } from '../../src/builder/pull.ts';
import { replaceDocker } from '../docker/docker-folder.ts';

const image = 'registry.example/buildkit:v9';
const never = new AbortController().signal;
const run = (name: string) => ['run', name];

/** Warnings go to the log of the run, which is no place for those of a test. */
const log = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
const warnings = () => log.mock.calls.map(([text]) => String(text)).filter((text) => text.startsWith('::warning::'));

test.each([
  'Error response from daemon: toomanyrequests: You have reached your pull rate limit.',
  'Error response from daemon: received unexpected HTTP status: 500 Internal Server Error',
  'Error response from daemon: Get "https://registry.example/v2/": net/http: request canceled (Client.Timeout exceeded)',
])('%s is asked again after a second, with one warning', async (words) => {
  const calls = replaceDocker(
    `[ -e "$0.asked" ] && echo started && exit\ntouch "$0.asked"\necho "${words.replaceAll('"', '\\"')}" >&2\nexit 125`,
  );
  log.mockClear();
  expect(await dockerWithImage(run, image, never)).toBe('started');
  expect(calls()).toStrictEqual([`run ${image}`, `run ${image}`]);
  expect(warnings()).toHaveLength(1);
  expect(warnings()[0]).toContain('could not be pulled, trying again in 1 s');
});

test.each([
  'Error response from daemon: manifest for registry.example/buildkit:v9 not found: manifest unknown',
  'Error response from daemon: pull access denied for registry.example/buildkit, repository does not exist',
  'Error response from daemon: network nowhere not found.',
])('%s is told at once', async (words) => {
  const calls = replaceDocker(`echo "${words}" >&2\nexit 125`);
  await expect(dockerWithImage(run, image, never)).rejects.toThrow(words.replace('Error response from daemon: ', ''));
  expect(calls()).toHaveLength(1);
});

test('a cancelled job waits for nothing', async () => {
  replaceDocker('exec sleep 60');
  const cancel = new AbortController();
  setTimeout(() => cancel.abort(new Error('cancelled')), 200);
  const start = performance.now();
  await expect(dockerWithImage(run, image, cancel.signal)).rejects.toThrow('cancelled');
  expect(performance.now() - start).toBeLessThan(3000);
});
