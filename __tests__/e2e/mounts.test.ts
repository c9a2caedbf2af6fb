import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { pushEvent } from '../../testbed/harness.ts';
import { succeeded } from './fixture.ts';
import { main, test } from './mounts-fixture.ts';

/** Node.js and npm of this machine, which the build mounts: the base image has neither. */
const tools = `node=${dirname(process.execPath)}\nnpm=${join(dirname(realpathSync(execFileSync('which', ['npm'], { encoding: 'utf8' }).trim())), '..')}`;

const website = `FROM debian:bookworm-slim AS dependencies
WORKDIR /site
COPY package.json package-lock.json ./
RUN --mount=type=bind,from=node,target=/opt/node --mount=type=bind,from=npm,target=/opt/npm \\
    --mount=type=cache,target=/root/.npm \\
    PATH=/opt/node:$PATH node /opt/npm/bin/npm-cli.js ci --ignore-scripts --no-audit --no-fund --no-update-notifier

FROM dependencies
COPY . .
RUN ls node_modules
`;

test.concurrent('npm downloads only what is new on a fresh builder, and a build whose steps are all cached asks for nothing', async ({
  job,
  cache,
  npm,
}) => {
  const step = {
    event: pushEvent(),
    env: cache.env(main),
    // The registry of npm packages is on this machine.
    inputs: { 'cache-mounts': 'auto', 'build-contexts': tools, 'builder-network': 'host' },
  };

  const first = await job({ ...step, files: { Dockerfile: website, ...(await npm.project('left', 'right')) } });
  succeeded(first.main);
  expect(npm.fetched.splice(0).sort()).toStrictEqual(['left', 'right']);
  expect(first.main.log).toContain('Cache mount /root/.npm: began empty (there is none yet of branch main).');
  expect(first.post.log).toMatch(/Cache mount \/root\/.npm: .* saved for branch main in /);
  expect(cache.entries().map(({ scope }) => scope)).toStrictEqual([main]);

  const changed = { Dockerfile: website, ...(await npm.project('left', 'right', 'middle')) };
  const second = await job({ ...step, files: changed });
  succeeded(second.main);
  expect(npm.fetched.splice(0)).toStrictEqual(['middle']);
  expect(second.main.log).toMatch(/Cache mount \/root\/.npm: .* of branch main restored in /);
  expect(second.post.summary).toMatch(/Cache mount .* restored in .* saved for branch main in /);
  expect(cache.entries()).toHaveLength(2);

  cache.requests.length = 0;
  const third = await job({ ...step, files: changed });
  succeeded(third.main);
  expect(npm.fetched).toStrictEqual([]);
  expect(cache.requests).toStrictEqual([]);
  for (const { main: step, post } of [first, second, third]) {
    expect([...step.annotations, ...post.annotations]).toStrictEqual([]);
  }
});

/** Prints what is in the mounts, as lines that begin with a word; names are quoted, and folders have no sizes and times. */
const list = (word: string) =>
  `find /plain /owned ! -type d -exec stat --format '${word} %N %F %a %u %g %h %s %Y %b' {} + | sort
find /plain /owned -type d -exec stat --format '${word} %N %F %a %u %g' {} + | sort
`;

const listing = ({ log }: { log: string }, word: string) =>
  log.split('\n').filter((line) => line.startsWith(`${word} `));

test.concurrent('owners, modes, links, holes and odd names survive, two mounts of one RUN are told apart, and what is unchanged is not saved again', async ({
  job,
  cache,
}) => {
  const fill = `set -e
${list('before')}
if [ ! -e /plain/file ]; then
  cd /plain
  echo text > file; chmod 4750 file; chown 12345:54321 file; touch -d 2001-02-03T04:05:06Z file
  ln file hard; ln -s /nowhere symbolic; truncate -s 50M sparse; echo end >> sparse
  mkfifo pipe; mkdir -p empty; chmod 3777 empty; : > nothing; chmod 0 nothing
  echo 1 > "$(printf 'new\\nline')"; echo 2 > -dash; echo 3 > 'é "quoted" \\ $x'
  long=$(printf '%0200d' 0); mkdir -p "$long/$long"; echo 4 > "$long/$long/$long"
  cd /owned; id -u > file; mkdir -p deep/er; chown -R 1000:1001 deep; echo 5 > deep/er/file
fi
${list('after')}`;
  const files = (round: string) => ({
    Dockerfile: `FROM debian:bookworm-slim
ARG ID=plain
COPY round fill.sh /
RUN --mount=type=cache,id=$ID,target=/plain \\
    --mount=type=cache,id=owned,target=/owned,uid=1000,gid=1001,mode=0700,sharing=locked \\
    sh /fill.sh
`,
    'fill.sh': fill,
    round,
  });
  const step = { event: pushEvent(), env: cache.env(main), inputs: { 'cache-mounts': 'auto', push: '' } };

  const first = await job({ ...step, files: files('1') });
  succeeded(first.main);
  expect(listing(first.main, 'before')).toStrictEqual([
    "before '/owned' directory 700 1000 1001",
    "before '/plain' directory 755 0 0",
  ]);
  expect(
    cache
      .entries()
      .map(({ key }) => /-(owned|plain)-gnu-/.exec(key)?.[1])
      .sort(),
  ).toStrictEqual(['owned', 'plain']);

  const second = await job({ ...step, files: files('2') });
  succeeded(second.main);
  expect(listing(second.main, 'before').map((line) => line.replace('before', 'after'))).toStrictEqual(
    listing(first.main, 'after'),
  );
  expect(listing(second.main, 'before').join()).toContain("'/plain/new'$'\\n''line'");
  for (const id of ['plain', 'owned']) {
    expect(second.main.log).toMatch(new RegExp(`Cache mount ${id}: .* of branch main restored in`));
    expect(second.post.log).toContain(`Cache mount ${id}: not saved, since nothing in it changed.`);
  }
  expect(cache.entries()).toHaveLength(2);
});

test.concurrent('two RUNs that share a mount at the same time find it whole, and it is fetched once', async ({
  job,
  cache,
}) => {
  const files = (round: string) => ({
    Dockerfile: `FROM debian:bookworm-slim AS base
COPY round /
FROM base AS left
RUN --mount=type=cache,id=shared,target=/left [ -e /left/data ] || head -c 40000000 /dev/urandom > /left/data; sha256sum < /left/data > /sum; date +%s%N > /time
FROM base AS right
RUN --mount=type=cache,id=shared,target=/right until [ -e /right/data ]; do sleep 0.1; done; sleep 1; sha256sum < /right/data > /sum; date +%s%N > /time
FROM debian:bookworm-slim
RUN --mount=type=bind,from=left,target=/left --mount=type=bind,from=right,target=/right echo "sums: $(cat /left/sum) $(cat /right/sum)"
`,
    round,
  });
  const step = { event: pushEvent(), env: cache.env(main), inputs: { 'cache-mounts': 'shared', push: '' } };
  const sums = ({ log }: { log: string }) => /^sums: ([0-9a-f]{64}) +- ([0-9a-f]{64}) +-$/m.exec(log)?.slice(1);

  const first = await job({ ...step, files: files('1') });
  succeeded(first.main);
  const second = await job({ ...step, files: files('2') });
  succeeded(second.main);

  const [sum] = sums(first.main) ?? [];
  expect(sums(second.main)).toStrictEqual([sum, sum]);
  expect(cache.requests.filter(({ what }) => what === 'download')).toHaveLength(1);
  expect(second.post.log).toContain('Cache mount shared: not saved, since nothing in it changed.');
});
