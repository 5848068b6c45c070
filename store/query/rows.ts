import type { Finding } from "../../model/finding.ts";
import type { Outcome } from "../../model/outcome.ts";
import type { LogRange } from "../../model/result.ts";
import type { State } from "../../model/run.ts";

/** What a query is asked of: a result, with the text of its findings or bare; a finding of a result; a run with one of its results, or none. */
export type Rows = "results" | "bare results" | "findings" | "runs";

/** What the name of an item says. */
export interface ItemRow {
  readonly item: string;
  readonly type: string;
  readonly arch: string;
  readonly package: string;
  readonly nvr: string | null;
  readonly version: string | null;
  readonly release: string | null;
  readonly dist: string | null;
}

/** What conditions ask of a run. Times are epoch milliseconds. */
export interface RunRow extends ItemRow {
  readonly run: string;
  readonly task: string;
  readonly state: State;
  readonly outcome: Outcome | null;
  readonly runner: string | null;
  readonly started: number | null;
  readonly finished: number | null;
  readonly fault: string | null;
}

/** What conditions ask of a result. */
export interface ResultRow extends ItemRow {
  readonly check: string;
  readonly scenario: string | null;
  readonly outcome: Outcome;
  readonly note: string | null;
  /** JSON text. */
  readonly data: string;
  readonly fingerprint: string | null;
  readonly log: LogRange | null;
  readonly duration_ms: number | null;
}

/** One row that a query is asked of. */
export interface Row {
  readonly run: RunRow;
  /** Null for a run that has none. */
  readonly result: ResultRow | null;
  /** All of the result; bare results are not asked for them. */
  readonly findings: readonly Finding[];
  /** The one that is asked, of findings; null of the others. */
  readonly finding: Finding | null;
  /** Names of the run's logs; only runs are asked for them. */
  readonly logs: readonly string[];
  /** What other results decide: whether this one is the newest of its (check, item, type, arch, scenario), and newly broken in its series. */
  readonly latest: boolean;
  readonly new: boolean;
}
