/**
 * The look of the chart. GitHub shows it on white and on near black, and Mermaid's own dark theme writes labels beside bars
 * dark on dark, so that the colours are chosen here: text that can be read on both, bars of one meaning each. A run step is a
 * plain task (blue), a cached one `done` (outlined), a failed one `crit` (red).
 */
const colours = {
  textColor: '#6e7781',
  titleColor: '#6e7781',
  taskTextOutsideColor: '#6e7781',
  taskTextDarkColor: '#6e7781',
  taskTextColor: '#ffffff',
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

/** What the colours mean, to stand below the chart. */
export const chartLegend = '🟦 run ⬜ cached 🟥 failed';

/** Returns Mermaid's directive that gives a gantt chart its look; the left margin holds section names of that many characters. */
export function chartStyle(sectionWidth: number): string {
  const gantt = {
    // Mermaid draws the axis 50 pixels above the bottom, whatever the padding.
    topPadding: 50,
    gridLineStartPadding: 42,
    barHeight: 18,
    barGap: 5,
    fontSize: 11,
    sectionFontSize: 12,
    leftPadding: 24 + 7 * sectionWidth,
    rightPadding: 40,
  };
  const themeCSS = '.grid .tick line { stroke: #6e7781; opacity: 0.3; }';
  return `%%{init: ${JSON.stringify({ theme: 'base', themeVariables: colours, themeCSS, gantt })}}%%`;
}
