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
  return {
    bars: {
      cached: count('done'),
      failed: count('crit'),
      run: node.querySelectorAll('rect.task').length - count('done') - count('crit'),
    },
    labels: texts.map(textOf),
    sections: [...node.querySelectorAll('text.sectionTitle')].map(textOf),
    cut: texts.filter(isCut).map(textOf),
  };
};
