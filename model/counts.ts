import Type from "typebox";
import { isOk, isRated, type Outcome, OUTCOMES } from "./outcome.ts";
import { nullable } from "./schema.ts";
import { wilson } from "./wilson.ts";

/** How many results had each outcome. */
export const Counts = Type.Object({
  n: Type.Integer({ description: "all results" }),
  passed: Type.Integer(),
  info: Type.Integer(),
  failed: Type.Integer(),
  needs_inspection: Type.Integer(),
  aborted: Type.Integer(),
  crashed: Type.Integer(),
  skipped: Type.Integer(),
  todo: Type.Integer(),
});

export type Counts = Type.Static<typeof Counts>;

/** Counts with the pass rate they give and its 95 % interval; null where no result is rated. */
export const RatedCounts = Type.Intersect([
  Counts,
  Type.Object({ rate: nullable(Type.Number()), low: nullable(Type.Number()), high: nullable(Type.Number()) }),
]);

export type RatedCounts = Type.Static<typeof RatedCounts>;

export type CountName = Exclude<keyof Counts, "n">;

export const countName = (outcome: Outcome): CountName => outcome.toLowerCase() as CountName;

export const noCounts = (): Counts => ({
  n: 0,
  passed: 0,
  info: 0,
  failed: 0,
  needs_inspection: 0,
  aborted: 0,
  crashed: 0,
  skipped: 0,
  todo: 0,
});

const sum = (counts: Counts, wanted: (outcome: Outcome) => boolean): number =>
  OUTCOMES.filter(wanted).reduce((total, outcome) => total + counts[countName(outcome)], 0);

/** Adds the pass rate: (PASSED + INFO) / (PASSED + INFO + FAILED + NEEDS_INSPECTION), as a fraction. */
export const rated = (counts: Counts): RatedCounts => {
  const interval = wilson(sum(counts, isOk), sum(counts, isRated));
  return {
    ...counts,
    rate: interval?.rate ?? null,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
  };
};
