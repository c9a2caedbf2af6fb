import { createRecord, type Step, stepKey, toStep, updateRecord, updateTransfer, type VertexRecord } from './step.ts';
import type { SolveStatus, VertexWarning } from './trace.ts';

export type { Step } from './step.ts';
export { parseStatus, type SolveStatus, type VertexWarning } from './trace.ts';

/** A build as far as its trace tells. */
export interface Progress {
  update(status: SolveStatus): void;
  /** In the order in which BuildKit first named them. */
  steps(): Step[];
  /** The step that a vertex belongs to. */
  stepOf(vertex: string): Step | undefined;
  /** The last lines that a step printed. */
  logTail(step: Step): string[];
  warnings(): readonly VertexWarning[];
  /** From the first start to the last thing that was heard. */
  milliseconds(): number;
  /** Instructions that run or ran because no cache had them. */
  executing(): Step[];
  isExportingCache(): boolean;
  /** BuildKit's sentence for an export, of the image or of the cache, that failed. */
  cacheExportError(): string | undefined;
}

/** Starts with an empty build. */
export function createProgress(): Progress {
  const keys = new Map<string, string>();
  const members = new Map<string, Map<string, VertexRecord>>();
  const warnings: VertexWarning[] = [];
  const heard = { first: Number.POSITIVE_INFINITY, last: 0 };

  const recordsOf = (vertex: string) => members.get(keys.get(vertex) ?? '') ?? new Map<string, VertexRecord>();
  const steps = () => [...members.values()].map((records) => toStep([...records.values()], heard.last));
  const hear = (...times: (number | undefined)[]) => {
    heard.last = Math.max(heard.last, ...times.filter((time) => time !== undefined));
  };

  return {
    update(status) {
      for (const vertex of status.vertexes) {
        const key = keys.get(vertex.digest) ?? stepKey(vertex);
        const records = members.get(key) ?? new Map<string, VertexRecord>();
        const record = records.get(vertex.digest) ?? createRecord(vertex);
        updateRecord(record, vertex);
        keys.set(vertex.digest, key);
        members.set(key, records.set(vertex.digest, record));
        heard.first = Math.min(heard.first, vertex.started ?? heard.first);
        hear(vertex.started, vertex.completed);
      }
      for (const transfer of status.statuses) {
        const record = recordsOf(transfer.vertex).get(transfer.vertex);
        if (record) updateTransfer(record, transfer);
        hear(transfer.timestamp, transfer.completed);
      }
      for (const log of status.logs) {
        recordsOf(log.vertex).get(log.vertex)?.output.push(log.data);
        hear(log.timestamp);
      }
      warnings.push(...status.warnings);
    },
    steps,
    stepOf(vertex) {
      const records = [...recordsOf(vertex).values()];
      return records.length === 0 ? undefined : toStep(records, heard.last);
    },
    logTail: (step) => [...recordsOf(step.digest).values()].flatMap(({ output }) => output.lines()),
    warnings: () => warnings,
    milliseconds: () => Math.max(0, heard.last - heard.first),
    executing: () => steps().filter((step) => step.phase === 'instruction' && step.isExecuted),
    isExportingCache: () => steps().some((step) => step.phase === 'cache-export' && step.started !== undefined),
    cacheExportError: () => steps().find(({ phase, state }) => phase === 'cache-export' && state === 'failed')?.error,
  };
}
