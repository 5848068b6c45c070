import Type from "typebox";
import { OUTCOMES } from "./outcome.ts";
import { nullable, oneOf, Time, Uuid } from "./schema.ts";

/** Where a search looks. */
export const SCOPES = ["results", "findings", "log", "all"] as const;

export type Scope = (typeof SCOPES)[number];

/** One thing that a search found. `highlights` are [start, end) in UTF-16 units of `text`, ascending, not overlapping. */
export const Hit = Type.Object({
  kind: oneOf(["result", "finding", "log"]),
  run: Uuid,
  position: nullable(Type.Integer({ minimum: 1, description: "of the result, for results and findings" })),
  log: nullable(Type.String({ description: "name of the log, for log lines" })),
  line: nullable(Type.Integer({ minimum: 1, description: "line of the log, from 1" })),
  text: Type.String(),
  highlights: Type.Array(Type.Tuple([Type.Integer(), Type.Integer()])),
  package: Type.String(),
  item: Type.String(),
  check: Type.String(),
  arch: Type.String(),
  outcome: nullable(oneOf(OUTCOMES)),
  started: Time,
  generated: Type.Boolean(),
});

export type Hit = Type.Static<typeof Hit>;

/** How much of everything a search concerns: "in 14 of 2,310 runs, 9 of 61 failed ones". */
export const Impact = Type.Object({
  runs: Type.Integer(),
  runs_total: Type.Integer(),
  failed_runs: Type.Integer(),
  failed_runs_total: Type.Integer(),
  packages: Type.Integer(),
  checks: Type.Integer(),
  last: nullable(Time),
  exact: Type.Boolean({ description: "false: at least this many; the time limit ended the count" }),
});

export type Impact = Type.Static<typeof Impact>;
