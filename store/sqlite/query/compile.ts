import type { Query, TextQuery } from "../../../model/query/ast.ts";
import { textLeaf } from "../../log/match/text.ts";
import { allOf, anyOf, FALSE, type Sql, sql, TRUE } from "../sql.ts";
import { flagCondition } from "./flags.ts";
import { type Compiling, holds } from "./place.ts";
import type { Rows } from "../../query/rows.ts";
import { placesOf } from "./places.ts";

/** Compiles a query to a condition on the rows. What is unknown meets no condition, so that a negation holds for it. */
export const compile = (context: Compiling, rows: Rows, query: Query): Sql => {
  switch (query.kind) {
    case "all":
      return TRUE;
    case "none":
    case "series":
      return FALSE;
    case "and":
      return allOf(query.parts.map((part) => compile(context, rows, part)));
    case "or":
      return anyOf(query.parts.map((part) => compile(context, rows, part)));
    case "not":
      return sql`(${compile(context, rows, query.part)}) IS NOT TRUE`;
    case "text":
      return textCondition(context, rows, query.text);
    case "field":
      return anyOf(placesOf(rows, query.field).map((place) => place.passes(context, query.test)));
    case "has":
      return anyOf(placesOf(rows, query.field).map((place) => place.exists));
    case "is":
      return flagCondition(rows, query.flag);
  }
};

const nameOf = (key: Sql): Sql => sql`(SELECT value FROM name WHERE key = ${key})`;
const itemName = (owner: Sql): Sql =>
  sql`(SELECT value FROM name JOIN item ON key = name_key WHERE item.item_key = ${owner}.item_key)`;

const RESULT_TEXTS = [nameOf(sql`r.check_key`), itemName(sql`r`), sql`r.note`];
const FINDING_TEXTS = [sql`f.message`, nameOf(sql`f.tag_key`)];
const RUN_TEXTS = [nameOf(sql`run.task_key`), itemName(sql`run`), sql`run.fault`];

/** Text is looked for in a finding's message and tag; in a result's check, item and note and, unless it is bare, in its findings; for a run also in
    its task, item and fault. */
const textCondition = (context: Compiling, rows: Rows, text: TextQuery): Sql => {
  const matcher = textLeaf(text).test;
  const inFinding = holds(context, matcher, FINDING_TEXTS);
  if (rows === "findings") return inFinding;
  const own = holds(context, matcher, rows === "runs" ? [...RESULT_TEXTS, ...RUN_TEXTS] : RESULT_TEXTS);
  if (rows === "bare results") return own;
  return sql`(${own} OR (r.findings > 0 AND EXISTS (SELECT 1 FROM finding f
    WHERE f.run_key = r.run_key AND f.position = r.position AND ${inFinding})))`;
};
