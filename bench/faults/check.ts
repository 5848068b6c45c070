import { createHash } from "node:crypto";
import type { Result } from "../../model/result.ts";
import type { Run } from "../../model/run.ts";
import { LIMITS } from "../../model/limits.ts";
import { numberIn, printedBy } from "./load.ts";

/** What the store answers of a run. */
export interface Stored {
  readonly run: Run;
  readonly results: readonly Result[];
  /** The bytes of its `output.log`; null where it has none. */
  readonly log: Uint8Array | null;
}

/** What is wrong with a run, one sentence each. */
export const faultsOf = ({ run, results, log }: Stored): string[] => [
  ...stateFaults(run),
  ...logFaults(run, log),
  ...resultFaults(run, results, log),
];

const stateFaults = (run: Run): string[] =>
  run.state === "FINISHED" || run.state === "CRASHED" ? [] : [`ended as ${run.state} (${run.fault ?? ""})`];

const logFaults = (run: Run, log: Uint8Array | null): string[] => {
  const known = run.logs.find(({ name }) => name === "output.log");
  if (log === null || known === undefined) return run.state === "FINISHED" ? ["finished without a log"] : [];
  const text = Buffer.from(log).toString();
  const expected = printedBy(numberIn(run.item)).text;
  const faults: string[] = [];
  if (createHash("sha256").update(log).digest("hex") !== known.sha256)
    faults.push("another sha256 than sealed");
  if (log.length !== known.bytes) faults.push(`${log.length} bytes for ${known.bytes}`);
  if (!expected.startsWith(text)) faults.push("bytes that its task did not print");
  if (run.state === "FINISHED" && text !== expected)
    faults.push(`finished with ${text.length} of ${expected.length} bytes`);
  return faults;
};

const resultFaults = (run: Run, results: readonly Result[], log: Uint8Array | null): string[] => {
  const { outcomes } = printedBy(numberIn(run.item));
  const printed = (
    Buffer.from(log ?? "")
      .toString()
      .match(/^(?:not )?ok \d+ - .*\n/gm) ?? []
  ).length;
  const faults: string[] = [];
  const positions = results.map(({ position }) => position).sort((a, b) => a - b);
  if (new Set(positions).size !== positions.length) faults.push("a result twice");
  for (const { position, outcome } of results)
    if (outcome !== outcomes[position - 1]) faults.push(`result ${position} is ${outcome}`);
  if (results.length !== run.results) faults.push(`${results.length} results for ${run.results}`);
  if (results.length > printed) faults.push(`${results.length} results of ${printed} printed ones`);
  if (run.state === "FINISHED" && results.length !== outcomes.length)
    faults.push(`finished with ${results.length} of ${outcomes.length} results`);
  return faults;
};

/** What is wrong with all executions of one wish together: it must have been finished once, or tried as often as is allowed. */
export const wishFaults = (n: number, runs: readonly Run[]): string[] => {
  if (runs.length === 0) return [`wish ${n} has no run`];
  const finished = runs.filter(({ state }) => state === "FINISHED").length;
  // who runs by hand starts anew, also when it was killed only after its seal
  const byHand = runs.some(({ wish }) => wish === null);
  if (finished > 1 && !byHand) return [`wish ${n} was finished ${finished} times`];
  const attempts = Math.max(...runs.map(({ attempt }) => attempt));
  return finished > 0 || attempts >= LIMITS.attempts
    ? []
    : [`wish ${n} was given up after ${attempts} attempts`];
};
