import { describe, expect, test } from 'vitest';
import type { Inputs } from '../../src/request/inputs.ts';
import { buildctlArgs, type SolveSpec } from '../../src/solve/args.ts';
import { ownTarget } from '../../src/solve/cache-targets.ts';
import { makesImage } from '../../src/solve/exporters.ts';
import { formatAttributes } from '../../src/text/attributes.ts';
import { parseReference } from '../../src/text/reference.ts';
import { request, workspace } from '../request/given.ts';

const cacheRef = 'ghcr.io/o/app:cache-b-1-main';
const exports: SolveSpec['exports'] = [
  [
    ['type', 'registry'],
    ['ref', cacheRef],
  ],
];

function args(given: Partial<Inputs>, solve: Partial<SolveSpec> = {}): string[] {
  return buildctlArgs({
    request: request({ labels: 'x=y', ...given }),
    imports: [],
    exports: [],
    outputs: 'result',
    frontend: 'as written',
    progress: 'rawjson',
    files: {
      metadata: '/temp/metadata.json',
      trace: '/temp/trace',
      secrets: new Map([['token', '/temp/secrets/0']]),
    },
    ...solve,
  });
}

/** Returns the values of a flag, in order. */
function flag(name: string, argv: readonly string[]): string[] {
  return argv.flatMap((argument, index) => (argument === name ? [argv[index + 1] ?? ''] : []));
}

describe('a build', () => {
  test('that says little becomes this command', () => {
    expect(args({ image: 'ghcr.io/o/app', tags: 'v1', push: 'true' })).toStrictEqual([
      ...['build', '--output', 'type=image,push=true,name=ghcr.io/o/app:v1,compression=zstd,oci-mediatypes=true'],
      ...['--progress', 'rawjson', '--local', `context=${workspace}`, '--local', `dockerfile=${workspace}`],
      ...['--frontend', 'dockerfile.v0', '--opt', 'filename=Dockerfile'],
      ...['--opt', 'label:org.opencontainers.image.created=2026-01-02T03:04:05Z'],
      ...['--opt', 'label:org.opencontainers.image.revision=0123456789abcdef0123456789abcdef01234567'],
      ...['--opt', 'label:org.opencontainers.image.source=https://github.com/octo/app'],
      ...['--opt', 'label:org.opencontainers.image.title=app'],
      ...['--opt', 'label:org.opencontainers.image.url=https://github.com/octo/app'],
      ...['--opt', 'label:org.opencontainers.image.version=main'],
      ...['--opt', 'label:x=y'],
      ...['--metadata-file', '/temp/metadata.json'],
    ]);
  });

  test('names several tags in one quoted field', () => {
    expect(flag('--output', args({ image: 'ghcr.io/o/app', tags: 'v1,v2', push: 'true' }))).toStrictEqual([
      'type=image,push=true,"name=ghcr.io/o/app:v1,ghcr.io/o/app:v2",compression=zstd,oci-mediatypes=true',
    ]);
  });

  test('passes values with commas, quotes, newlines and equals signs on as they are', () => {
    const value = 'a,b="c"\n-d=$(id)';
    const argv = args({ image: 'o/app', 'build-args': `"A=${value.replaceAll('"', '""')}"` });
    expect(flag('--opt', argv)).toContain(`build-arg:A=${value}`);
  });

  test('takes what the caches are from the solve, and quotes nothing that needs no quotes', () => {
    const argv = args({ image: 'o/app' }, { imports: [cacheRef, `${cacheRef}-wip`].map(parseReference), exports });
    expect({ imports: flag('--import-cache', argv), exports: flag('--export-cache', argv) }).toStrictEqual({
      imports: [`type=registry,ref=${cacheRef}`, `type=registry,ref=${cacheRef}-wip`],
      exports: [`type=registry,ref=${cacheRef}`],
    });
  });

  test('keeps the user’s own caches beside the branch’s', () => {
    const argv = args(
      { image: 'o/app', 'cache-from': 'ghcr.io/o/other:cache', 'cache-to': 'type=local,dest=out' },
      { imports: [parseReference(cacheRef)] },
    );
    expect(flag('--import-cache', argv)).toStrictEqual([
      'type=registry,ref=ghcr.io/o/other:cache',
      `type=registry,ref=${cacheRef}`,
    ]);
    // Where those of "cache-to" are written is the solve's to say (cache-targets.ts).
    expect(flag('--export-cache', argv)).toStrictEqual([]);
  });

  test('never has the value of a secret in its arguments', () => {
    const argv = args({ image: 'o/app', secrets: 'token=s3cret', 'secret-files': 'key=key.pem' });
    expect(flag('--secret', argv)).toStrictEqual(['id=token,src=/temp/secrets/0', `id=key,src=${workspace}/key.pem`]);
    expect(argv.join(' ')).not.toContain('s3cret');
  });

  test('writes an archive for docker and puts the pushed image last', () => {
    const argv = args({ image: 'o/app', tags: 'v1', push: 'true', load: 'true', outputs: 'type=oci,dest=a.tar' });
    expect(flag('--output', argv)).toStrictEqual([
      'type=docker,name=o/app:v1,dest=-,compression=uncompressed,force-compression=true',
      expect.stringMatching(/^type=oci,dest=.*\/a\.tar,name=.*,compression=zstd,oci-mediatypes=true$/),
      expect.stringMatching(/^type=image,push=true,name=.*,compression=zstd,oci-mediatypes=true$/),
    ]);
  });

  test('lets what an image in outputs says win', () => {
    const argv = args({ image: 'o/app', tags: 'v1', outputs: 'type=image,compression=gzip,oci-mediatypes=false' });
    expect(flag('--output', argv)).toStrictEqual([
      expect.stringMatching(
        /^type=image,push=false,compression=gzip,oci-mediatypes=false,name=[^,]+,force-compression=true$/,
      ),
    ]);
  });

  test.each([
    [{ compression: 'gzip' }, 'compression=gzip,force-compression=true'],
    [
      { compression: 'estargz', 'compression-level': '9' },
      'compression=estargz,compression-level=9,force-compression=true',
    ],
    [{ compression: 'uncompressed' }, 'compression=uncompressed,force-compression=true'],
    [{ outputs: 'type=image,oci-mediatypes=false' }, 'compression=gzip,force-compression=true'],
    [{ outputs: 'type=docker,dest=a.tar' }, 'compression=gzip,force-compression=true'],
  ])('compresses layers of a cache or base image anew for %j', (written, attributes) => {
    const argv = args({ image: 'o/app', tags: 'v1', ...written });
    expect(flag('--output', argv)[0]).toContain(attributes);
  });

  test('compresses the layers of the cache likewise, so that they are compressed anew once', () => {
    const own = ownTarget(request({ image: 'o/app', compression: 'gzip' }), parseReference(cacheRef));
    expect(formatAttributes(own.attributes)).toContain('compression=gzip,force-compression=true');
  });

  test('that only writes files makes no image', () => {
    const spec = { image: 'o/app', outputs: 'type=local,dest=out' };
    expect(flag('--output', args(spec))).toStrictEqual([`type=local,dest=${workspace}/out`]);
    expect(makesImage(request(spec))).toBe(false);
  });

  test('names folders of named contexts by number, so that none takes the place of another', () => {
    const argv = args({ image: 'o/app', 'build-contexts': 'context=lib\nalpine=docker-image://alpine:3' });
    expect(flag('--local', argv)).toStrictEqual([
      `context=${workspace}`,
      `dockerfile=${workspace}`,
      `named-0=${workspace}/lib`,
    ]);
    expect(flag('--opt', argv)).toEqual(
      expect.arrayContaining(['context:context=local:named-0', 'context:alpine=docker-image://alpine:3']),
    );
  });

  test('of a git repository sends no folder', () => {
    const argv = args({ image: 'o/app', context: 'https://example.com/o/app.git#main', file: 'docker/Dockerfile' });
    expect(flag('--local', argv)).toStrictEqual([]);
    expect(flag('--opt', argv)).toEqual(
      expect.arrayContaining(['context=https://example.com/o/app.git#main', 'filename=docker/Dockerfile']),
    );
  });
});

