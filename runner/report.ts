import type { Reading } from "../ingest/reader.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Problem } from "../model/problem.ts";
import type { ResultInput } from "../model/result.ts";
import type { FinalState, RunInput, Seal } from "../model/run.ts";
import { verdict } from "../model/verdict.ts";

/** What came of a run. */
export interface RunReport {
  readonly uuid: string;
  readonly task: string;
  readonly state: FinalState;
  readonly outcome: Outcome | null;
  readonly ok: boolean;
  /** Why it did not finish. */
  readonly fault: string | null;
  readonly exit_code: number | null;
  readonly duration_ms: number;
  readonly results: readonly ResultInput[];
  readonly problems: readonly Problem[];
  readonly logs: Seal["logs"];
  readonly run: RunInput;
  readonly seal: Seal;
  /** True when the server has acknowledged all of it; false without a server, and when the spool had to be kept. */
  readonly shipped: boolean;
}

interface Ended {
  readonly run: RunInput;
  readonly seal: Seal;
  readonly reading: Reading;
  readonly results: readonly ResultInput[];
  readonly duration_ms: number;
  readonly shipped: boolean;
}

export const reportOf = ({ run, seal, reading, results, duration_ms, shipped }: Ended): RunReport => ({
  uuid: run.uuid,
  task: run.task,
  state: seal.state,
  ...verdict(
    seal,
    results.map(({ outcome }) => outcome),
  ),
  fault: seal.fault ?? null,
  exit_code: seal.exit_code ?? null,
  duration_ms,
  results,
  problems: reading.problems,
  logs: seal.logs,
  run,
  seal,
  shipped,
});

/** What reporting would send, as plain data in the order of sending; the logs by length and hash. */
export const dryReport = ({ run, results, seal }: RunReport): Readonly<Record<string, unknown>> => ({
  run,
  results,
  seal,
});
