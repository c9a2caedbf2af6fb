import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { runCommand } from '../../testbed/command.ts';
import type { Runner } from '../../testbed/harness.ts';
import { builderInputs, succeeded, tagDigests, test } from './fixture.ts';
import { readEverything } from './pushed-image.ts';

/** Ends a Dockerfile whose stage `probe` has left its findings in /found: with `outputs: found` they are files of the workspace. */
const findings = '\nFROM scratch\nCOPY --from=probe /found /\n';

function found(runner: Runner, path: string): string {
  return readFileSync(join(runner.workspace, 'found', path), 'utf8');
}

test('build-args arrive byte for byte', async ({ job }) => {
  const long = 'x'.repeat(50_000);
  const { main, runner } = await job({
    files: {
      Dockerfile: `FROM debian:bookworm-slim AS probe
ARG HARD
ARG LINES
ARG FLAG
ARG EMPTY=default
ARG FROM_ENV
ARG UNSET=default
ARG LONG
WORKDIR /found
RUN printf %s "$HARD" >hard && printf %s "$LINES" >lines && printf %s "$FLAG" >flag && printf %s "$LONG" >long
RUN printf %s "$EMPTY" >empty && printf %s "$FROM_ENV" >from-env && printf %s "$UNSET" >unset
${findings}`,
    },
    env: { FROM_ENV: 'of the environment, "quoted"' },
    inputs: {
      push: 'false',
      cache: 'off',
      outputs: 'found',
      'build-args': `HARD=a=b,"c" 'd' $(id) \`id\` $HOME \\n ä😀
"LINES=one
""two"",
 three "
FLAG=--rm
EMPTY=
FROM_ENV
UNSET
LONG=${long}
`,
    },
  });
  succeeded(main);
  const values = ['hard', 'lines', 'flag', 'long', 'empty', 'from-env', 'unset'].map((path) => found(runner, path));
  expect(values).toStrictEqual([
    'a=b,"c" \'d\' $(id) `id` $HOME \\n ä😀',
    // White space at an entry's end is cut off, as docker/build-push-action has it.
    'one\n"two",\n three',
    '--rm',
    long,
    '',
    'of the environment, "quoted"',
    'default',
  ]);
});

test('secrets of all three kinds are seen by the RUN and are nowhere else', async ({
  newRunner,
  testbed,
  registry,
  repository,
  image,
}) => {
  const values = {
    short: 'sEcReT-of-one-line',
    lines: 'first sEcReT line\n"second", line\n\n last ',
    variable: 'sEcReT "of" the, environment\nin two lines',
    file: '{"sEcReT": "of a file"}\n',
  };
  const runner = newRunner({
    files: {
      Dockerfile: `FROM debian:bookworm-slim AS probe
WORKDIR /found
RUN --mount=type=secret,id=short --mount=type=secret,id=lines \\
    --mount=type=secret,id=variable --mount=type=secret,id=file \\
  for id in short lines variable file; do \\
    sha256sum </run/secrets/$id >$id; stat --format=%a /run/secrets/$id >>$id; cat /run/secrets/$id; \\
  done
FROM debian:bookworm-slim
COPY --from=probe /found /found
`,
      'deep/secret.json': values.file,
    },
  });
  const main = await runner.main({
    inputs: {
      ...builderInputs(testbed),
      image,
      tags: 'latest',
      'cache-ref': `${image}:cache`,
      push: 'true',
      outputs: 'out',
      provenance: 'mode=max',
      secrets: `short=${values.short}\n"lines=${values.lines.replaceAll('"', '""')}"\n`,
      'secret-envs': 'variable=BUILD_SECRET',
      'secret-files': 'file=deep/secret.json',
    },
    env: { BUILD_SECRET: values.variable },
  });
  const post = await runner.post();
  succeeded(main);
  succeeded(post);

  for (const [id, value] of Object.entries(values)) {
    const hash = await runCommand('sha256sum', [], { input: value });
    expect(readFileSync(join(runner.workspace, 'out/found', id), 'utf8'), id).toBe(`${hash}\n400\n`);
  }
  // Image, provenance and the cache of both stages.
  const stored = await Promise.all(['latest', 'cache'].map((tag) => readEverything(registry, repository, tag)));
  const texts = [
    ...stored.map((bytes) => bytes.toString('latin1')),
    main.log,
    post.log,
    ...Object.values(main.outputs),
  ];
  expect(texts.map((text) => /sEcReT/.test(text))).toStrictEqual(texts.map(() => false));
  // That the findings are in what was searched shows that the search finds what is there.
  const finding = await runCommand('sha256sum', [], { input: values.lines });
  expect(stored.map((bytes) => bytes.includes(finding))).toStrictEqual([true, true]);
});

