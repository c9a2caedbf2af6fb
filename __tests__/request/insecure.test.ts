import { expect, test } from 'vitest';
import { insecureDomains } from '../../src/request/insecure.ts';
import { request } from './given.ts';

test.each([
  [{}, []],
  [{ outputs: 'type=image,push=true' }, []],
  [{ outputs: 'type=image,push=true,registry.insecure=false' }, []],
  [
    { outputs: 'type=image,push=true,registry.insecure=true', tags: 'v1,r.example:5000/o/app:v1' },
    ['ghcr.io', 'r.example:5000'],
  ],
  [{ outputs: 'type=registry,name=r.example/a:v1,registry.insecure=true', image: '' }, ['r.example']],
  [{ 'cache-from': 'type=registry,ref=r.example/c,registry.insecure=true' }, ['r.example']],
])('%j', (written, domains) => {
  expect(insecureDomains(request(written))).toStrictEqual(domains);
});
