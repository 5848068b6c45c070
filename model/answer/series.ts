import Type from "typebox";
import { RatedCounts } from "../counts.ts";
import { OUTCOMES } from "../outcome.ts";
import { nullable, oneOf, Time, Uuid } from "../schema.ts";

/** A result in a history: enough for a cell of a strip. */
export const Brief = Type.Object({
  run: Uuid,
  position: Type.Integer(),
  item: Type.String(),
  outcome: oneOf(OUTCOMES),
  note: nullable(Type.String()),
  submit_time: Time,
  generated: Type.Boolean(),
});

export type Brief = Type.Static<typeof Brief>;

/** One series (check, package, type, arch, scenario) at a glance. */
export const SeriesAnswer = Type.Object({
  check: Type.String(),
  package: Type.String(),
  type: Type.String(),
  arch: Type.String(),
  scenario: nullable(Type.String()),
  latest: Brief,
  since: nullable(
    Brief,
    "the first of the unbroken row of ok, or not ok, results that ends with the latest; null when it reaches beyond the window",
  ),
  history: Type.Array(Brief, { description: "oldest to newest, the last `HISTORY` of them" }),
  counts: RatedCounts,
});

export type SeriesAnswer = Type.Static<typeof SeriesAnswer>;

/** Results of a series that a history shows. */
export const HISTORY = 20;
