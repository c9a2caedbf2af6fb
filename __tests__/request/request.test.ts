import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/request/input-error.ts';
import { type InputName, type Inputs, inputNames } from '../../src/request/inputs.ts';
import { parseRequest } from '../../src/request/request.ts';
import { formatReference } from '../../src/text/reference.ts';
import { git, given, request, workspace } from './given.ts';

describe('the steps and their surroundings', () => {
  test('have every input in the request', () => {
    const written = {
      target: 'test',
      allow: 'security.insecure,device=vendor.com/gpu',
      network: 'none',
      pull: 'true',
      'no-cache-filters': 'build,test',
      'add-hosts': 'db:10.0.0.1',
      'cgroup-parent': 'ci.slice',
      'shm-size': '2g',
      ulimit: 'nofile=1024',
      retries: '0',
      timeout: '1h',
      progress: 'plain',
      summary: 'False',
      'allow-outside-workspace': 'true',
    };
    expect(request(written)).toMatchObject({
      target: 'test',
      allow: ['security.insecure', 'device=vendor.com/gpu'],
      network: 'none',
      pull: true,
      noCache: false,
      noCacheFilters: ['build', 'test'],
      addHosts: [['db', '10.0.0.1']],
      cgroupParent: 'ci.slice',
      shmSize: 2 * 1024 ** 3,
      ulimits: ['nofile=1024'],
      retries: 0,
      timeout: 3_600_000,
      report: { progress: 'plain', summary: false },
      outsideWorkspace: 'allowed',
    });
  });

  test('the host’s network brings the entitlement that it needs', () => {
    expect(request({ network: 'host' }).allow).toStrictEqual(['network.host']);
    expect(request({ network: 'host', allow: 'network.host' }).allow).toStrictEqual(['network.host']);
    expect(request({ network: 'default' })).toMatchObject({ allow: [], network: undefined });
  });

  test.each([
    [
      { 'no-cache': 'true', 'no-cache-filters': 'a' },
      '"no-cache" and "no-cache-filters" are both given: remove one of them.',
    ],
    [{ network: 'bridge' }, '"network" must be default, host or none: got "bridge".'],
    [{ allow: 'network.any' }, '"allow" has "network.any": write network.host,'],
    [{ call: 'Lint' }, '"call" must be build, check, lint, outline or targets: got "Lint".'],
    [{ progress: 'tty' }, '"progress" must be auto or plain: got "tty".'],
    [{ compression: 'lz4' }, '"compression" must be zstd, gzip, estargz or uncompressed: got "lz4".'],
    [{ 'compression-level': '23' }, '"compression-level" must be a whole number from 0 to 22: got "23".'],
    [{ compression: 'gzip', 'compression-level': '10' }, 'from 0 to 9: got "10".'],
    [{ compression: 'uncompressed', 'compression-level': '1' }, '"compression-level" has no meaning'],
  ])('%j is refused', (written, sentence) => {
    expect(() => request(written)).toThrow(sentence);
  });

  test('the level of the compression fits its type', () => {
    expect(request({ 'compression-level': '22' }).compression).toStrictEqual({ type: 'zstd', level: 22 });
    expect(request({ compression: 'estargz', 'compression-level': '9' }).compression).toStrictEqual({
      type: 'estargz',
      level: 9,
    });
    expect(request({ compression: 'uncompressed' }).compression).toStrictEqual({
      type: 'uncompressed',
      level: undefined,
    });
  });
});

test('a check makes nothing, whatever is asked for', () => {
  const written = { push: 'true', load: 'true', outputs: 'type=image,name=a\ntype=local,dest=out', provenance: 'true' };
  expect(request({ call: 'check', ...written })).toMatchObject({
    call: 'check',
    push: false,
    load: false,
    imageAttributes: undefined,
    outputs: [],
    attests: [],
  });
});

test('a trailing slash of the workspace changes nothing', () => {
  const inputs = given({ image: 'octo/app', context: 'app', file: 'x/Dockerfile' });
  expect(parseRequest(inputs, git, `${workspace}/`, {})).toStrictEqual(parseRequest(inputs, git, workspace, {}));
});

