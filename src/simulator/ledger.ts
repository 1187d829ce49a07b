/** One request that was sent to the simulator, in the order of arrival. */
export interface LedgerEntry {
  /** When it arrived, ISO 8601. */
  at: string;
  method: string;
  path: string;
  /** The query as sent, without `?`. */
  query: string;
  /** Name of the token, `invalid` for one that is not known, null without any. */
  token: string | null;
  /** Null while it is not answered, and when the connection was cut instead. */
  status: number | null;
  /** Parsed JSON, else text, null when empty. */
  body: unknown;
}

export class Ledger {
  readonly entries: LedgerEntry[] = [];

  record(entry: LedgerEntry): LedgerEntry {
    this.entries.push(entry);
    return entry;
  }
}

/** A body as the ledger shows it. */
export function ledgerBody(body: Buffer): unknown {
  if (body.length === 0) return null;
  const text = body.toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text.length > 4096 ? `${text.slice(0, 4096)}… (${body.length} bytes)` : text;
  }
}
