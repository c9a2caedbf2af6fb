import { expect, test } from 'vitest';
import { parseStepName, type StepName } from '../../src/trace/step-name.ts';

type Numbered = readonly [name: string, Partial<StepName>];

test.each<Numbered>([
  ['[3/7] RUN npm ci', { phase: 'instruction', index: 3, total: 7, instruction: 'RUN npm ci' }],
  ['[ 3/12] RUN npm ci', { phase: 'instruction', index: 3, total: 12, instruction: 'RUN npm ci' }],
  ['[builder 3/7] COPY . .', { phase: 'instruction', stage: 'builder', index: 3, total: 7, instruction: 'COPY . .' }],
  ['[stage-1  3/12] ADD a b', { phase: 'instruction', stage: 'stage-1', index: 3, total: 12, instruction: 'ADD a b' }],
  [
    '[builder 1/7] FROM debian:12',
    { phase: 'base', stage: 'builder', index: 1, total: 7, instruction: 'FROM debian:12' },
  ],
  [
    '[linux/arm64 1/2] FROM debian:12',
    { phase: 'base', platform: 'linux/arm64', index: 1, total: 2, instruction: 'FROM debian:12' },
  ],
  [
    '[linux/amd64->arm/v7 tools 2/2] RUN a\nb',
    {
      phase: 'instruction',
      platform: 'linux/amd64->arm/v7',
      stage: 'tools',
      index: 2,
      total: 2,
      instruction: 'RUN a\nb',
    },
  ],
])('the numbered name %s is taken apart', (name, parts) => {
  const nothing = { stage: undefined, platform: undefined };
  expect(parseStepName(name)).toStrictEqual({ ...nothing, ...parts });
});

test.each<readonly [name: string, phase: StepName['phase']]>([
  ['[internal] load metadata for docker.io/library/debian:12', 'base'],
  ['[linux/amd64 internal] load metadata for docker.io/library/debian:12', 'base'],
  ['[context tools] docker-image://ghcr.io/o/tools:1', 'base'],
  ['[context tools] load metadata for ghcr.io/o/tools:1', 'base'],
  ['[context tools] OCI load from client', 'base'],
  ['[context tools] load from client', 'context'],
  ['[context tools] load .dockerignore', 'context'],
  ['[internal] load build context', 'context'],
  ['[internal] load remote build context', 'context'],
  ['[internal] load git source https://example.com/r.git', 'context'],
  ['[internal] resolve main build context metadata', 'context'],
  ['[internal] load build definition from Dockerfile', 'frontend'],
  ['[internal] load .dockerignore', 'frontend'],
  ['resolve image config for docker-image://docker.io/docker/dockerfile:1', 'frontend'],
  ['docker-image://docker.io/docker/dockerfile:1@sha256:0', 'frontend'],
  ['[auth] o/app:pull,push token for ghcr.io', 'credentials'],
  ['importing cache manifest from ghcr.io/o/app:cache', 'cache-import'],
  ['exporting cache to registry', 'cache-export'],
  ['exporting cache to client directory', 'cache-export'],
  ['exporting inline cache', 'cache-export'],
  ['exporting content cache', 'cache-export'],
  ['exporting to GitHub Actions Cache', 'cache-export'],
  ['exporting to image', 'export'],
  ['exporting to client directory', 'export'],
  ['exporting to docker image format', 'export'],
  ['[linux/amd64] generating sbom using docker.io/docker/buildkit-syft-scanner:1', 'export'],
  ['[internal] setting cache mount permissions', 'other'],
  ['Verifying build result', 'other'],
  ['', 'other'],
])('the name %s is of the phase %s', (name, phase) => {
  const nothing = { stage: undefined, platform: undefined, index: undefined, total: undefined };
  expect(parseStepName(name)).toStrictEqual({ ...nothing, phase, instruction: name });
});
