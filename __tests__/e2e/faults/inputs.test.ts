import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Runner } from '../../../testbed/harness.ts';
import { writeCommand } from '../fixture.ts';
import { readConfig, readLayer, readManifest } from '../pushed-image.ts';
import { readStoredTexts } from '../stored-texts.ts';
import { type Attempt, type AttemptOptions, files, test } from './fixture.ts';

type RunJob = (options: AttemptOptions) => Promise<Attempt>;

/** Runs a job that has to be refused before anything starts, and returns what it says. */
async function refusal(attempt: RunJob, options: AttemptOptions): Promise<string> {
  const { main, runner, errors } = await attempt({
    ...options,
    prepare: (fresh) => ({ ...options.prepare?.(fresh), PATH: `${noteDocker(fresh)}:${process.env.PATH}` }),
  });
  expect(main.exitCode).toBe(1);
  expect(main.state).toStrictEqual({});
  expect(existsSync(join(runner.home, 'asked-docker'))).toBe(false);
  return errors.join('\n');
}

/** Puts a docker before the real one that notes down that it was asked. */
function noteDocker(runner: Runner): string {
  const folder = join(runner.home, 'bin');
  writeCommand(join(folder, 'docker'), `echo "$@" >> ${runner.home}/asked-docker\nexit 1\n`);
  return folder;
}

/** A refusal for each wrong value of some inputs, and words that it must have. */
async function expectRefused(
  attempt: RunJob,
  cases: readonly (readonly [Record<string, string>, ...string[]])[],
  options: AttemptOptions = {},
): Promise<void> {
  let on: Runner | undefined;
  for (const [inputs, ...words] of cases) {
    const said = await refusal(attempt, {
      ...options,
      ...(on && { on }),
      inputs,
      prepare(runner) {
        if (on === undefined) options.prepare?.(runner);
        on = runner;
        return undefined;
      },
    });
    for (const word of words) expect(said).toContain(word);
  }
}

describe.concurrent('`image` empty where something is pushed, with a tag or digest, with `,` `"` space or newline', () => {
  test.concurrent('is refused before anything starts, with the right spelling', async ({ attempt }) => {
    const digest = `sha256:${'a'.repeat(64)}`;
    await expectRefused(attempt, [
      [{ image: '', push: 'true' }, '"image"', 'ghcr.io/owner/app'],
      [{ image: 'ghcr.io/o/app:v1' }, '"image"', 'image: ghcr.io/o/app', 'tags: v1'],
      [{ image: `ghcr.io/o/app@${digest}` }, '"image"', 'ghcr.io/o/app'],
      [{ image: 'ghcr.io/o/app,name=x' }, '"image"'],
      [{ image: 'ghcr.io/o/"app' }, '"image"'],
      [{ image: 'ghcr.io/o/a pp' }, '"image"'],
      [{ image: 'ghcr.io/o/app\nghcr.io/o/other' }, '"image"'],
    ]);
  });
});

describe.concurrent('`image`, `tags`, `cache-ref` with an upper-case owner or name', () => {
  test.concurrent('work, and the lower case is said once', async ({ attempt, testbed, repository }) => {
    const upper = `${testbed.registry}/${repository.toUpperCase()}`;
    const { main, post } = await attempt({ inputs: { image: upper, tags: `V1,${upper}:V2`, 'cache-ref': upper } });
    expect(main.exitCode, main.log).toBe(0);
    expect(main.outputs.tags).toBe([1, 2].map((n) => `${testbed.registry}/${repository}:V${n}`).join('\n'));
    expect(main.outputs['cache-ref']).toContain(`${testbed.registry}/${repository}:cache-b-`);
    const said = `${main.log}\n${post.log}`.split('\n').filter((line) => line.includes('upper-case'));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(`Repositories have no upper-case letters: ${upper} is ${testbed.registry}/${repository}`);
  });
});

describe.concurrent('a buildkitd.toml that is no TOML, `endpoint-tls` without its files, `provenance: max`', () => {
  test.concurrent('are refused by their names', async ({ attempt }) => {
    const tls = { endpoint: 'tcp://127.0.0.1:1', 'endpoint-tls': '.' };
    await expectRefused(attempt, [
      [
        { 'buildkitd-config': '', 'buildkitd-config-inline': 'debug = yes\n' },
        '"buildkitd-config-inline" is no TOML: line 1',
      ],
      [{ 'buildkitd-config': 'Dockerfile' }, '"buildkitd-config" is no TOML: line 1'],
      [tls, '"endpoint-tls"', 'ca.pem', 'cert.pem', 'key.pem'],
      [{ provenance: 'max' }, '"provenance"', 'write mode=max'],
    ]);
  });
});

describe.concurrent('a runner that is not Linux', () => {
  test.concurrent.for(['macOS', 'Windows'])('such as %s is told what it takes', async (system, { attempt }) => {
    const said = await refusal(attempt, { env: { RUNNER_OS: system } });
    for (const word of [system, 'needs Linux and Docker', '"endpoint"']) expect(said).toContain(word);
  });
});

