import { expect, test } from 'vitest';
import { offerOf } from '../../src/prune/report.ts';

test.each([
  ['123456789012.dkr.ecr.eu-central-1.amazonaws.com', 'ECR'],
  ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', 'ECR'],
  ['public.ecr.aws', 'ecr-public'],
  ['europe-docker.pkg.dev', 'Artifact Registry'],
  ['eu.gcr.io', 'Artifact Registry'],
  ['gcr.io', 'Artifact Registry'],
  ['team.azurecr.io', 'acr purge'],
  ['quay.io', 'quay.io'],
  ['registry.gitlab.com', 'cleanup policy'],
  ['docker.io', 'access token'],
  ['ghcr.io', 'github-token'],
  ['registry.example.com', 'allow deletion'],
  ['localhost:5000', 'allow deletion'],
])('what %s has in place of deletion', (domain, words) => {
  expect(offerOf(domain)).toContain(words);
});
