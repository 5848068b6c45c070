import type { Problem } from "./problem.ts";
import type { FinalState } from "./run.ts";

/** The state that a run ends in, and in one line why it did not finish. */
export interface Ending {
  readonly state: FinalState;
  readonly fault: string | null;
}

/** How the program ended that printed an output. */
export interface Exit {
  readonly signal: string | null;
  /** The limit that ended it. */
  readonly limit: string | null;
}

/** What the output says of its run. */
interface Told {
  readonly bailout: string | null;
  readonly problems: readonly Problem[];
}

/** Ends a run by what was printed and how the program ended; null for an output that came without its program. What was done to
    the program goes before what it says of itself; an output without any answer is a crash, whatever the exit code. */
export const stateOf = ({ bailout, problems }: Told, exit: Exit | null): Ending => {
  if (exit !== null && exit.limit !== null)
    return { state: "ABORTED", fault: `the ${exit.limit} limit was reached` };
  if (bailout !== null) return { state: "ABORTED", fault: bailout || "the task gave up" };
  if (exit !== null && exit.signal !== null)
    return { state: "CRASHED", fault: `the task was ended by ${exit.signal}` };
  const unread = problems.find(({ kind }) => kind === "no-tap" || kind === "bad-file");
  return unread ? { state: "CRASHED", fault: unread.message } : { state: "FINISHED", fault: null };
};
