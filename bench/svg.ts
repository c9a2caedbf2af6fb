/** Attributes of an SVG element; numbers are rounded to a tenth. */
export type SvgAttributes = Readonly<Record<string, string | number>>;

/** Writes an SVG element with its children. */
export function element(name: string, attributes: SvgAttributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeText(format(value))}"`)
    .join('');
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`;
}

/** Writes a text at a point; `className` gives its size and colour. */
export function label(
  x: number,
  y: number,
  text: string,
  className: string,
  anchor: 'start' | 'middle' | 'end' = 'start',
): string {
  return element('text', { x, y, class: className, 'text-anchor': anchor }, escapeText(text));
}

/** Writes a whole picture that can be read on a light and on a dark page, with a description for those who cannot see it. */
export function picture(size: { width: number; height: number }, title: string, content: readonly string[]): string {
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: size.width,
      height: size.height,
      viewBox: `0 0 ${size.width} ${size.height}`,
      role: 'img',
      'aria-label': title,
    },
    `\n<style>${style}</style>\n`,
    ...content.map((part) => `${part}\n`),
  );
}

const style = `
text { font: 12px system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif; fill: #57606a }
.title { font-weight: 600; fill: #24292f }
.small { font-size: 11px }
.own { fill: #0969da } .memory { fill: #54aeff } .other { fill: #afb8c1 } .floor { fill: #2da44e }
.rest { opacity: 0.35 }
.grid { stroke: #d0d7de; stroke-width: 1 }
.line { fill: none; stroke-width: 2 }
.line-own { stroke: #0969da } .line-floor { stroke: #2da44e } .dashed { stroke-dasharray: 5 4 }
@media (prefers-color-scheme: dark) {
  text { fill: #8b949e }
  .title { fill: #e6edf3 }
  .own { fill: #2f81f7 } .memory { fill: #1f6feb; opacity: 0.7 } .other { fill: #484f58 } .floor { fill: #3fb950 }
  .grid { stroke: #30363d }
  .line-own { stroke: #2f81f7 } .line-floor { stroke: #3fb950 }
}`;

function format(value: string | number): string {
  return typeof value === 'number' ? String(Math.round(value * 10) / 10) : value;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
