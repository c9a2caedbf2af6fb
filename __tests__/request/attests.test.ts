import { expect, test } from 'vitest';
import { request } from './given.ts';

const env = { GITHUB_RUN_ID: '77', GITHUB_RUN_ATTEMPT: '2' };
const run = 'builder-id=https://github.com/octo/app/actions/runs/77/attempts/2';
const read = (written: object) => request(written, {}, env).attests;

test.each([
  [{}, []],
  [{ provenance: 'false', sbom: 'false' }, []],
  [{ provenance: 'true' }, [['provenance', `mode=max,${run}`]]],
  [{ provenance: 'mode=max' }, [['provenance', `mode=max,${run}`]]],
  [{ provenance: 'builder-id=x,mode=max' }, [['provenance', 'mode=max,builder-id=x']]],
  [{ provenance: 'version=v0.2' }, [['provenance', `mode=max,version=v0.2,${run}`]]],
  [{ provenance: 'disabled=true' }, []],
  [{ sbom: 'true' }, [['sbom', '']]],
  [{ sbom: 'generator=octo/scanner:1' }, [['sbom', 'generator=octo/scanner:1']]],
  [{ sbom: 'generator=octo/scanner:1,"list=a,b"' }, [['sbom', 'generator=octo/scanner:1,"list=a,b"']]],
  [
    { attests: 'type=sbom\ntype=provenance,mode=max' },
    [
      ['provenance', `mode=max,${run}`],
      ['sbom', ''],
    ],
  ],
  [{ attests: 'type=provenance,mode=max', provenance: 'false' }, []],
  [{ attests: 'type=provenance,mode=max', provenance: 'true' }, [['provenance', `mode=max,${run}`]]],
  [{ attests: 'type=sbom,disabled=true' }, []],
  [{ load: 'true', provenance: 'true' }, [['provenance', `mode=max,inline-only=true,${run}`]]],
  [
    { outputs: 'type=docker,dest=x', provenance: 'inline-only=false' },
    [['provenance', `mode=max,inline-only=true,${run}`]],
  ],
  [{ call: 'check', provenance: 'true' }, []],
])('%j', (written, expected) => {
  expect(read(written)).toStrictEqual(expected);
});

test('outside of GitHub nothing names the run', () => {
  expect(request({ provenance: 'true' }).attests).toStrictEqual([['provenance', 'mode=max']]);
});

test.each([
  [{ provenance: 'max' }, '"provenance" must be true, false or attributes: got "max", write mode=max.'],
  [{ provenance: 'most' }, '"provenance": Attribute 1 is no NAME=VALUE'],
  [{ provenance: 'mode=full' }, '"provenance" must have mode=min or mode=max: got "full".'],
  [{ attests: 'type=foo' }, '"attests" has the unknown type=foo: write type=provenance or sbom.'],
  [{ attests: 'mode=max' }, '"attests" has an entry without a type'],
  [{ attests: 'type=sbom\ntype=sbom' }, '"attests" has type=sbom twice'],
  [{ attests: 'type=sbom,disabled=maybe' }, 'disabled=true or disabled=false: got "maybe"'],
  [{ load: 'true', sbom: 'true' }, '"sbom" cannot be made for an image that is loaded'],
])('%j is refused', (written, sentence) => {
  expect(() => read(written)).toThrow(sentence);
});

test('an attribute that nobody knows is left out with a warning', () => {
  const { attests, notes } = request({ provenance: 'mod=min' });
  expect(attests).toStrictEqual([['provenance', 'mode=max']]);
  expect(notes.map(({ text }) => text)).toStrictEqual([
    expect.stringContaining(
      '"provenance" has "mod", which BuildKit would ignore with type=provenance, so it is left out',
    ),
  ]);
});
