/* Runs in the browser's page, beside Mermaid: draws a chart and tells what is to be seen of it. */
globalThis.drawChart = async (chart, theme) => {
  globalThis.mermaid.initialize({ startOnLoad: false, theme });
  const node = document.createElement('pre');
  document.body.style.background = theme === 'dark' ? '#0d1117' : '#ffffff';
  document.body.replaceChildren(node);
  node.textContent = chart;
  await globalThis.mermaid.run({ nodes: [node] });
  const texts = [...node.querySelectorAll('text')].filter((text) => text.classList.value.includes('taskText'));
  const textOf = (text) => text.textContent.trim();
  const count = (kind) => node.querySelectorAll(`rect.task[class*="${kind}"]`).length;
  const edges = node.getBoundingClientRect();
  const isCut = (text) => {
    const { left, right } = text.getBoundingClientRect();
    return left < edges.left || right > edges.right;
  };
  const titles = [...node.querySelectorAll('text.sectionTitle')];
  const touches = (one, other) => {
    const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  };
  const page = theme === 'dark' ? [13, 17, 23] : [255, 255, 255];
  const outside = texts.filter((text) => text.classList.value.includes('Outside'));
  const axis = [...node.querySelectorAll('.tick text')];
  return {
    overlapping: texts.filter((text) => titles.some((title) => touches(text, title))).map(textOf),
    contrast: Math.min(
      ...[...titles, ...outside, ...axis].map((text) => contrastOf(getComputedStyle(text).fill, page)),
    ),
    bars: {
      cached: count('done'),
      failed: count('crit'),
      run: node.querySelectorAll('rect.task').length - count('done') - count('crit'),
    },
    labels: texts.map(textOf),
    sections: titles.map(textOf),
    cut: texts.filter(isCut).map(textOf),
  };
};

/* Contrast of a colour, as a browser writes it, on a page: WCAG's ratio, of which text needs 4.5. */
function contrastOf(colour, page) {
  const [one, other] = [colour.match(/[\d.]+/g)?.map(Number) ?? page, page].map(luminance).sort((a, b) => b - a);
  return (one + 0.05) / (other + 0.05);
}

function luminance(rgb) {
  const [red, green, blue] = rgb.map((value) => (value <= 10 ? value / 3294 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
