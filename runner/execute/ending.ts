import type { Reading } from "../../ingest/reader.ts";
import { type Ending, stateOf } from "../../model/ending.ts";
import { AppError, type ErrorCode } from "../../model/errors.ts";
import type { ProgramEnd } from "./process.ts";

/** A reason to abort a run that says how it ends; any other reason makes it ABORTED, `interrupted`. */
export class Interruption extends Error {
  readonly ending: Ending;

  constructor(ending: Ending) {
    super(ending.fault ?? ending.state);
    this.name = "Interruption";
    this.ending = ending;
  }
}

export const interruptedBy = (reason: unknown): Ending =>
  reason instanceof Interruption ? reason.ending : { state: "ABORTED", fault: "interrupted" };

/** What came of a task's steps. */
export interface StepsEnd {
  /** Of the last step that ran. */
  readonly end: ProgramEnd;
  /** The exit code that the formula gives the run by its `exitcode` steps; null for none. */
  readonly exitCode: number | null;
  /** Name of the last step that ran. */
  readonly step: string;
  /** What kept the steps from going on: an error of the runner, or none. */
  readonly error: Error | null;
  /** The last line on stderr. */
  readonly lastWords: string;
}

/** The shell's exit code for a program that it does not find. */
const NOT_FOUND = 127;

/** How a run ends that nobody interrupted: what kept the steps from going on goes before what the task printed. */
export const endingOf = ({ end, step, error, lastWords }: StepsEnd, reading: Reading): Ending => {
  if (error !== null) return endingOfError(error);
  const ending = stateOf(reading, end);
  if (ending.state !== "CRASHED" || end.exitCode !== NOT_FOUND) return ending;
  return {
    state: "ABORTED",
    fault: oneLine(`step "${step}" needs a program that is not installed: ${lastWords}`),
  };
};

/** Errors that are not the task's doing. */
const ABORTING: readonly ErrorCode[] = [
  "missing-tool",
  "disk-full",
  "network",
  "busy",
  "environment",
  "forbidden",
  "setting",
];

/** How a run ends that an error of the runner kept from going on, or from beginning. */
export const endingOfError = (error: unknown): Ending => ({
  state: !(error instanceof AppError) || ABORTING.includes(error.code) ? "ABORTED" : "CRASHED",
  fault: oneLine(error instanceof Error ? error.message : String(error)),
});

const oneLine = (text: string): string => text.replace(/\s+/g, " ").slice(0, 500);
