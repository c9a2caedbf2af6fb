/** Says what a registry has in place of deletion by its users: the end of a sentence that begins with "Use". */
export function offerOf(domain: string): string {
  return OFFERS.find(([pattern]) => pattern.test(domain))?.[1] ?? OWN_REGISTRY;
}

const OFFERS: readonly (readonly [RegExp, string])[] = [
  [/\.dkr\.ecr\..+\.amazonaws\.com(\.cn)?$/, 'a lifecycle policy of ECR with the tag prefix cache-'],
  [/^public\.ecr\.aws$/, 'aws ecr-public batch-delete-image'],
  [/\.pkg\.dev$|(^|\.)gcr\.io$/, 'a cleanup policy of Artifact Registry with the tag prefix cache-'],
  [/\.azurecr\.(io|cn|us)$/, 'a task with acr purge --filter REPOSITORY:^cache- --ago 30d'],
  [/^quay\.io$/, 'an auto-prune policy of the repository at quay.io'],
  [/^registry\.gitlab\.com$/, "a cleanup policy of the project's container registry with the pattern cache-.*"],
  [/^docker\.io$/, 'docker/login-action with an access token of Docker Hub that may read, write and delete'],
  [/^ghcr\.io$/, '"github-token", which GitHub\'s packages API needs'],
];

const OWN_REGISTRY = 'its retention rules with the tag prefix cache-, or allow deletion in its configuration';
