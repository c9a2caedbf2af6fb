import { expect, test } from 'vitest';
import { parsePlatforms, runnerPlatform } from '../../src/request/platforms.ts';

test.each([
  ['', []],
  ['linux/amd64', ['linux/amd64']],
  ['linux/amd64,linux/arm64', ['linux/amd64', 'linux/arm64']],
  ['linux/amd64\n linux/arm64 ', ['linux/amd64', 'linux/arm64']],
  ['linux/x86_64, LINUX/AMD64, amd64, linux/amd64/v1', ['linux/amd64']],
  ['linux/aarch64,linux/arm64/v8,linux/arm64/8', ['linux/arm64']],
  ['linux/arm,linux/arm/7,linux/armhf,armhf', ['linux/arm/v7']],
  ['linux/armel,linux/arm/6', ['linux/arm/v6']],
  ['linux/amd64/v3,linux/arm64/v9.0', ['linux/amd64/v3', 'linux/arm64/v9']],
  ['linux/i386,linux/386', ['linux/386']],
  ['windows/amd64', ['windows/amd64']],
])('%j is %j', (text, expected) => {
  expect(parsePlatforms(text)).toStrictEqual(expected);
});

test.each(['junk', 'linux', 'linux/amd63', 'linux/amd64/v1/x', 'linux/', '/amd64', 'linux/amd64/ä', 'beos/amd64'])(
  '%s is no platform, and the error lists those that there are',
  (text) => {
    expect(() => parsePlatforms(text)).toThrow(
      `"platforms" has ${JSON.stringify(text)}, which is no platform: write some of those that BuildKit's image offers, linux/amd64, linux/arm64,`,
    );
  },
);

test("local is this machine's platform", () => {
  expect(parsePlatforms('local,linux/s390x')).toStrictEqual([runnerPlatform(), 'linux/s390x']);
  expect(runnerPlatform()).toMatch(/^linux\/(amd64|arm64)$/);
});
