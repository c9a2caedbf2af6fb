import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readAwsProfile } from '../../src/request/aws-profile.ts';

function home(files: Record<string, string>): { HOME: string } {
  const HOME = mkdtempSync(join(tmpdir(), 'aws-'));
  onTestFinished(() => rmSync(HOME, { recursive: true }));
  mkdirSync(join(HOME, '.aws'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(HOME, '.aws', name), text);
  return { HOME };
}

const credentials = `
[default]
aws_access_key_id = one
aws_secret_access_key=first=secret # not a comment
; [other]
[ other ]
aws_access_key_id=two
aws_secret_access_key=second
aws_session_token=token
[half]
aws_access_key_id=three
`;
const config = `
[profile other]
region = eu-central-1
aws_access_key_id = overridden
[profile whole]
aws_access_key_id = four
aws_secret_access_key = fourth
[profile sso]
sso_session = x
`;

test('the keys of the profile are read as the AWS command reads them', () => {
  const env = home({ credentials, config });
  const keys = (AWS_PROFILE?: string) => readAwsProfile({ ...env, ...(AWS_PROFILE && { AWS_PROFILE }) });
  expect(keys()).toStrictEqual([
    ['AWS_ACCESS_KEY_ID', 'one'],
    ['AWS_SECRET_ACCESS_KEY', 'first=secret # not a comment'],
  ]);
  expect(keys('other')).toStrictEqual([
    ['AWS_ACCESS_KEY_ID', 'two'],
    ['AWS_SECRET_ACCESS_KEY', 'second'],
    ['AWS_SESSION_TOKEN', 'token'],
  ]);
  expect(keys('whole').map(([, value]) => value)).toStrictEqual(['four', 'fourth']);
  for (const without of ['half', 'sso', 'nobody']) expect(keys(without)).toStrictEqual([]);
});

test('the files may lie elsewhere', () => {
  const { HOME } = home({ credentials });
  const env = { HOME: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: join(HOME, '.aws/credentials') };
  expect(readAwsProfile(env)[0]).toStrictEqual(['AWS_ACCESS_KEY_ID', 'one']);
});

test('keys in the environment win, and a machine without files has none', () => {
  const env = home({ credentials });
  expect(readAwsProfile({ ...env, AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' })).toStrictEqual([]);
  expect(readAwsProfile(home({}))).toStrictEqual([]);
});
