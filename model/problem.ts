import Type from "typebox";
import { nullable } from "./schema.ts";

/** Something wrong with what a task printed: the results stay, the run is not ok. */
export const Problem = Type.Object({
  kind: Type.String({ description: "closed list of `PROBLEM_KINDS`" }),
  line: nullable(Type.Integer({ minimum: 1, description: "line of the log, from 1" })),
  message: Type.String(),
});

export type Problem = Type.Static<typeof Problem>;

export const PROBLEM_KINDS = {
  "no-tap": "nothing in the output is TAP",
  "no-plan": "the stream ended without a plan",
  "plan-mismatch": "the plan and the number of points differ",
  "second-plan": "a plan after the first one",
  "after-plan": "a point after the plan's end",
  "broken-yaml": "a YAML block that cannot be read",
  "unterminated-yaml": "a YAML block without its `...`",
  "outcome-mismatch": "the YAML's outcome contradicts ok or not ok",
  "unknown-outcome": "an outcome that is not one of the known words",
  "bad-number": "a test number that does not fit its position",
  "bail-out": "the task gave up",
  "open-subtest": "a subtest that no point closes",
  "subtest-failed": "a point that is ok though its subtest is not",
  "too-long": "a line longer than the parser takes",
  "too-deep": "subtests nested deeper than the parser takes",
  "too-many": "more results, findings or problems than there may be",
  "bad-file": "a results file that cannot be read",
} as const;

export type ProblemKind = keyof typeof PROBLEM_KINDS;
