import { formatDuration } from '../text/units.ts';
import { shorten } from '../text/visible.ts';
import { exportPhases } from '../trace/exports.ts';
import type { Step } from '../trace/step.ts';
import { toOneLine } from '../trace/step-lines.ts';

/** One bar of the timeline; times in milliseconds since the build began. */
export interface Bar {
  readonly section: string;
  readonly label: string;
  readonly kind: 'cached' | 'run' | 'failed';
  readonly start: number;
  readonly end: number;
  /** Steps that it stands for. */
  readonly steps: number;
}

/** Characters of a bar's label. */
const labelLimit = 40;

/** Part of the build's time that something of BuildKit's own must have taken to have a bar. */
const worthABar = 0.02;

/** Makes a bar of each step that was started or failed, and of what BuildKit did besides if it took long, in the order of their sections' starts. */
export function toBars(steps: readonly Step[]): Bar[] {
  const started = steps.filter((step) => step.started !== undefined && step.state !== 'pending');
  const origin = Math.min(...started.map((step) => step.started ?? 0));
  const end = Math.max(...started.map((step) => step.completed ?? step.started ?? 0));
  const least = (end - origin) * worthABar;
  const ofSteps = steps
    .filter((step) => started.includes(step) || step.state === 'failed')
    .toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0))
    .filter((step) => isWorthABar(step, least))
    // What failed before it was started, failed last.
    .map((step) => ofStep(step.started === undefined ? { ...step, started: end } : step, origin));
  const ofExports = exportPhases(steps)
    .filter(({ milliseconds }) => milliseconds >= least)
    .map(({ kind, name, started: from, milliseconds }): Bar => {
      const label = labelOf(kind === 'cache' ? `cache: ${name}` : name, formatDuration(milliseconds));
      return {
        section: 'export',
        label,
        kind: 'run',
        start: from - origin,
        end: from - origin + milliseconds,
        steps: 1,
      };
    });
  const inOrder = [...ofSteps, ...ofExports].toSorted((a, b) => a.start - b.start);
  const sections = Map.groupBy(inOrder, (bar) => bar.section);
  return [...sections.values()].flat();
}

function isWorthABar({ index, phase, state, milliseconds }: Step, least: number): boolean {
  if (phase.endsWith('export')) return false;
  return index !== undefined || state === 'failed' || milliseconds >= least;
}

function ofStep(step: Step, origin: number): Bar {
  const { state, started = origin, completed = started, milliseconds } = step;
  // A step with pauses (an image is resolved at first and pulled when it is needed) is shown where it did its work.
  const end = milliseconds < 100 ? Math.min(completed, started + milliseconds) : completed;
  const kind = state === 'cached' || state === 'failed' ? state : 'run';
  const time = formatDuration(milliseconds);
  const ends = { cached: milliseconds >= 100 ? `cached, ${time}` : 'cached', failed: `failed, ${time}`, run: time };
  return {
    section: sectionOf(step),
    label: labelOf(step.instruction, state === 'canceled' ? `canceled, ${time}` : ends[kind], step.index),
    kind,
    start: Math.max(started, end - milliseconds) - origin,
    end: end - origin,
    steps: 1,
  };
}

function sectionOf({ index, platform, stage }: Step): string {
  if (index === undefined) return 'prepare';
  return [stage, platform?.replace(/^linux\//, '')].filter((part) => part !== undefined).join(' ') || 'build';
}

/** A number or a dot in front keeps any name from being one of Mermaid's keywords. */
function labelOf(name: string, end: string, index?: number): string {
  const short = toOneLine(name)
    .replace(/^\[(\S+ )?internal\] /, '')
    .replace(/^FROM docker\.io\/(library\/)?/, 'FROM ')
    .replace(/@sha256:\w+…/, '');
  return `${index ?? '·'} ${shorten(short, labelLimit - end.length - 5)} (${end})`;
}