describe.concurrent('tag over 128, repository over 255 characters, malformed digest', () => {
  test.concurrent('is refused', async ({ attempt }) => {
    await expectRefused(attempt, [
      [{ tags: 'a'.repeat(129) }, '"tags"', '128'],
      [{ image: `ghcr.io/${'a'.repeat(256)}` }, '"image"', '255'],
      [{ 'buildkit-image': 'moby/buildkit@sha256:abc' }, '"buildkit-image"'],
      [{ 'cache-ref': 'ghcr.io/o/app@sha256:abc' }, '"cache-ref"'],
    ]);
  });
});

describe.concurrent('build-arg value with `,` `"` `=` newline, leading `-`, `$()`, 100 kB', () => {
  test.concurrent('arrives byte for byte', async ({ attempt, registry, repository }) => {
    const values = {
      A: 'a,b=c,"d"',
      B: '-rf --push=true',
      C: '$(id) `id` $HOME \\n',
      D: 'first\nsecond "quoted"\n\n  third',
      E: 'x'.repeat(100_000),
    };
    const line = ([name, value]: [string, string]) => `"${name}=${value.replaceAll('"', '""')}"`;
    const names = Object.keys(values);
    const dockerfile = [
      'FROM scratch',
      ...names.map((name) => `ARG ${name}`),
      ...names.map((name) => `LABEL ${name}=$${name}`),
      'COPY page.html /',
    ];
    const { main } = await attempt({
      files: { ...files, Dockerfile: `${dockerfile.join('\n')}\n` },
      inputs: { 'build-args': Object.entries(values).map(line).join('\n') },
    });
    expect(main.exitCode, main.log).toBe(0);
    const { config } = await readConfig(registry, repository, 'main');
    expect(Object.fromEntries(names.map((name) => [name, config.Labels?.[name]]))).toStrictEqual(values);
  });
});

describe.concurrent('build-arg and label names of any kind, comments among them', () => {
  test.concurrent('reach BuildKit as they are, and a comment reaches nothing', async ({
    attempt,
    registry,
    repository,
  }) => {
    const { main, warnings } = await attempt({
      files: { Dockerfile: 'ARG A\nFROM scratch\nARG A\nLABEL a=$A\nCOPY Dockerfile /\n' },
      inputs: { 'build-args': '# a comment\nmy-arg=1\nA=2\n=x', labels: '# another\nmy.label = 3\n"list=a, b"' },
    });
    expect(main.exitCode, main.log).toBe(0);
    expect(warnings).toStrictEqual([]);
    const { config } = await readConfig(registry, repository, 'main');
    expect(config?.Labels).toMatchObject({ a: '2', 'my.label ': ' 3', list: 'a, b' });
    expect(Object.keys(config?.Labels ?? {}).filter((name) => name.startsWith('#'))).toStrictEqual([]);
  });
});

describe.concurrent('secret multi-line, with quotes; empty, unset, without `=`, a file that is not there', () => {
  test.concurrent('reach the RUN byte for byte', async ({ attempt, registry, repository }) => {
    const quoted = 'say "hi", {"a":1}';
    const lines = '-----BEGIN KEY-----\nab/c+=\n-----END KEY-----\n';
    // Nothing of a secret may stay in the image: its hash tells that it arrived.
    const run = 'cd /run/secrets && sha256sum quoted lines > /sums && test ! -e none';
    const mounts = ['quoted', 'lines', 'none'].map((id) => `--mount=type=secret,id=${id}`).join(' ');
    const { main } = await attempt({
      files: {
        Dockerfile: `FROM debian:bookworm-slim AS a\nRUN ${mounts} ${run}\nFROM scratch\nCOPY --from=a /sums /\n`,
      },
      inputs: { secrets: `"quoted=${quoted.replaceAll('"', '""')}"\n"lines=${lines}"\nnone=` },
    });
    expect(main.exitCode, main.log).toBe(0);
    const { body } = await readManifest(registry, repository, 'main');
    const [layer] = body.layers ?? [];
    const sums = layer && (await readLayer(registry, repository, layer)).toString();
    for (const value of [quoted, lines]) {
      expect(sums).toContain(createHash('sha256').update(value).digest('hex'));
    }
  });

  test.concurrent('are left out with a warning that has no word of what they hold', async ({ attempt }) => {
    const { main, warnings } = await attempt({
      inputs: {
        secrets: 'hunter2\nempty=',
        'secret-envs': 'hunter2=HUNTER2_IS_NOT_SET',
        'secret-files': 'hunter2=nowhere/hunter2',
      },
    });
    expect(main.exitCode, main.log).toBe(0);
    expect(warnings.map((warning) => /^"([a-z-]+)"/.exec(warning)?.[1])).toStrictEqual([
      ...['secrets', 'secrets', 'secret-envs', 'secret-files'],
    ]);
    expect(warnings.join('\n')).not.toMatch(/hunter2/i);
  });

  test.concurrent('with a quote that is not closed are refused', async ({ attempt }) => {
    const said = await refusal(attempt, { inputs: { secrets: '"a=hunter2' } });
    expect(said).toContain('"secrets"');
    expect(said).not.toContain('hunter2');
  });
});

