import type { Reading } from "../ingest/reader.ts";
import { AppError } from "../model/errors.ts";
import type { FinalState } from "../model/run.ts";
import type { ProgramEnd } from "./process.ts";

/** The state that a run ends in, and in one line why it did not finish. */
export interface Ending {
  readonly state: FinalState;
  readonly fault: string | null;
}

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
  /** Its name. */
  readonly step: string;
  /** What kept the steps from going on: an error of the runner, or none. */
  readonly error: Error | null;
  /** The last line on stderr. */
  readonly lastWords: string;
}

/** The shell's exit code for a program that it does not find. */
const NOT_FOUND = 127;

/** How a run ends that nobody interrupted: what the runner did to it goes before what the task says of itself. */
export const endingOf = ({ end, step, error, lastWords }: StepsEnd, reading: Reading): Ending => {
  if (end.limit !== null)
    return { state: "ABORTED", fault: `the ${end.limit} limit was reached in step "${step}"` };
  if (error !== null)
    return { state: isAborting(error) ? "ABORTED" : "CRASHED", fault: oneLine(error.message) };
  if (reading.bailout !== null) return { state: "ABORTED", fault: reading.bailout || "the task gave up" };
  const seen = reading.results > 0 || reading.plan !== null;
  if (!seen && end.exitCode === NOT_FOUND)
    return {
      state: "ABORTED",
      fault: `a program that step "${step}" needs is not installed: ${lastWords || "exit code 127"}`,
    };
  if (end.signal !== null) return { state: "CRASHED", fault: `step "${step}" was ended by ${end.signal}` };
  if (!seen)
    return { state: "CRASHED", fault: `the task printed no TAP (exit code ${end.exitCode ?? "none"})` };
  return { state: "FINISHED", fault: null };
};

/** Errors that are not the task's doing: a missing tool, a full disk. */
const isAborting = (error: Error): boolean =>
  !(error instanceof AppError) || error.code === "missing-tool" || error.code === "disk-full";

const oneLine = (text: string): string => text.replace(/\s+/g, " ").slice(0, 500);
