import { type Exit, stateOf } from "../model/ending.ts";
import type { Seal } from "../model/run.ts";
import type { Reading } from "./reader.ts";

/** The seal of a run by what its output was read as. */
export const sealOf = (reading: Reading, exit: Exit | null, rest: Pick<Seal, "finished" | "logs">): Seal => ({
  ...stateOf(reading, exit),
  plan: reading.plan,
  problems: [...reading.problems],
  ...rest,
});
