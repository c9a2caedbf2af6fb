import { attributeValue } from '../text/attributes.ts';
import { readAwsProfile } from './aws-profile.ts';
import type { Attributes, Pair } from './build-request.ts';
import type { Environment } from './git-context.ts';

/** What buildx' and BuildKit's clients of S3 and Azure read of the environment, unless an attribute says it. */
const VARIABLES: Readonly<Record<string, RegExp>> = {
  s3: /^AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|REGION|DEFAULT_REGION|BUCKET)$/,
  azblob: /^(?:AZURE_(?:TENANT_ID|CLIENT_ID|CLIENT_SECRET|AUTHORITY_HOST)|BUILDKIT_AZURE_STORAGE_\w+)$/,
};

/** Returns the variables of the step, or the keys of its AWS profile, that a builder needs for the caches that it reads and writes. */
export function cloudVariables(caches: readonly Attributes[], env: Environment): Pair[] {
  const patterns = caches.flatMap((attributes) => VARIABLES[attributeValue(attributes, 'type') ?? ''] ?? []);
  const isS3 = caches.some((attributes) => attributeValue(attributes, 'type') === 's3');
  const given = isS3 ? { ...env, ...Object.fromEntries(readAwsProfile(env)) } : env;
  return Object.entries(given).flatMap(([name, value]): Pair[] =>
    value && patterns.some((pattern) => pattern.test(name)) ? [[name, value]] : [],
  );
}

/** Returns what nobody may see of such variables. */
export function cloudSecrets(variables: readonly Pair[]): string[] {
  return variables.filter(([name]) => /SECRET|TOKEN/.test(name)).map(([, value]) => value);
}
