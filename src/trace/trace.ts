import { bytes, type Json, number, objects, strings, text, time, utf8 } from './json-fields.ts';

/**
 * BuildKit's trace: one `SolveStatus` per line of `--progress=rawjson` or `--trace` (client/graph.go), with times as epoch
 * milliseconds and byte fields decoded, so that nobody else has to know the wire form.
 */
export interface SolveStatus {
  readonly vertexes: readonly Vertex[];
  readonly statuses: readonly VertexStatus[];
  readonly logs: readonly VertexLog[];
  readonly warnings: readonly VertexWarning[];
}

export interface Vertex {
  readonly digest: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly started: number | undefined;
  readonly completed: number | undefined;
  readonly cached: boolean;
  readonly error: string | undefined;
  /** `COPY --link` is two vertices that BuildKit shows as one. */
  readonly group: { readonly id: string; readonly name: string } | undefined;
}

/** One transfer or phase inside a vertex: a layer's download, `pushing layers`, `transferring context:`. */
export interface VertexStatus {
  readonly vertex: string;
  readonly id: string;
  readonly current: number;
  /** Bytes; 0 when they are not known. */
  readonly total: number;
  readonly timestamp: number | undefined;
  readonly started: number | undefined;
  readonly completed: number | undefined;
}

export interface VertexLog {
  readonly vertex: string;
  readonly stream: number;
  readonly data: Uint8Array;
  readonly timestamp: number | undefined;
}

/** A build check that was violated: `short` is `Rule: sentence (line N)`. Lines count from 1. */
export interface VertexWarning {
  readonly short: string;
  readonly detail: readonly string[];
  readonly url: string | undefined;
  readonly file: string | undefined;
  readonly startLine: number | undefined;
  readonly endLine: number | undefined;
}

const lists = ['vertexes', 'statuses', 'logs', 'warnings'] as const;

/** Parses one line of buildctl's stderr or of a trace file; undefined when the line is not a status (an error's text, a warning of buildctl's own). */
export function parseStatus(line: string): SolveStatus | undefined {
  const status = parseObject(line);
  if (status === undefined || Object.keys(status).some((key) => !lists.includes(key as (typeof lists)[number]))) {
    return undefined;
  }
  return {
    vertexes: objects(status.vertexes).map(toVertex),
    statuses: objects(status.statuses).map(toVertexStatus),
    logs: objects(status.logs).map(toVertexLog),
    warnings: objects(status.warnings).map(toVertexWarning),
  };
}

function parseObject(line: string): Json | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return objects([JSON.parse(line)])[0];
  } catch {
    return undefined;
  }
}

function toVertex(json: Json): Vertex {
  const [group] = objects([json.progressGroup]);
  return {
    digest: text(json.digest) ?? '',
    name: text(json.name) ?? '',
    inputs: strings(json.inputs),
    started: time(json.started),
    completed: time(json.completed),
    cached: json.cached === true,
    error: text(json.error),
    group: group && { id: text(group.id) ?? '', name: text(group.name) ?? '' },
  };
}

function toVertexStatus(json: Json): VertexStatus {
  return {
    vertex: text(json.vertex) ?? '',
    id: text(json.id) ?? '',
    current: number(json.current) ?? 0,
    total: number(json.total) ?? 0,
    timestamp: time(json.timestamp),
    started: time(json.started),
    completed: time(json.completed),
  };
}

function toVertexLog(json: Json): VertexLog {
  return {
    vertex: text(json.vertex) ?? '',
    stream: number(json.stream) ?? 0,
    data: bytes(json.data),
    timestamp: time(json.timestamp),
  };
}

function toVertexWarning(json: Json): VertexWarning {
  const ranges = objects(json.range);
  const startLines = ranges.flatMap((range) => lineOf(range.start));
  const endLines = ranges.flatMap((range) => [...lineOf(range.start), ...lineOf(range.end)]);
  const [source] = objects([json.sourceInfo]);
  return {
    short: utf8(json.short),
    detail: Array.isArray(json.detail) ? json.detail.map(utf8) : [],
    url: text(json.url),
    file: text(source?.filename),
    startLine: startLines.length > 0 ? Math.min(...startLines) : undefined,
    endLine: endLines.length > 0 ? Math.max(...endLines) : undefined,
  };
}

function lineOf(position: unknown): number[] {
  const [value] = objects([position]);
  const line = number(value?.line);
  return line !== undefined && line > 0 ? [line] : [];
}