test('an ssh agent and a key file answer the build, which never gets the key', async ({
  newRunner,
  testbed,
  image,
}) => {
  const runner = newRunner({
    files: {
      // Asks the agent for its identities (draft-ietf-sshm-ssh-agent, SSH_AGENTC_REQUEST_IDENTITIES) with what every Debian has.
      'ask.pl': `use IO::Socket::UNIX;
my $agent = IO::Socket::UNIX->new(Peer => $ENV{SSH_AUTH_SOCK}) or die "no agent: $!";
print $agent pack("NC", 1, 11);
read $agent, my $length, 4;
read $agent, my $answer, unpack("N", $length);
my ($type, $count, $key, $comment) = unpack("CNN/aN/a", $answer);
print "$type $count ", unpack("H*", $key), " $comment\\n";
`,
      Dockerfile: `FROM debian:bookworm-slim AS probe
COPY ask.pl /
WORKDIR /found
RUN --mount=type=ssh perl /ask.pl >default
RUN --mount=type=ssh,id=deploy perl /ask.pl >deploy
RUN --mount=type=ssh,id=deploy test "$(find / -xdev -type f -newer /ask.pl -exec grep -l 'PRIVATE KEY' {} + 2>/dev/null)" = ""
${findings}`,
    },
  });
  const makeKey = async (name: string) => {
    const path = join(runner.home, name);
    await runCommand('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', `the ${name}`, '-f', path]);
    const [, base64 = ''] = readFileSync(`${path}.pub`, 'utf8').split(' ');
    return { path, hex: Buffer.from(base64, 'base64').toString('hex') };
  };
  const held = await makeKey('agent-key');
  const deploy = await makeKey('deploy-key');
  const agent = await startAgent(join(runner.home, 'agent.sock'), held.path);
  const main = await runner.main({
    inputs: {
      ...builderInputs(testbed),
      image,
      cache: 'off',
      outputs: 'found',
      ssh: `default,deploy=${deploy.path}`,
    },
    env: { SSH_AUTH_SOCK: agent },
  });
  await runner.post();
  succeeded(main);
  expect(found(runner, 'default')).toBe(`12 1 ${held.hex} the agent-key\n`);
  expect(found(runner, 'deploy')).toMatch(new RegExp(`^12 1 ${deploy.hex} `));
});

async function startAgent(socket: string, key: string): Promise<string> {
  const said = await runCommand('ssh-agent', ['-a', socket]);
  const [, pid = ''] = /SSH_AGENT_PID=(\d+)/.exec(said) ?? [];
  onTestFinished(() => {
    process.kill(Number(pid));
  });
  await runCommand('ssh-add', ['-q', key], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
  return socket;
}

test('ulimit, shm-size, add-hosts and cgroup-parent hold inside the build', async ({ job }) => {
  const { main, runner } = await job({
    files: {
      Dockerfile: `FROM debian:bookworm-slim AS probe
WORKDIR /found
RUN { ulimit -Sn; ulimit -Hn; ulimit -c; } >limits
RUN df --output=size --block-size=1M /dev/shm | tail -1 | tr -d ' ' >shm
RUN getent hosts db.local cache.local six.local | tr -s ' ' >hosts
RUN cat /proc/self/cgroup >cgroup
${findings}`,
    },
    inputs: {
      push: 'false',
      cache: 'off',
      outputs: 'found',
      ulimit: 'nofile=1234:2345\ncore=0',
      'shm-size': '96m',
      'add-hosts': 'db.local:10.1.2.3,cache.local=10.1.2.4\nsix.local:[2001:db8::6]',
      'cgroup-parent': 'of-this-test',
    },
  });
  succeeded(main);
  expect(found(runner, 'limits')).toBe('1234\n2345\n0\n');
  expect(found(runner, 'shm')).toBe('96\n');
  expect(found(runner, 'hosts')).toBe('10.1.2.3 db.local\n10.1.2.4 cache.local\n2001:db8::6 six.local\n');
  expect(found(runner, 'cgroup')).toContain('/of-this-test/');
});

const interfaces = `FROM debian:bookworm-slim AS probe
WORKDIR /found
RUN cut -d: -f1 /proc/net/dev | tail -n +3 | tr -d ' ' | sort >interfaces
RUN grep CapEff /proc/self/status | cut -f2 >capabilities
${findings}`;

test('network: none and network: host decide what RUN can reach', async ({ job }) => {
  const run = async (network: string) => {
    const inputs = { push: 'false', cache: 'off', outputs: 'found', network };
    const { main, runner } = await job({ files: { Dockerfile: interfaces }, inputs });
    succeeded(main);
    return found(runner, 'interfaces').trim().split('\n');
  };
  const [none, host] = await Promise.all([run('none'), run('host')]);
  expect(none).toStrictEqual(['lo']);
  const own = readFileSync('/proc/net/dev', 'utf8').match(/^ *\S+(?=:)/gm) ?? [];
  // Interfaces of other containers come and go on the host.
  const lasting = own.map((name) => name.trim()).filter((name) => !name.startsWith('veth'));
  expect(host?.filter((name) => !name.startsWith('veth'))).toStrictEqual(lasting.sort());
});

test('allow lets steps have security.insecure and network.host, and without it they fail by its name', async ({
  job,
  registry,
  repository,
}) => {
  const Dockerfile = `FROM debian:bookworm-slim AS probe
WORKDIR /found
RUN grep CapEff /proc/self/status | cut -f2 >plain
RUN --security=insecure grep CapEff /proc/self/status | cut -f2 >insecure
RUN --network=host cut -d: -f1 /proc/net/dev | tail -n +3 | tr -d ' ' | sort >interfaces
${findings}`;
  const inputs = { cache: 'off', outputs: 'found' };
  const allowed = await job({
    files: { Dockerfile },
    inputs: { ...inputs, push: 'false', allow: 'security.insecure\nnetwork.host' },
  });
  succeeded(allowed.main);
  const bits = (path: string) => BigInt(`0x${found(allowed.runner, path).trim()}`);
  // CAP_SYS_ADMIN is number 21 (capabilities(7)).
  expect([bits('plain') & (1n << 21n), bits('insecure') & (1n << 21n)]).toStrictEqual([0n, 1n << 21n]);

  const refused = await job({ files: { Dockerfile }, inputs });
  expect(refused.main.exitCode).toBe(1);
  const [error, ...more] = refused.main.annotations.filter(({ level }) => level === 'error');
  expect(more).toStrictEqual([]);
  expect(error?.message).toMatch(/security\.insecure|network\.host/);
  expect(error?.message).toContain('"allow"');
  expect(await tagDigests(registry, repository)).toStrictEqual({});
});
