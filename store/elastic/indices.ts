/** Kinds of index that are partitioned by the month in which their run was created, so that a month whose runs are gone is deleted by its indices. */
export const PARTITIONED = ["runs", "results", "findings", "logs", "blocks", "artifacts", "totals"] as const;

/** Kinds that are one index each: `directory` says in which month a run is, `latest` has the newest result of each series; then tokens, the audit trail and the store's own version. */
export const SINGLE = ["directory", "latest", "tokens", "audit", "meta"] as const;

export type Partitioned = (typeof PARTITIONED)[number];

export type Single = (typeof SINGLE)[number];

export const isPartitioned = (kind: Partitioned | Single): kind is Partitioned =>
  (PARTITIONED as readonly string[]).includes(kind);

/** Names of the store's indices, all with its prefix. */
export class Indices {
  readonly prefix: string;

  constructor(prefix: string) {
    this.prefix = prefix;
  }

  /** The index of one month, `2024.03`. */
  of(kind: Partitioned, month: string): string {
    return `${this.prefix}-${kind}-${month}`;
  }

  /** The alias that all months of a kind are behind. */
  all(kind: Partitioned): string {
    return `${this.prefix}-${kind}`;
  }

  single(kind: Single): string {
    return `${this.prefix}-${kind}`;
  }

  /** Every index of a kind, whether there are any or none. */
  pattern(kind: Partitioned | Single): string {
    return isPartitioned(kind) ? `${this.prefix}-${kind}-*` : this.single(kind);
  }

  template(kind: Partitioned | Single): string {
    return `${this.prefix}-${kind}`;
  }
}

/** The month that a run's creation lies in, UTC: `2024.03`. */
export const monthOf = (created: number): string =>
  new Date(created).toISOString().slice(0, 7).replace("-", ".");
