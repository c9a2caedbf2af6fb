import { type Interval, mergeIntervals, totalMilliseconds } from './intervals.ts';
import { parseStepName, type StepName } from './step-name.ts';
import { createTail, type Tail } from './tail.ts';
import type { Vertex, VertexStatus } from './trace.ts';

/**
 * One line of a build as people think of it: a numbered instruction or one of BuildKit's own doings. Mostly one vertex;
 * `COPY --link` and `ADD https://…` are several vertices of one number and one step.
 */
export interface Step extends StepName {
  /** Stays the same while the step grows. */
  readonly id: string;
  /** Of the vertex that decides: the one that makes the layer. */
  readonly digest: string;
  readonly name: string;
  readonly state: StepState;
  /** Whether it does or did its work because no cache had the result; asking a server whether a file changed is not that work. */
  readonly isExecuted: boolean;
  /** Epoch milliseconds of the first start and the last completion. */
  readonly started: number | undefined;
  readonly completed: number | undefined;
  /** Time it was at work, pauses left out. */
  readonly milliseconds: number;
  /** Digests of the vertices it depends on, its own left out. */
  readonly inputs: readonly string[];
  readonly error: string | undefined;
  readonly transfers: readonly VertexStatus[];
}

/** `pending`: not started; at a build's end, not needed. `canceled`: stopped because another step failed or the job was. */
export type StepState = 'pending' | 'running' | 'done' | 'cached' | 'failed' | 'canceled';

/** What was heard of one vertex so far. */
export interface VertexRecord {
  vertex: Vertex;
  /** By start, so that an update of an interval replaces it. */
  readonly intervals: Map<number, Interval>;
  /** By name and start, so that an update of a transfer replaces it. */
  readonly transfers: Map<string, VertexStatus>;
  readonly output: Tail;
}

/** Starts the record of a vertex. */
export function createRecord(vertex: Vertex): VertexRecord {
  return { vertex, intervals: new Map(), transfers: new Map(), output: createTail() };
}

/**
 * Adds what a status says of a vertex. One that is named once more without a start keeps its state, as in BuildKit's own
 * printer. One that is named once more without its inputs comes from the transfer of its layers (util/progress/controller),
 * which knows nothing of caches: a cached step stays cached when it is pulled for a later one.
 */
export function updateRecord(record: VertexRecord, vertex: Vertex): void {
  if (vertex.started === undefined && record.intervals.size > 0) return;
  const { inputs, cached } = record.vertex;
  record.vertex = vertex.inputs.length < inputs.length ? { ...vertex, inputs, cached } : vertex;
  if (vertex.started === undefined) return;
  record.intervals.set(vertex.started, { start: vertex.started, stop: vertex.completed });
}

/** Adds or updates a transfer. What has a size is one thing; phases such as `pushing layers` come once per tag under one name. */
export function updateTransfer(record: VertexRecord, transfer: VertexStatus): void {
  record.transfers.set(transfer.total > 0 ? transfer.id : `${transfer.id}\n${transfer.started}`, transfer);
}

/** Returns what tells a step from others: vertices of one group, or of one numbered name, are one step. */
export function stepKey(vertex: Vertex): string {
  const name = vertex.group?.name ?? vertex.name;
  return parseStepName(name).index === undefined ? (vertex.group?.id ?? vertex.digest) : name;
}

/** Makes a step of its vertices, of which there is at least one; what still runs lasts until `now`. */
export function toStep(records: readonly VertexRecord[], now: number): Step {
  const { vertex, intervals: own } = decisive(records);
  const intervals = mergeIntervals(records.flatMap((record) => [...record.intervals.values()]));
  const error = records.find((record) => record.vertex.error !== undefined)?.vertex.error;
  const name = vertex.group?.name ?? vertex.name;
  const members = new Set(records.map((record) => record.vertex.digest));
  return {
    ...parseStepName(name),
    id: stepKey(vertex),
    digest: vertex.digest,
    name,
    isExecuted: !vertex.cached && (own.size > 0 || error !== undefined),
    state: stateOf(vertex, intervals, own.size > 0, error),
    started: intervals[0]?.start,
    completed: intervals.at(-1)?.stop,
    milliseconds: totalMilliseconds(intervals, now),
    inputs: records.flatMap((record) => record.vertex.inputs).filter((digest) => !members.has(digest)),
    error,
    transfers: records.flatMap((record) => [...record.transfers.values()]),
  };
}

/**
 * The vertex that the others lead to. `ADD https://…` asks the server even when its layer is cached, so the vertex that
 * fetches must not decide whether the step was run.
 */
function decisive(records: readonly VertexRecord[]): VertexRecord {
  const inputs = new Set(records.flatMap((record) => record.vertex.inputs));
  return (records.find((record) => !inputs.has(record.vertex.digest)) ?? records[0]) as VertexRecord;
}

function stateOf(
  vertex: Vertex,
  intervals: readonly Interval[],
  wasStarted: boolean,
  error: string | undefined,
): StepState {
  if (intervals.some(({ stop }) => stop === undefined)) return 'running';
  if (error !== undefined) return error.endsWith('context canceled') ? 'canceled' : 'failed';
  if (!wasStarted) return 'pending';
  return vertex.cached ? 'cached' : 'done';
}
