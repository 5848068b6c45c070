import type { Query } from "../../../model/query/ast.ts";
import { FIELDS, type FieldName } from "../../../model/query/fields.ts";
import type { Rows } from "../../query/rows.ts";

/** What must be read besides documents of results to decide a query for them, or for runs besides those of runs. */
export interface Needs {
  /** Any result of a run. */
  readonly results: boolean;
  /** Fields of a result's run. */
  readonly runs: boolean;
  readonly findings: boolean;
  readonly logs: boolean;
  readonly latest: boolean;
  readonly new: boolean;
}

export const needsOf = (rows: Rows, query: Query): Needs => {
  const parts = leavesOf(query);
  const asks = (wanted: (part: Query) => boolean): boolean => parts.some(wanted);
  return {
    results: asks((part) => part.kind === "text" || part.kind === "is" || !isOfRunAlone(part)),
    runs: asks(isOfRun),
    findings: rows !== "bare results" && asks((part) => part.kind === "text" || homeOf(part) === "finding"),
    logs: rows === "runs" && asks((part) => fieldOf(part) === "log"),
    latest: asks((part) => part.kind === "is" && part.flag === "latest"),
    new: asks((part) => part.kind === "is" && part.flag === "new"),
  };
};

const leavesOf = (query: Query): readonly Query[] => {
  if (query.kind === "and" || query.kind === "or") return query.parts.flatMap(leavesOf);
  return query.kind === "not" ? leavesOf(query.part) : [query];
};

const fieldOf = (part: Query): string | null =>
  part.kind === "field" || part.kind === "has" ? part.field : null;

const homeOf = (part: Query): string | null => {
  const field = fieldOf(part);
  return field !== null && Object.hasOwn(FIELDS, field) ? FIELDS[field as FieldName].home : null;
};

const isOfRun = (part: Query): boolean => homeOf(part) === "run";

const isOfRunAlone = (part: Query): boolean =>
  part.kind === "all" || part.kind === "none" || part.kind === "series" || isOfRun(part);
