import { isOk, isRated, type Outcome } from "../../model/outcome.ts";
import type { Flag, Query, TextQuery } from "../../model/query/ast.ts";
import { textLeaf } from "../log/match/text.ts";
import { placesOf } from "./places.ts";
import type { Row, Rows } from "./rows.ts";

/** Decides whether a query holds for rows of one kind. What a row has no value for meets no condition, so that a negation holds for it. `now` is
    what relative times count from, epoch milliseconds. */
export const judge = (rows: Rows, query: Query, now: number): ((row: Row) => boolean) => {
  switch (query.kind) {
    case "all":
      return () => true;
    case "none":
    case "series":
      return () => false;
    case "and": {
      const parts = query.parts.map((part) => judge(rows, part, now));
      return (row) => parts.every((holds) => holds(row));
    }
    case "or": {
      const parts = query.parts.map((part) => judge(rows, part, now));
      return (row) => parts.some((holds) => holds(row));
    }
    case "not": {
      const holds = judge(rows, query.part, now);
      return (row) => !holds(row);
    }
    case "text":
      return textTest(rows, query.text);
    case "field": {
      const tests = placesOf(rows, query.field).map((place) => place.passes(query.test, now));
      return (row) => tests.some((passes) => passes(row));
    }
    case "has": {
      const places = placesOf(rows, query.field);
      return (row) => places.some(({ exists }) => exists(row));
    }
    case "is":
      return flagTest(rows, query.flag);
  }
};

/** Text is looked for in a finding's message and tag; in a result's check, item and note and, unless it is bare, in its findings; for a run also in
    its task, item and fault. */
const textTest = (rows: Rows, text: TextQuery): ((row: Row) => boolean) => {
  const { test } = textLeaf(text);
  const holds = (value: string | null | undefined): boolean =>
    value !== null && value !== undefined && test(value);
  const inFinding = (finding: Row["finding"]): boolean => holds(finding?.message) || holds(finding?.tag);
  if (rows === "findings") return ({ finding }) => inFinding(finding);
  const inResult = ({ result }: Row): boolean => [result?.check, result?.item, result?.note].some(holds);
  if (rows === "bare results") return inResult;
  const inRun = ({ run }: Row): boolean => [run.task, run.item, run.fault].some(holds);
  return (row) => inResult(row) || (rows === "runs" && inRun(row)) || row.findings.some(inFinding);
};

const isFailed = (outcome: Outcome | null | undefined): boolean =>
  outcome !== null && outcome !== undefined && isRated(outcome) && !isOk(outcome);

/** A run has a flag when its own outcome has it, or one of its results. */
const flagTest = (rows: Rows, flag: Flag): ((row: Row) => boolean) => {
  switch (flag) {
    case "failed":
      return ({ run, result }) => isFailed(result?.outcome) || (rows === "runs" && isFailed(run.outcome));
    case "latest":
      return (row) => row.latest;
    case "new":
      return (row) => row.new;
    case "flaky":
    case "regression":
    case "waived":
      return () => false;
  }
};
