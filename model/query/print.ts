import type { Query, SeriesTest, TextQuery, ValueTest } from "./ast.ts";
import type { Parsed } from "./parsed.ts";

/** A query in its plain form: its text parses to an equal query. */
export const printQuery = (parsed: Parsed): string => parsed.typed ?? printPlain(parsed);

/** A query written anew from what it means. */
export const printPlain = ({
  query,
  scope,
  near,
  runs,
}: Omit<Parsed, "pills" | "warnings" | "typed">): string =>
  [
    query.kind === "all" ? "" : print(query),
    scope === null ? "" : `in:${scope}`,
    near === 0 ? "" : `near:${near}`,
    runs === null ? "" : `runs:${runs}`,
  ]
    .filter((part) => part !== "")
    .join(" ");

const print = (query: Query): string => {
  switch (query.kind) {
    case "all":
      return "*";
    case "none":
      return "-(*)";
    case "text":
      return printText(query.text);
    case "field":
      return `${query.field}:${printTest(query.test)}`;
    case "has":
      return `has:${query.field}`;
    case "is":
      return `is:${query.flag}`;
    case "series":
      return printSeries(query.test);
    case "not":
      return printNot(query.part);
    case "and":
      return query.parts.map(grouped).join(" ");
    case "or":
      return (
        printList(query.parts) ??
        query.parts.map((part) => (part.kind === "or" ? grouped(part) : print(part))).join(" OR ")
      );
  }
};

/** In parentheses where the query is a list. */
const grouped = (query: Query): string => {
  const isList = query.kind === "and" || (query.kind === "or" && printList(query.parts) === null);
  return isList ? `(${print(query)})` : print(query);
};

const printNot = (part: Query): string => {
  if (part.kind === "has") return `no:${part.field}`;
  return part.kind === "not" && part.part.kind !== "has" ? `-(${print(part)})` : `-${grouped(part)}`;
};

/** The parts, where all are tests of one field; null for any others. */
export const listedField = (parts: readonly Query[]): readonly FieldQuery[] | null => {
  const fields = parts.flatMap((part) => (part.kind === "field" ? [part] : []));
  const isOne = fields.length === parts.length && fields.every(({ field }) => field === fields[0]?.field);
  return isOne ? fields : null;
};

type FieldQuery = Extract<Query, { kind: "field" }>;

const printList = (parts: readonly Query[]): string | null => {
  const fields = listedField(parts);
  return fields && `${fields[0]?.field}:${fields.map(({ test }) => printTest(test)).join(",")}`;
};

const printText = (text: TextQuery): string => {
  switch (text.kind) {
    case "word":
      return text.word;
    case "glob":
      return text.pattern;
    case "phrase":
      return quote(text.phrase);
    case "regex":
      return printRegex(text);
  }
};

export const printTest = (test: ValueTest): string => {
  switch (test.kind) {
    case "equals":
      return SIMPLE.test(test.value) && !test.value.includes("..") ? test.value : quote(test.value);
    case "glob":
      return test.pattern;
    case "regex":
      return printRegex(test);
    case "range":
      if (test.to === null && test.includesFrom && test.from?.startsWith("-") === true) return test.from;
      if (test.to === null) return `>${test.includesFrom ? "=" : ""}${test.from ?? ""}`;
      if (test.from === null) return `<${test.includesTo ? "=" : ""}${test.to}`;
      return `${test.from}..${test.to}`;
  }
};

/** Values that need no quotes. */
const SIMPLE = /^[\p{L}\p{N}_][\p{L}\p{N}_.+~^%@:#/-]*$/u;

const quote = (text: string): string => `"${text.replace(/"|\\(?=["\\]|$)/g, "\\$&")}"`;

const printRegex = ({
  source,
  ignoreCase,
}: {
  readonly source: string;
  readonly ignoreCase: boolean;
}): string => `/${source}/${ignoreCase ? "i" : ""}`;

export const printSeries = (test: SeriesTest): string => {
  if (test.kind === "seq") return `seq(${test.outcomes.join(" ")})`;
  return test.kind === "last" ? `last(${print(test.part)})` : `count${test.op}${test.n}(${print(test.part)})`;
};
