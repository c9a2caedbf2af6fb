import type { Step } from '../trace/step.ts';
import { stepEnd, stepTitle } from '../trace/step-lines.ts';
import { createKeptLines, type KeptLines } from './kept-lines.ts';
import { createLineReader, type LineReader } from './lines.ts';
import type { Printer } from './printer.ts';

/**
 * Lets one step print at a time. The step in front streams into a group of its own; what others print, and what is said
 * meanwhile, is kept and follows when the one in front ends. The next in front is the one of the kept that started first.
 */
export interface Groups {
  /** Takes what a step printed. */
  output(step: Step, stream: number, data: Uint8Array): void;
  /** Says a line of ours, after the group of the step in front. */
  say(line: string): void;
  /** Ends a step: its group, or what was kept of it. Tells whether it had printed anything. */
  close(step: Step): boolean;
  /** Ends a step and returns what it printed and nobody saw yet, to be printed last. */
  withhold(step: Step): string[];
  /** Shows what the step in front has printed without a line end, such as a question that nobody answers. */
  flush(): void;
  front(): Step | undefined;
  /** Ends everything that is still open. */
  end(): void;
}

interface Channel {
  step: Step;
  readonly readers: Map<number, LineReader>;
  readonly kept: KeptLines;
  isOpen: boolean;
}

/** Starts with nobody in front. */
export function createGroups(printer: Printer): Groups {
  const channels = new Map<string, Channel>();
  let front: Channel | undefined;
  let waiting: (() => void)[] = [];

  const channelOf = (step: Step): Channel => {
    const channel = channels.get(step.id) ?? { step, readers: new Map(), kept: createKeptLines(), isOpen: false };
    channels.set(step.id, channel);
    channel.step = step;
    return channel;
  };
  const show = (channel: Channel) => {
    if (channel.kept.isEmpty()) return;
    if (!channel.isOpen) printer.openGroup(stepTitle(channel.step));
    channel.isOpen = true;
    printer.foreign(channel.kept.take());
  };
  const shut = (channel: Channel) => {
    show(channel);
    if (!channel.isOpen) return;
    printer.closeGroup();
    printer.line(stepEnd(channel.step));
  };
  const whenFree = (print: () => void) => {
    if (front) waiting.push(print);
    else print();
  };
  const next = () => {
    front = undefined;
    const prints = waiting;
    waiting = [];
    for (const print of prints) print();
    const kept = [...channels.values()].filter((channel) => !channel.kept.isEmpty());
    front = kept.toSorted((a, b) => (a.step.started ?? 0) - (b.step.started ?? 0))[0];
    if (front) show(front);
  };
  /** Takes a channel out, with its last line. */
  const remove = (step: Step): Channel | undefined => {
    const channel = channels.get(step.id);
    if (channel === undefined) return undefined;
    channels.delete(step.id);
    channel.step = step;
    flushReaders(channel);
    return channel;
  };
  const close = (step: Step) => {
    const channel = remove(step);
    if (channel === undefined) return false;
    if (channel === front) {
      shut(channel);
      next();
    } else {
      whenFree(() => shut(channel));
    }
    return true;
  };

  return {
    output(step, stream, data) {
      const channel = channelOf(step);
      const reader = channel.readers.get(stream) ?? createLineReader();
      channel.readers.set(stream, reader);
      channel.kept.push(reader.push(data));
      if (step.state === 'running') front ??= channel;
      if (channel === front) show(channel);
    },
    say: (line) => whenFree(() => printer.line(line)),
    close,
    withhold(step) {
      if (front?.step.id === step.id) close(step);
      return remove(step)?.kept.take() ?? [];
    },
    flush() {
      if (!front) return;
      flushReaders(front);
      show(front);
    },
    front: () => front?.step,
    end() {
      for (const { step } of [...channels.values()]) close(step);
    },
  };
}

function flushReaders(channel: Channel): void {
  for (const reader of channel.readers.values()) channel.kept.push(reader.flush());
}
