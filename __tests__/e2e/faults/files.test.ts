import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { readLayer, readManifest } from '../pushed-image.ts';
import { test, writeFiles } from './fixture.ts';

describe.concurrent('a Dockerfile that is a symbolic link, in a workspace behind another', () => {
  test.concurrent('has the ignore file of its own name, and its lines are found', async ({
    attempt,
    registry,
    repository,
  }) => {
    const { main, runner } = await attempt({
      files: {
        'docker/prod.Dockerfile': 'FROM scratch as image\nCOPY . /\n',
        'docker/prod.Dockerfile.dockerignore': 'page.html\n',
        'app/Dockerfile.dockerignore': 'secret.txt\n',
        'app/secret.txt': 'not for the image\n',
        'app/page.html': '<h1>Hello</h1>\n',
      },
      inputs: { context: 'app', tags: 'latest' },
      prepare({ workspace, root }) {
        symlinkSync('../docker/prod.Dockerfile', join(workspace, 'app/Dockerfile'));
        const alias = join(root, 'alias');
        symlinkSync(workspace, alias);
        return { GITHUB_WORKSPACE: alias };
      },
    });
    expect(main.exitCode, main.log).toBe(0);
    const { body } = await readManifest(registry, repository, 'latest');
    const layers = await Promise.all((body.layers ?? []).map((layer) => readLayer(registry, repository, layer)));
    const text = String(Buffer.concat(layers));
    expect(text).toContain('<h1>Hello</h1>');
    expect(text).not.toContain('not for the image');
    const marked = main.annotations.filter(({ properties }) => properties.file !== undefined);
    expect(marked.map(({ properties }) => [properties.file, properties.line])).toStrictEqual([
      ['docker/prod.Dockerfile', '1'],
    ]);
    rmSync(join(runner.root, 'alias'));
  });
});

describe.concurrent('`dockerfile` in lower case', () => {
  test.concurrent('is built where there is no other, with its ignore file', async ({
    attempt,
    registry,
    repository,
  }) => {
    const { main } = await attempt({
      files: { 'page.html': '<h1>Hello</h1>\n' },
      inputs: { tags: 'latest' },
      prepare({ workspace }) {
        mkdirSync(join(workspace, 'more'));
        writeFiles(workspace, { dockerfile: 'FROM scratch\nCOPY . /\n', 'dockerfile.dockerignore': '*\n!page.html\n' });
        return undefined;
      },
    });
    expect(main.exitCode, main.log).toBe(0);
    const { body } = await readManifest(registry, repository, 'latest');
    expect(body.layers).toHaveLength(1);
  });
});
