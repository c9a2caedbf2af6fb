/**
 * The look of the chart. GitHub draws it with Mermaid's default theme on white and with its dark theme on near black, so text takes
 * the colour of the theme; only Mermaid's dark theme writes labels beside bars dark on dark. Bars have one meaning each on both:
 * a run step is a plain task (blue), a cached one `done` (outlined), a failed one `crit` (red).
 */
const colours = {
  taskBkgColor: '#0969da',
  taskBorderColor: '#0969da',
  doneTaskBkgColor: 'rgba(110, 119, 129, 0.15)',
  doneTaskBorderColor: '#8c959f',
  critBkgColor: '#cf222e',
  critBorderColor: '#cf222e',
  sectionBkgColor: 'rgba(110, 119, 129, 0.4)',
  sectionBkgColor2: 'rgba(110, 119, 129, 0.4)',
  altSectionBkgColor: 'rgba(110, 119, 129, 0)',
} as const;

/** The chart's root has the text colour of the theme; labels on blue and red bars are white. */
const css = [
  '.sectionTitle, .taskText, .taskTextOutsideLeft, .taskTextOutsideRight { fill: inherit !important; }',
  '.taskText:not([class*=done]) { fill: #ffffff !important; }',
  '.grid .tick line { stroke: #6e7781; opacity: 0.3; }',
].join(' ');

/** What the colours mean, to stand below the chart. */
export const chartLegend = '🟦 run ⬜ cached 🟥 failed';

/** Returns Mermaid's directive that gives a gantt chart its look; the left margin holds section names of that many characters. */
export function chartStyle(sectionWidth: number): string {
  const gantt = {
    // Without a width Mermaid takes the page's, and on a phone labels stand across the names of stages. So it is scaled down.
    useWidth: 780,
    // Mermaid draws the axis 50 pixels above the bottom, whatever the padding.
    topPadding: 50,
    gridLineStartPadding: 42,
    barHeight: 20,
    barGap: 5,
    fontSize: 13,
    sectionFontSize: 13,
    leftPadding: 24 + 7.5 * sectionWidth,
    rightPadding: 40,
  };
  return `%%{init: ${JSON.stringify({ themeVariables: colours, themeCSS: css, gantt })}}%%`;
}
