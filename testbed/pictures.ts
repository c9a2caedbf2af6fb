// npm run pictures: builds a small project through dist/, changes a file, builds it again, and draws the log and the summary of the
// second build as GitHub shows them, light and dark, into docs/images.
import { join } from 'node:path';
import { launchBrowser } from './browser.ts';
import { createRunner, pushEvent, type StepOptions } from './harness.ts';
import { say } from './log.ts';
import { projectFolder } from './paths.ts';
import { drawLog, drawSummary, type Theme, themes } from './pictures/draw.ts';
import { runProgram } from './program.ts';
import type { Testbed } from './up.ts';
import { withTestbed } from './with-testbed.ts';

const dockerfile = `FROM debian:bookworm-slim AS deps
WORKDIR /app
COPY package.json .
RUN for name in astro react sharp; do echo "added $name"; sleep 0.4; done && head -c 9000000 /dev/urandom >modules

FROM deps AS build
COPY src src
RUN echo "building 12 pages" && sleep 0.9 && echo "12 pages built" && cp -r src public

FROM deps AS check
COPY src src
RUN echo "checking types" && sleep 0.5 && echo "no problems"

FROM debian:bookworm-slim
COPY --from=build /app/public /public
COPY --from=check /etc/debian_version /checked
`;

await runProgram(async () => ((await withTestbed(makePictures)) === true ? 0 : 1));

async function makePictures(testbed: Testbed): Promise<boolean> {
  const repository = `octo-org/app-${Date.now().toString(36)}`;
  const image = `${testbed.registry}/${repository}`;
  const options = (sha: string, branch: string): StepOptions => ({
    event: pushEvent({ sha, branch }),
    inputs: {
      image,
      push: 'true',
      'build-args': 'NODE_ENV=production',
      'buildkit-image': testbed.buildkitImage,
      'buildkitd-config-inline': testbed.buildkitdConfig,
    },
  });
  await build('<h1>Hello</h1>\n', 'main', options);
  const { log, summary } = await build('<h1>Hello, world</h1>\n', 'main', options);
  // Readers have no registry on localhost.
  const named = (text: string) =>
    [image, image.replace(':', '&#58;')].reduce((shown, name) => shown.replaceAll(name, 'ghcr.io/octo-org/app'), text);
  const browser = await launchBrowser();
  try {
    for (const theme of themes) {
      await drawLog(browser, named(log), theme, pathOf('log', theme));
      await drawSummary(browser, named(summary), theme, pathOf('summary', theme));
    }
  } finally {
    await browser.close();
  }
  say(`The pictures are in docs/images: ${themes.map((theme) => `log-${theme}.png, summary-${theme}.png`).join(', ')}`);
  return true;
}

/** Runs the steps of one job, and returns what its log and its summary say. */
async function build(
  page: string,
  branch: string,
  options: (sha: string, branch: string) => StepOptions,
): Promise<{ log: string; summary: string }> {
  const files = { Dockerfile: dockerfile, 'package.json': '{}\n', 'src/index.html': page };
  const runner = createRunner({ files });
  try {
    const step = options(await runner.commit(), branch);
    await runner.pre(step);
    const main = await runner.main(step);
    const post = await runner.post();
    if (main.exitCode !== 0) throw new Error(main.log);
    return { log: main.log, summary: post.summary };
  } finally {
    await runner.dispose();
  }
}

function pathOf(name: string, theme: Theme): string {
  return join(projectFolder, 'docs/images', `${name}-${theme}.png`);
}
