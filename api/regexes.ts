import { RE2JS } from "re2js";
import { AppError } from "../model/errors.ts";
import type { Query, Span } from "../model/query/ast.ts";
import type { Warning } from "../model/query/parsed.ts";

/** Why a regular expression cannot be read, in the words of RE2; null for one that can be. */
const faultOf = (source: string): string | null => {
  try {
    RE2JS.compile(source);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** Throws `bad-query` for a regular expression that cannot be read. */
export const requireRegex = (source: string): void => {
  const fault = faultOf(source);
  if (fault !== null)
    throw new AppError("bad-query", `q is no regular expression: ${fault}`, { parameter: "q" });
};

/** Warnings about the regular expressions of a query that cannot be read. */
export const regexWarnings = (query: Query): Warning[] => {
  switch (query.kind) {
    case "and":
    case "or":
      return query.parts.flatMap(regexWarnings);
    case "not":
      return regexWarnings(query.part);
    case "text":
      return query.text.kind === "regex" ? warningsOf(query.text.source, query.span) : [];
    case "field":
      return query.test.kind === "regex" ? warningsOf(query.test.source, query.span) : [];
    default:
      return [];
  }
};

const warningsOf = (source: string, { start, end }: Span): Warning[] => {
  const fault = faultOf(source);
  return fault === null ? [] : [{ message: `the regular expression cannot be read: ${fault}`, start, end }];
};
