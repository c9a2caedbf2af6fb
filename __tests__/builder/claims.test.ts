import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claim, isRetired, leave, nameOf, othersThat, readClaim, retire } from '../../src/builder/claims.ts';
import { ownsFolder } from '../../src/builder/lease.ts';
import { findOffer, sharersOf } from '../../src/builder/offer.ts';
import { reserve } from '../../src/builder/reserve.ts';
import { ownsStepFolder, takeStepFolder } from '../../src/builder/step-folder.ts';

let env: NodeJS.ProcessEnv;
beforeAll(() => {
  env = { RUNNER_TEMP: mkdtempSync(join(tmpdir(), 'claims-')), GITHUB_RUN_ID: '1', GITHUB_JOB: 'image' };
});
afterAll(() => rmSync(env.RUNNER_TEMP ?? '', { recursive: true }));

const aBuilder = (sharing: 'job' | 'step' = 'job') => reserve({ sharing, expected: 'e', exact: 'x' }, 'reserved', env);
const aStep = async () => nameOf(await takeStepFolder(env));

describe('the claims on a builder', () => {
  test('are counted: only the last one that is given up tells to remove it', async () => {
    const [lease, one, two] = [await aBuilder(), await aStep(), await aStep()];
    expect(await claim(lease, one, 'in use')).toBe(true);
    expect(await claim(lease, two, 'expected')).toBe(true);
    expect(await leave(lease, one)).toBe(false);
    expect(await leave(lease, two)).toBe(true);
  });

  test('come too late for a builder that is on its way out', async () => {
    const [lease, one, two] = [await aBuilder(), await aStep(), await aStep()];
    await claim(lease, one, 'in use');
    expect(await leave(lease, one)).toBe(true);
    expect(await claim(lease, two, 'in use')).toBe(false);
    // Whoever was killed before it removed the builder leaves that to the next one.
    expect(await leave(lease, two)).toBe(true);
  });

  test('become certain, and do not outlast a builder that is retired unless they are', async () => {
    const [lease, one, two, three] = [await aBuilder(), await aStep(), await aStep(), await aStep()];
    for (const step of [one, two, three]) await claim(lease, step, 'expected');
    await claim(lease, two, 'in use');
    expect(await readClaim(lease, two)).toBe('in use');
    expect(await othersThat(lease, one, 'in use')).toStrictEqual([two]);
    expect(await retire(lease, one)).toStrictEqual([three]);
    expect(isRetired(lease)).toBe(true);
    expect(await readClaim(lease, three)).toBe(undefined);
    expect(await leave(lease, one)).toBe(false);
    expect(await leave(lease, two)).toBe(true);
  });
});

describe('an offer', () => {
  const all = () => true;

  test('is for the steps of one job', async () => {
    const own = { ...env, GITHUB_JOB: 'own' };
    const lease = await reserve({ sharing: 'job', expected: 'e', exact: 'x' }, 'reserved', own);
    expect((await findOffer(all, own))?.lease).toStrictEqual(lease);
    expect(await ownsFolder(lease, own)).toBe(true);
    for (const other of [{ GITHUB_JOB: 'other' }, { GITHUB_RUN_ID: '2' }, { GITHUB_RUN_ATTEMPT: '2' }]) {
      expect(sharersOf({ ...own, ...other })).not.toBe(sharersOf(own));
      expect((await findOffer(all, { ...own, ...other }))?.lease).not.toStrictEqual(lease);
    }
  });

  test('is nobody’s where the step has a builder of its own', async () => {
    const own = { ...env, GITHUB_JOB: 'alone' };
    await reserve({ sharing: 'step', expected: 'e', exact: 'x' }, 'reserved', own);
    expect(await findOffer(all, own)).toBe(undefined);
  });
});

test('the folder of a step is believed when it says the same, and no other folder', async () => {
  const [step, other] = [await takeStepFolder(env), await takeStepFolder(env)];
  expect(await ownsStepFolder(step, env)).toBe(true);
  const { container, folder } = await aBuilder();
  for (const forged of [undefined, 1, { ...step, id: other.id }, { folder, id: container }, { ...step, folder: '/' }]) {
    expect(await ownsStepFolder(forged, env)).toBe(false);
  }
});
