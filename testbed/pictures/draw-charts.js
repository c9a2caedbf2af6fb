/* Runs in the browser's page, beside Mermaid: draws each chart in its place, as GitHub does. */
globalThis.drawCharts = async (theme) => {
  globalThis.mermaid.initialize({ startOnLoad: false, theme });
  const nodes = [...document.querySelectorAll('code.language-mermaid')].map((code) => {
    const block = document.createElement('div');
    block.textContent = code.textContent;
    code.parentElement.replaceWith(block);
    return block;
  });
  await globalThis.mermaid.run({ nodes });
};