test('docker/metadata-action’s outputs fit in as they are', () => {
  const written = {
    image: '',
    push: 'true',
    tags: 'ghcr.io/octo/app:main\nghcr.io/octo/app:sha-0123456',
    labels: [
      'org.opencontainers.image.created=2026-01-02T03:04:05.678Z',
      'org.opencontainers.image.description=A "fine" app, really: 100% = all',
      'org.opencontainers.image.licenses=',
      'org.opencontainers.image.version=main',
    ].join('\n'),
  };
  const { tags, labels } = request(written, { repository: '', sha: '' });
  expect({ tags: tags.map(formatReference), labels }).toStrictEqual({
    tags: written.tags.split('\n'),
    labels: [
      ['org.opencontainers.image.created', '2026-01-02T03:04:05.678Z'],
      ['org.opencontainers.image.version', 'main'],
      ['org.opencontainers.image.description', 'A "fine" app, really: 100% = all'],
      ['org.opencontainers.image.licenses', ''],
    ],
  });
});

describe('any input', { timeout: 120_000 }, () => {
  const piece = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom(
      ...['type=', 'image', 'registry', 'local', 'docker', 'gha', 'ref=', 'dest=', 'name=', 'push=true', 'mode=max'],
      ...[
        ',',
        '\n',
        '"',
        '=',
        ':',
        '/',
        '@',
        'https://',
        'docker-image://',
        'oci-layout://',
        '.git',
        '{{defaultContext}}',
      ],
      ...[
        'true',
        'false',
        'linux/amd64',
        'index',
        'manifest[',
        ']',
        'default',
        'auto',
        'off',
        '1g',
        '30m',
        'a',
        'A',
        '\0',
      ],
      `sha256:${'0'.repeat(64)}`,
    ),
  );
  const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
  const written = fc.dictionary(fc.constantFrom(...inputNames), text, { maxKeys: 4 });

  /** What a person reads of a request: its notes, or why it is refused. */
  const said = (inputs: Partial<Inputs>) => {
    try {
      return request(inputs)
        .notes.map((note) => note.text)
        .join();
    } catch (error) {
      return String(error);
    }
  };

  test('makes a request or an InputError of one line that names an input', () => {
    fc.assert(
      fc.property(written, (inputs) => {
        try {
          request(inputs);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          const { message } = error as InputError;
          expect(message).toMatch(/^"[a-z-]+"[ :,].+[.…]$/);
          expect(inputNames).toContain(/^"([a-z-]+)"/.exec(message)?.[1]);
          expect(message.length).toBeLessThan(1500);
        }
      }),
      { numRuns: 5000 },
    );
  });

  /** Ways to write a secret, right and wrong, with the canary in the value. */
  const secret = fc
    .tuple(fc.string({ maxLength: 6 }), fc.string({ maxLength: 6 }))
    .chain(([before, after]) =>
      fc.constantFrom(
        ...[
          'A=CANARY',
          '=CANARY',
          'CANARY',
          '"A=CANARY',
          '"A=x\nCANARY"\nA',
          'A B=CANARY',
          'A=1\nA=CANARY',
          'A=x\nCANARY\ny',
        ],
        `${before}CANARY${after}`,
        `A=${before}CANARY${after}`,
      ),
    );

  test('may be wrong without a secret ever being shown', () => {
    const place = fc.constantFrom<InputName>('secrets', 'github-token', 'secret-envs');
    fc.assert(
      fc.property(secret, place, written, (value, name, others) => {
        expect(said({ ...others, [name]: value })).not.toContain('CANARY');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a runner that is not Linux', () => {
  test('has no builder of its own', () => {
    expect(() => request({}, {}, { RUNNER_OS: 'Windows' })).toThrow('needs Linux and Docker, and this is Windows');
  });

  test('can use one that already runs', () => {
    expect(request({ endpoint: 'tcp://buildkit:1234' }, {}, { RUNNER_OS: 'macOS' }).builder.endpoint).toStrictEqual({
      address: 'tcp://buildkit:1234',
      tlsFolder: undefined,
    });
  });
});
