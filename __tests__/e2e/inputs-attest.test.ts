import { expect } from 'vitest';
import { pushEvent } from '../../testbed/harness.ts';
import type { RegistryClient } from '../../testbed/registry-client.ts';
import { succeeded, tagDigests, test } from './fixture.ts';
import { readManifest } from './pushed-image.ts';

/** An in-toto statement, as far as it is looked at. */
interface Statement {
  readonly predicateType: string;
  readonly subject: readonly { readonly digest: { readonly sha256: string } }[];
  readonly predicate: Record<string, unknown>;
}

/** Returns the statements that an index holds beside its one image, each of which must be about that image. */
async function readStatements(registry: RegistryClient, repository: string, reference: string): Promise<Statement[]> {
  const index = await readManifest(registry, repository, reference);
  const [image, attestation, ...more] = index.body.manifests ?? [];
  expect(more).toStrictEqual([]);
  expect(attestation?.annotations).toMatchObject({
    'vnd.docker.reference.type': 'attestation-manifest',
    'vnd.docker.reference.digest': image?.digest,
  });
  const { body } = await readManifest(registry, repository, attestation?.digest ?? '');
  const statements = (body.layers ?? []).map(async (layer): Promise<Statement> => {
    expect(layer.mediaType).toBe('application/vnd.in-toto+json');
    return JSON.parse(String(await registry.blob(repository, layer.digest)));
  });
  const read = await Promise.all(statements);
  for (const { subject } of read) {
    for (const { digest } of subject) expect(`sha256:${digest.sha256}`).toBe(image?.digest);
  }
  return read;
}

const files = { Dockerfile: 'FROM scratch\nARG FLAVOUR\nCOPY Dockerfile /\n' };
const buildArgument = { 'build-args': 'FLAVOUR=vanilla-of-this-test' };

test.for([
  { what: 'provenance: true', inputs: { provenance: 'true' }, recordsArguments: true },
  { what: 'attests', inputs: { attests: 'type=provenance,mode=min' }, recordsArguments: false },
  {
    what: 'provenance: mode=max, which wins over attests,',
    inputs: { provenance: 'mode=max', attests: 'type=provenance,mode=min' },
    recordsArguments: true,
  },
])(
  '$what attaches provenance of this run and image',
  async ({ inputs, recordsArguments }, { job, registry, repository }) => {
    const { main, runner } = await job({ files, inputs: { tags: 'latest', ...buildArgument, ...inputs } });
    const { digest } = succeeded(main).outputs;
    expect(await tagDigests(registry, repository)).toMatchObject({ latest: digest });
    const [provenance, ...more] = await readStatements(registry, repository, 'latest');
    expect(more).toStrictEqual([]);
    expect(provenance?.predicateType).toMatch(/^https:\/\/slsa\.dev\/provenance\//);
    const text = JSON.stringify(provenance?.predicate);
    expect(text.includes('vanilla-of-this-test')).toBe(recordsArguments);
    expect(text).toMatch(/"https:\/\/github\.com\/octo-org\/app\/actions\/runs\/\d+\/attempts\/1"/);
    expect(text).not.toContain(runner.root);
  },
);

test('without provenance, sbom and attests a cached build is the same manifest once more, and nothing beside it', async ({
  job,
  registry,
  repository,
}) => {
  const event = pushEvent();
  const build = async (inputs: Record<string, string>) => {
    return succeeded((await job({ files, event, inputs: { tags: 'latest', ...inputs } })).main).outputs.digest;
  };
  const first = await build({});
  const { body, mediaType } = await readManifest(registry, repository, 'latest');
  expect(mediaType).toBe('application/vnd.oci.image.manifest.v1+json');
  expect(body.layers?.length).toBe(1);
  expect(await build({ provenance: 'false', sbom: 'false' })).toBe(first);
});

/** A generator by BuildKit's protocol (the SBOM protocol in BuildKit's documents on attestations): it lists the files that it finds. */
const scanner = {
  Dockerfile: 'FROM debian:bookworm-slim\nCOPY --chmod=755 scan /scan\nENTRYPOINT ["/scan"]\n',
  scan: `#!/bin/sh
set -eu
cd "$BUILDKIT_SCAN_SOURCE"
name=$(basename "$BUILDKIT_SCAN_SOURCE")
list() {
  find . -type f | sort | while read -r file; do
    sum=$(sha1sum "$file" | cut -d' ' -f1)
    printf '%s{"SPDXID":"SPDXRef-%s","fileName":"%s","checksums":[{"algorithm":"SHA1","checksumValue":"%s"}]}' \\
      "\${comma:-}" "$sum" "$file" "$sum"
    comma=,
  done
}
cat >"$BUILDKIT_SCAN_DESTINATION/$name.spdx.json" <<END
{"_type":"https://in-toto.io/Statement/v0.1","predicateType":"https://spdx.dev/Document","predicate":{
"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","name":"$name","dataLicense":"CC0-1.0",
"documentNamespace":"https://example.com/$name","creationInfo":{"created":"2026-01-02T03:04:05Z","creators":["Tool: scan"]},
"files":[$(list)]}}
END
`,
};

test('sbom attaches what its generator found in the image, next to the provenance', async ({
  job,
  registry,
  repository,
  image,
}) => {
  succeeded((await job({ files: scanner, inputs: { tags: 'scanner', cache: 'off' } })).main);
  const { main } = await job({
    files: { Dockerfile: 'FROM scratch\nCOPY first second /of/\n', first: '1\n', second: '2\n' },
    inputs: { tags: 'latest', sbom: `generator=${image}:scanner`, attests: 'type=provenance,mode=min' },
  });
  succeeded(main);
  const statements = await readStatements(registry, repository, 'latest');
  expect(statements.map(({ predicateType }) => predicateType)).toContain('https://spdx.dev/Document');
  expect(statements.length).toBe(2);
  const found = statements.find(({ predicateType }) => predicateType === 'https://spdx.dev/Document')?.predicate;
  expect(found).toMatchObject({
    spdxVersion: 'SPDX-2.3',
    SPDXID: 'SPDXRef-DOCUMENT',
    files: [{ fileName: './of/first' }, { fileName: './of/second' }],
  });
});

// BuildKit's own generator, docker/buildkit-syft-scanner, lives on Docker Hub: what it would find is not shown here.
test('an sbom whose generator cannot be had fails by the name of that image, and nothing is pushed', async ({
  job,
  registry,
  repository,
  image,
}) => {
  const { main } = await job({
    files,
    inputs: { sbom: `generator=${image}:no-such-scanner`, retries: '0', cache: 'off' },
  });
  expect(main.exitCode).toBe(1);
  const [error, ...more] = main.annotations.filter(({ level }) => level === 'error');
  expect(more).toStrictEqual([]);
  expect(error?.message).toContain(`${image}:no-such-scanner`);
  expect(main.outputs).toStrictEqual({});
  expect(await tagDigests(registry, repository)).toStrictEqual({});
});
