/**
 * Takes the inputs out of this process's environment, once they are read: they hold secrets and tokens, and no program that is started
 * from here, be it git, docker, buildctl or a credential helper, has a use for them.
 */
export function forgetInputs(env: NodeJS.ProcessEnv = process.env): void {
  for (const name of Object.keys(env)) if (name.startsWith('INPUT_')) delete env[name];
}

/** Tells whether a variable is one that the runner keeps for actions: inputs, states and tokens, which nobody means to put into an image. */
export function isRunners(name: string): boolean {
  return /^(?:INPUT|STATE|ACTIONS)_|^(?:GITHUB|GH|GITEA|FORGEJO|RUNNER)_(?:\w+_)?TOKEN$/i.test(name);
}
