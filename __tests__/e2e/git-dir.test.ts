import { expect } from 'vitest';
import { runCommand } from '../../testbed/command.ts';
import { type GitHubEvent, pushEvent, type Runner } from '../../testbed/harness.ts';
import { builderInputs, succeeded, test } from './fixture.ts';
import { readLayer, readManifest } from './pushed-image.ts';

const files = { Dockerfile: 'FROM scratch\nCOPY . /src/\n', 'main.txt': 'the source\n' };

/** Commits the workspace, as a clone of its own: two of the same tree differ in their index and reflogs. */
async function cloned(runner: Runner): Promise<{ runner: Runner; event: GitHubEvent }> {
  return { runner, event: pushEvent({ sha: await runner.commit() }) };
}

test('a context that nobody wrote has no .git, so that another clone of the same tree is all cached', async ({
  newRunner,
  testbed,
  image,
}) => {
  const build = async (inputs: Record<string, string>) => {
    const { runner, event } = await cloned(newRunner({ files }));
    const main = succeeded(
      await runner.main({ event, inputs: { ...builderInputs(testbed), image, tags: 'v1', push: 'true', ...inputs } }),
    );
    succeeded(await runner.post());
    return main;
  };
  const first = await build({});
  expect(first.log).toContain(
    '".git" is left out of the context, as a git context has none: git-dir: keep would keep it.',
  );
  expect((await build({})).outputs).toMatchObject({ 'cached-steps': '1', 'total-steps': '1' });
  const kept = await build({ context: '.' });
  expect(kept.log).toContain('".git" is in the context: it differs in every clone, and git-dir: drop leaves it out.');
  expect(kept.outputs).toMatchObject({ 'cached-steps': '0' });
});

test('git-dir keeps it, and a token that the checkout left in it is warned of', async ({
  newRunner,
  testbed,
  image,
  registry,
  repository,
}) => {
  const { runner, event } = await cloned(newRunner({ files }));
  const header = 'AUTHORIZATION: basic cGxhY2Vob2xkZXI=';
  await runCommand('git', ['config', 'http.https://github.com/.extraheader', header], { cwd: runner.workspace });
  const main = succeeded(
    await runner.main({
      event,
      inputs: { ...builderInputs(testbed), image, tags: 'v1', push: 'true', 'git-dir': 'keep' },
    }),
  );
  succeeded(await runner.post());
  expect(main.annotations.map(({ message }) => message)).toContainEqual(
    expect.stringContaining('"context" has .git, whose configuration holds the token of the checkout'),
  );
  const { body } = await readManifest(registry, repository, 'v1');
  const layers = await Promise.all((body.layers ?? []).map((layer) => readLayer(registry, repository, layer)));
  expect(String(Buffer.concat(layers))).toContain('src/.git/HEAD');
});

test('a RUN that misses the repository says which input brings it back', async ({ newRunner, testbed, image }) => {
  const { runner, event } = await cloned(
    newRunner({
      files: {
        Dockerfile: 'FROM debian:bookworm-slim\nCOPY . /src/\nRUN echo "fatal: not a git repository" >&2; exit 128\n',
      },
    }),
  );
  const main = await runner.main({ event, inputs: { ...builderInputs(testbed), image, tags: 'v1' } });
  await runner.post();
  expect(main.exitCode).toBe(1);
  expect(main.annotations.map(({ message }) => message).join('\n')).toContain('write git-dir: keep');
});
