import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { marked } from 'marked';
import type { Browser } from 'playwright-core';

/** GitHub's two looks. */
export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const width = 900;
const style = readFileSync(join(import.meta.dirname, 'github.css'), 'utf8');
const mermaid = createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js');

/** Draws a job's summary as GitHub renders its Markdown, into a PNG. */
export async function drawSummary(browser: Browser, markdown: string, theme: Theme, path: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height: 100 } });
  await page.setContent(`<style>${style}</style><body class="${theme}">${await marked.parse(markdown)}</body>`);
  await page.addScriptTag({ path: mermaid });
  await page.addScriptTag({ path: join(import.meta.dirname, 'draw-charts.js') });
  await page.evaluate(`drawCharts(${JSON.stringify(theme === 'dark' ? 'dark' : 'default')})`);
  await page.screenshot({ path, fullPage: true });
  await page.close();
}

/** Draws a step's log as GitHub shows it when the step has ended: groups folded, colours shown. */
export async function drawLog(browser: Browser, log: string, theme: Theme, path: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height: 100 } });
  const lines = foldGroups(log.trimEnd().split('\n')).map((line) => `<li>${toHtml(line)}</li>`);
  await page.setContent(`<style>${style}</style><body class="${theme} log"><ol>${lines.join('')}</ol></body>`);
  await page.screenshot({ path, fullPage: true });
  await page.close();
}

/** Leaves of each group its title, and leaves out the lines that the runner obeys and does not show. */
function foldGroups(lines: readonly string[]): string[] {
  let isOpen = false;
  return lines.flatMap((line) => {
    const title = /^##\[group\](.*)$/.exec(line)?.[1];
    const isInside = isOpen;
    isOpen = title !== undefined || (isOpen && line !== '##[endgroup]');
    if (title !== undefined) return [`▸ ${title}`];
    return isInside || line.startsWith('::') || line.startsWith('##[debug]') ? [] : [line];
  });
}

function toHtml(line: string): string {
  return line
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/\x1b\[31m(.*?)\x1b\[0m/g, '<b class="red">$1</b>');
}
