import type { FoundRun } from "../runs/runs.ts";

/** A log, and the month in whose indices it is. */
export interface LogKey {
  readonly month: string;
  readonly run: string;
  readonly log: string;
}

export const keyOf = ({ month, fields }: Pick<FoundRun, "month" | "fields">, log: string): LogKey => ({
  month,
  run: fields.run,
  log,
});

export const headId = ({ run, log }: Omit<LogKey, "month">): string => `${run}/${log}`;

export const blockId = (key: Omit<LogKey, "month">, number: number): string => `${headId(key)}/${number}`;

/** A block of a log, the unfinished last one included. */
export interface BlockRef {
  readonly run: string;
  readonly log: string;
  readonly number: number;
}
