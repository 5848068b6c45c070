import type { Query } from "./ast.ts";
import type { Pill } from "./parsed.ts";
import { isLong, type Read } from "./paste.ts";
import { listedField, printSeries, printTest } from "./print.ts";

/** One pill for each condition and setting, in the order of the text. `lines` are those that are looked for as typed. */
export const pillsOf = (read: Read, lines: readonly string[]): Pill[] => {
  const typed = lines.map((value) => ({
    label: "as typed",
    value,
    negated: false,
    start: 0,
    end: read.text.length,
  }));
  const conditions = lines.length > 0 && isLong(read.text) ? [] : conditionPills(read.query, false);
  return [...[...conditions, ...settingPills(read)].sort((a, b) => a.start - b.start), ...typed];
};

const conditionPills = (query: Query, negated: boolean): Pill[] => {
  switch (query.kind) {
    case "all":
    case "none":
      return [];
    case "not":
      return conditionPills(query.part, !negated);
    case "and":
    case "or":
      return listPill(query, negated) ?? query.parts.flatMap((part) => conditionPills(part, negated));
    default:
      return [{ ...describe(query), negated, ...query.span }];
  }
};

/** Values of one field, either of which will do, are one pill. */
const listPill = (query: Extract<Query, { kind: "and" | "or" }>, negated: boolean): Pill[] | null => {
  const fields = query.kind === "or" ? listedField(query.parts) : null;
  const [first] = fields ?? [];
  if (fields === null || first === undefined) return null;
  const value = fields.map(({ test }) => printTest(test)).join(", ");
  return [{ label: first.field, value, negated, start: first.span.start, end: fields.at(-1)!.span.end }];
};

type Leaf = Exclude<Query, { kind: "all" | "none" | "not" | "and" | "or" }>;

const describe = (leaf: Leaf): Pick<Pill, "label" | "value"> => {
  switch (leaf.kind) {
    case "text":
      return describeText(leaf.text);
    case "field":
      return { label: leaf.field, value: printTest(leaf.test) };
    case "has":
      return { label: "has", value: leaf.field };
    case "is":
      return { label: "is", value: leaf.flag };
    case "series":
      return { label: "series", value: printSeries(leaf.test) };
  }
};

const describeText = (text: Extract<Leaf, { kind: "text" }>["text"]): Pick<Pill, "label" | "value"> => {
  switch (text.kind) {
    case "word":
      return { label: "word", value: text.word };
    case "glob":
      return { label: "pattern", value: text.pattern };
    case "phrase":
      return { label: "phrase", value: text.phrase };
    case "regex":
      return { label: text.ignoreCase ? "regex, any case" : "regex", value: text.source };
  }
};

const settingPills = ({ tokens }: Read): Pill[] =>
  tokens.flatMap((token) => {
    if (token.kind !== "setting") return [];
    const [set] = Object.entries(token.set) as [string, string | number][];
    if (set === undefined) return [];
    return [
      {
        label: set[0] === "scope" ? "in" : set[0],
        value: String(set[1]),
        negated: false,
        start: token.start,
        end: token.end,
      },
    ];
  });
