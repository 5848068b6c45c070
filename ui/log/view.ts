import type { FindAnswer, Line } from "../../model/answer/log.ts";
import type { Log, Run } from "../../model/run.ts";
import type { Result } from "../../model/result.ts";
import type { Maybe } from "../ask.ts";

/** A line of a log, and how to show it. */
export interface ShownLine extends Line {
  readonly highlights?: readonly (readonly [number, number])[];
  readonly className?: string;
}

/** Everything that the log viewer shows. */
export interface LogView {
  readonly run: Run;
  readonly log: Log;
  readonly lines: readonly Line[];
  /** Lines above the page, for their colours. */
  readonly before: readonly Line[];
  readonly first: number;
  readonly find: string;
  readonly hits: Maybe<FindAnswer>;
  /** Null: the log is too big to look for them unasked. */
  readonly errors: FindAnswer | null;
  readonly results: readonly Result[];
  readonly wraps: boolean;
}