test('a solve that exports the cache has no outputs, runs nothing anew and imports what the build imported', () => {
  const argv = args(
    { image: 'o/app', tags: 'v1', push: 'true', 'no-cache': 'true' },
    { outputs: 'nothing', imports: [parseReference(cacheRef)], exports },
  );
  expect({ outputs: flag('--output', argv), anew: argv.includes('--no-cache') }).toStrictEqual({
    outputs: [],
    anew: false,
  });
  expect(flag('--import-cache', argv)).toStrictEqual([`type=registry,ref=${cacheRef}`]);
});

test.each([
  ['check', 'frontend.lint'],
  ['outline', 'frontend.outline'],
  ['targets', 'frontend.targets'],
])('call: %s asks the frontend and makes nothing', (call, requestid) => {
  const argv = args({ image: 'o/app', tags: 'v1', push: 'true', call }, { exports });
  expect({ outputs: flag('--output', argv), exports: flag('--export-cache', argv) }).toStrictEqual({
    outputs: [],
    exports: [],
  });
  expect(flag('--opt', argv)).toContain(`requestid=${requestid}`);
});

test('plain progress has a trace beside it', () => {
  const argv = args({ image: 'o/app' }, { progress: 'plain' });
  expect({ progress: flag('--progress', argv), trace: flag('--trace', argv) }).toStrictEqual({
    progress: ['plain'],
    trace: ['/temp/trace'],
  });
});