describe.concurrent('provenance of mode=max of a build with secrets', () => {
  test.concurrent('tells of their ids alone', async ({ attempt, registry, repository }) => {
    // Of the secret that every runner is given; that its value is nowhere is asserted after the test.
    const run = 'RUN --mount=type=secret,id=canary echo "$(wc -c < /run/secrets/canary) bytes" > /size && cat /size';
    const { main } = await attempt({
      files: { Dockerfile: `FROM debian:bookworm-slim AS a\n${run}\nFROM scratch\nCOPY --from=a /size /\n` },
      inputs: { provenance: 'mode=max' },
    });
    expect(main.exitCode, main.log).toBe(0);
    expect(main.log).toMatch(/^[1-9]\d bytes$/m);
    const stored = await readStoredTexts(registry, [repository]);
    expect(stored).toMatch(/"predicateType": ?"https:\/\/slsa\.dev\/provenance\//);
    expect(stored).toMatch(/"id": ?"canary"/);
  });
});

describe.concurrent('context or file missing, a file instead of a folder, outside the workspace, through a symlink that leaves it', () => {
  const outside = (runner: Runner) => {
    mkdirSync(join(runner.root, 'outside'));
    symlinkSync(join(runner.root, 'outside'), join(runner.workspace, 'way-out'));
    return undefined;
  };

  test.concurrent('is refused with the path that was looked at', async ({ attempt }) => {
    await expectRefused(attempt, [
      [{ context: 'missing' }, '"context"', '/app/missing', 'does not exist'],
      [{ context: 'page.html' }, '"context"', '/app/page.html', 'is a file'],
      [{ file: 'missing/Dockerfile' }, '"file"', '/app/missing/Dockerfile'],
      [{ context: '../..' }, '"context"', 'outside the workspace'],
      [{ file: '../../../home/Dockerfile' }, '"file"'],
    ]);
    await expectRefused(attempt, [[{ context: 'way-out' }, '"context"', '/outside', 'allow-outside-workspace']], {
      prepare: outside,
    });
  });

  test.concurrent('outside is fine where the workflow says so', async ({ attempt }) => {
    const { main } = await attempt({
      inputs: { context: 'way-out', file: 'Dockerfile', 'allow-outside-workspace': 'true' },
      files: { Dockerfile: 'FROM scratch\nCOPY . /\n' },
      prepare: outside,
    });
    expect(main.exitCode, main.log).toBe(0);
  });
});

describe.concurrent("booleans other than YAML 1.2's", () => {
  test.concurrent('are refused', async ({ attempt }) => {
    await expectRefused(attempt, [
      [{ push: 'yes' }, '"push"', 'true or false', 'yes'],
      [{ 'no-cache': '1' }, '"no-cache"', '1'],
    ]);
  });
});

describe.concurrent('platforms junk or unsupported', () => {
  test.concurrent('are refused with what there is', async ({ attempt }) => {
    await expectRefused(attempt, [
      [{ platforms: 'linux/amd65' }, '"platforms"', 'linux/amd65', 'linux/amd64', 'linux/arm64'],
      [{ platforms: 'linux/amd64,;rm' }, '"platforms"', ';rm'],
    ]);
  });
});

describe.concurrent('duplicate attributes, leading spaces, unknown attributes in pass-through `outputs`, `cache-from`, `cache-to`', () => {
  test.concurrent('are refused where BuildKit would take another value', async ({ attempt }) => {
    await expectRefused(attempt, [
      [{ outputs: 'type=local,dest=a,dest=b' }, '"outputs"', '"dest"'],
      [{ outputs: 'type=local,dset=a' }, '"outputs"', 'type=local,dest=PATH'],
      [{ outputs: 'type=local, dest=a' }, '"outputs"', 'white space'],
      [{ 'cache-from': 'type=registry,ref=a,ref=b' }, '"cache-from"', '"ref"'],
      [{ 'cache-to': 'type=registry, ref=ghcr.io/o/a' }, '"cache-to"', 'white space'],
    ]);
  });

  test.concurrent('are left out with one warning where BuildKit would pass over them', async ({ attempt }) => {
    const { main, warnings } = await attempt({ inputs: { outputs: 'type=image,buildinfo=true' } });
    expect(main.exitCode, main.log).toBe(0);
    expect(warnings).toStrictEqual([
      expect.stringContaining(
        '"outputs" has "buildinfo", which BuildKit would ignore with type=image, so it is left out',
      ),
    ]);
  });
});

describe.concurrent('build-arg name that looks like a secret', () => {
  test.concurrent('is warned of, once', async ({ attempt }) => {
    const { main, warnings } = await attempt({ inputs: { 'build-args': 'NPM_TOKEN=abc\nCOLOR=red' } });
    expect(main.exitCode, main.log).toBe(0);
    expect(warnings).toStrictEqual([
      '"build-args" has NPM_TOKEN, which looks like a secret: the image records it; use "secrets" and RUN --mount=type=secret.',
    ]);
  });
});
