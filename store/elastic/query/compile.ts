import { isOk, isNeutral, isRated, type Outcome, OUTCOMES } from "../../../model/outcome.ts";
import type { Flag, Query, TextQuery } from "../../../model/query/ast.ts";
import { simplify } from "../../../model/query/simplify.ts";
import type { Rows } from "../../query/rows.ts";
import { ALL, type Dsl, everyOf, type Filter, someOf, termsOf, written } from "./filter.ts";
import { withResults } from "./join.ts";
import { among, ALWAYS, everyPart, exactly, NEVER, notPart, type Part, somePart } from "./part.ts";
import { HAS_FINDINGS, type Place } from "./place.ts";
import { placesOf } from "./places.ts";
import type { Reading } from "./reading.ts";
import { textFilter } from "./text.ts";

/** A filter on documents of results, or of runs when runs are asked. It passes every document that the query holds for; for findings, every result
    with one that it holds for. Where it is exact, it passes no other. */
export interface Compiled {
  readonly filter: Dsl;
  readonly exact: boolean;
}

export const compile = async (reading: Reading, rows: Rows, query: Query): Promise<Compiled> => {
  const { may, exact } = await withResults(reading, await partOf({ reading, rows }, simplify(query)));
  const filter = rows === "findings" ? everyOf([HAS_FINDINGS, may]) : may;
  return { filter: written(filter), exact };
};

interface Asking {
  readonly reading: Reading;
  readonly rows: Rows;
}

const partOf = async (asking: Asking, query: Query): Promise<Part> => {
  switch (query.kind) {
    case "all":
      return ALWAYS;
    case "none":
    case "series":
      return NEVER;
    case "and":
      return everyPart(
        await each(query.parts, async (part) => withResults(asking.reading, await partOf(asking, part))),
      );
    case "or":
      return somePart(await each(query.parts, (part) => partOf(asking, part)));
    case "not":
      return notPart(await partOf(asking, query.part));
    case "text":
      return textPart(asking.rows, query.text);
    case "field":
      return fieldPart(asking, query.field, (place) => place.passes(asking.reading, query.test));
    case "has":
      return fieldPart(asking, query.field, (place) => place.exists(asking.reading));
    case "is":
      return flagPart(asking.rows, query.flag);
  }
};

/** One after the other: what one has looked up serves the next. */
const each = async (queries: readonly Query[], part: (query: Query) => Promise<Part>): Promise<Part[]> => {
  const parts: Part[] = [];
  for (const query of queries) parts.push(await part(query));
  return parts;
};

const fieldPart = async (
  { rows }: Asking,
  field: Extract<Query, { kind: "field" }>["field"],
  ask: (place: Place) => Promise<Part>,
): Promise<Part> => {
  const { onResult, onRun } = placesOf(rows, field);
  const result = onResult === null ? NEVER : await ask(onResult);
  return rows === "runs" ? ofRunOrResult(onRun === null ? NEVER : await ask(onRun), result) : result;
};

/** A part that holds for a run by itself or by one of its results. */
const ofRunOrResult = (run: Part, result: Part): Part => ({
  ...run,
  exact: run.exact && result.exact,
  byResult: result.may,
  whole: run.whole && result.may.kind === "none",
});

const textPart = (rows: Rows, text: TextQuery): Part => {
  const inFindings = textFilter("finding_grams", text);
  if (rows === "findings") return among(inFindings);
  const own = textFilter("grams", text);
  if (rows === "bare results") return among(own);
  const inResult = among(someOf([own, inFindings]));
  return rows === "runs" ? ofRunOrResult(among(own), inResult) : inResult;
};

const outcomes = (wanted: (outcome: Outcome) => boolean): Filter =>
  termsOf("taskotron.outcome", OUTCOMES.filter(wanted));

const FAILED = exactly(outcomes((outcome) => isRated(outcome) && !isOk(outcome)));

/** Outcomes of what is newly broken, once the others of its series are known. */
const BROKEN = among(outcomes((outcome) => !isOk(outcome) && !isNeutral(outcome)));

const flagPart = (rows: Rows, flag: Flag): Part => {
  switch (flag) {
    case "failed":
      return rows === "runs" ? ofRunOrResult(FAILED, FAILED) : FAILED;
    case "latest":
      return rows === "runs" ? ofRunOrResult(NEVER, among(ALL)) : among(ALL);
    case "new":
      return rows === "runs" ? ofRunOrResult(NEVER, BROKEN) : BROKEN;
    case "flaky":
    case "regression":
    case "waived":
      return NEVER;
  }
};
