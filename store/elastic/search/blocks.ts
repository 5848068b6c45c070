import type { Block } from "../../log/blocks.ts";
import type { Plan } from "../../log/plan.ts";
import type { Line } from "../../store.ts";

/** A block of a log, the unfinished last one included. */
export interface BlockRef {
  readonly run: string;
  readonly log: string;
  readonly number: number;
}

/** Logs as searches read them. */
export interface SearchedLogs {
  /** Blocks that may hold a matching line, by run, in order of log and number. */
  propose(plan: Plan, runs: readonly string[]): Promise<ReadonlyMap<string, readonly BlockRef[]>>;

  /** The blocks in the order asked for, without those that are gone. */
  read(refs: readonly BlockRef[]): AsyncIterable<Block & Pick<BlockRef, "log">>;

  /** Lines `first` ≤ number < `first` + `count` of a log, as displayed. */
  readLines(
    run: string,
    log: string,
    first: number,
    count: number,
  ): Promise<{ readonly lines: readonly Line[] }>;
}
