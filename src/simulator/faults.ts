import { isRecord } from './objects.ts';

export const FAULT_KINDS = [
  'status',
  'drop',
  'drop-after-commit',
  'delay',
  'half-body',
  'empty',
  'html',
  'dead-stream',
  'end-stream',
  'reset-stream',
  'stale-read',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  kind: FaultKind;
  /** For `status` (default 500) and `html` (default 200). */
  status?: number;
  /** For `status` and `html`: a text, or a JSON value. */
  body?: unknown;
  headers?: Record<string, string>;
  /** For `delay`: before the request is processed; for streams: how long they live (default 0). */
  delayMs?: number;
}

interface Rule {
  method: string | undefined;
  path: RegExp | undefined;
  times: number;
  skip: number;
  fault: Fault;
}

/** Faults that are still to happen, in the order they were asked for. */
export class Faults {
  #rules: Rule[] = [];

  /** Adds a rule as `POST /_simulator/faults` describes it; answers the problem when it cannot be. */
  add(description: Record<string, unknown>): string | undefined {
    const fault = description.fault;
    const kind = isRecord(fault) ? FAULT_KINDS.find((candidate) => candidate === fault.kind) : undefined;
    if (!isRecord(fault) || kind === undefined) return `fault.kind is one of ${FAULT_KINDS.join(', ')}`;
    const match = isRecord(description.match) ? description.match : {};
    const { method, path } = match;
    let pattern: RegExp | undefined;
    try {
      pattern = typeof path === 'string' ? new RegExp(path) : undefined;
    } catch {
      return 'match.path is no regular expression';
    }
    this.#rules.push({
      method: typeof method === 'string' ? method.toUpperCase() : undefined,
      path: pattern,
      times: Number(description.times ?? 1),
      skip: Number(description.after ?? 0),
      fault: { ...readFault(fault), kind },
    });
    return undefined;
  }

  clear(): void {
    this.#rules = [];
  }

  /** The fault that strikes this request, if any; `url` is path and query. */
  take(method: string, url: string): Fault | undefined {
    for (const rule of this.#rules) {
      if (rule.method !== undefined && rule.method !== method) continue;
      if (rule.path !== undefined && !rule.path.test(url)) continue;
      if (rule.skip > 0) {
        rule.skip--;
        continue;
      }
      if (rule.times <= 0) continue;
      rule.times--;
      return rule.fault;
    }
    return undefined;
  }
}

function readFault(fault: Record<string, unknown>): Omit<Fault, 'kind'> {
  const { status, body, headers, delayMs } = fault;
  return {
    ...(typeof status === 'number' ? { status } : {}),
    ...(body === undefined ? {} : { body }),
    ...(isRecord(headers)
      ? { headers: Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, String(value)])) }
      : {}),
    ...(typeof delayMs === 'number' ? { delayMs } : {}),
  };
}
