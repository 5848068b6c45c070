import type { Query } from "../../model/query/ast.ts";
import { FIELDS, type FieldName } from "../../model/query/fields.ts";

const parts = (query: Query): readonly Query[] => {
  if (query.kind === "and" || query.kind === "or") return query.parts;
  return query.kind === "not" ? [query.part] : [];
};

/** Whether some part of the query, at any depth, is as wanted. */
const somePart = (query: Query, wanted: (part: Query) => boolean): boolean =>
  wanted(query) || parts(query).some((part) => somePart(part, wanted));

type Field = Extract<Query, { kind: "field" | "has" }>;

const isData = (part: Field): boolean => part.field.startsWith("data.");

const fieldOf = (part: Field): (typeof FIELDS)[FieldName] => FIELDS[part.field as FieldName];

/** Whether a part is decided by looking into texts or data, row by row. */
const isSlow = (part: Query): boolean =>
  part.kind === "text" || (part.kind === "field" && (isData(part) || fieldOf(part).kind === "text"));

/** Whether a part is decided by each finding or line, not by the run and its results. */
const isOfParts = (part: Query): boolean =>
  (part.kind === "field" || part.kind === "has") &&
  !isData(part) &&
  (fieldOf(part).home === "finding" || fieldOf(part).home === "line");

/** Whether a part is decided by each log line: by its number or the name of its log. */
export const isOfLine = (part: Query): boolean =>
  (part.kind === "field" || part.kind === "has") && (part.field === "log" || part.field === "line");

/** The query with all but its text left open. */
export const textAlone = (query: Query): Query =>
  opened(query, ({ kind }) => kind === "field" || kind === "has" || kind === "is" || kind === "series", true);

/** The query with its text left open. */
export const withoutText = (query: Query): Query => opened(query, ({ kind }) => kind === "text", true);

/** The query with the number and log of lines left open. */
export const withoutLineFields = (query: Query): Query => opened(query, isOfLine, true);

/** Whether rows must be read one by one to decide. */
export const needsScan = (query: Query): boolean => somePart(query, isSlow);

/** The query with what needs a scan left open: it holds for every row that the whole query holds for, and for others. */
export const withoutScan = (query: Query): Query => opened(query, isSlow, true);

/** The query with all that is decided by findings and lines left open, too. */
export const ofRunsAlone = (query: Query): Query =>
  opened(query, (part) => isSlow(part) || isOfParts(part), true);

/** The query with all left open that its results may decide otherwise than their run: it holds for every run with a hit. */
export const ofSearchedRuns = (query: Query): Query =>
  opened(query, (part, holds) => isSlow(part) || isOfParts(part) || (!holds && isOfResults(part)), true);

/** Whether results have a value for the part that may be another one than that of their run. */
const isOfResults = (part: Query): boolean =>
  part.kind === "is" ||
  ((part.kind === "field" || part.kind === "has") && !isData(part) && fieldOf(part).home === "result");

/** `holds` tells whether what is open in that place counts as true, so that the whole holds for more. */
const opened = (query: Query, isOpen: (part: Query, holds: boolean) => boolean, holds: boolean): Query => {
  if (isOpen(query, holds)) return { kind: holds ? "all" : "none" };
  if (query.kind === "not") return { kind: "not", part: opened(query.part, isOpen, !holds) };
  if (query.kind !== "and" && query.kind !== "or") return query;
  return { kind: query.kind, parts: query.parts.map((part) => opened(part, isOpen, holds)) };
};

/** Whether the query speaks of findings: by text or by one of their fields. */
export const concernsFindings = (query: Query): boolean => concerns(query, "finding");

/** Whether the query speaks of log lines: by text or by one of their fields. */
export const concernsLines = (query: Query): boolean => concerns(query, "line");

const concerns = (query: Query, home: "finding" | "line"): boolean =>
  somePart(
    query,
    (part) => part.kind === "text" || (isOfParts(part) && fieldOf(part as Field).home === home),
  );
