import type { Query } from "./ast.ts";

/** Whether some part of the query is text. */
export const hasText = (query: Query): boolean => {
  switch (query.kind) {
    case "text":
      return true;
    case "and":
    case "or":
      return query.parts.some(hasText);
    case "not":
      return hasText(query.part);
    default:
      return false;
  }
};

/** What remains when text may be anything: it holds wherever the query holds, and says nothing of text. */
export const fieldsOnly = (query: Query): Query => simplify(openText(query, true));

const openText = (query: Query, holds: boolean): Query => {
  switch (query.kind) {
    case "text":
      return { kind: holds ? "all" : "none" };
    case "and":
    case "or":
      return { kind: query.kind, parts: query.parts.map((part) => openText(part, holds)) };
    case "not":
      return { kind: "not", part: openText(query.part, !holds) };
    default:
      return query;
  }
};

/** An equal query without what adds nothing: nested lists of one kind, `all` and `none` inside, double negations, repeated parts. */
export const simplify = (query: Query): Query => {
  switch (query.kind) {
    case "and":
      return joined("and", query.parts);
    case "or":
      return joined("or", query.parts);
    case "not":
      return negated(simplify(query.part));
    default:
      return query;
  }
};

const negated = (part: Query): Query => {
  if (part.kind === "all") return { kind: "none" };
  if (part.kind === "none") return { kind: "all" };
  return part.kind === "not" ? part.part : { kind: "not", part };
};

/** `all` adds nothing to an `and` and decides an `or`; `none` the other way round. */
const joined = (kind: "and" | "or", parts: readonly Query[]): Query => {
  const [empty, deciding] = kind === "and" ? (["all", "none"] as const) : (["none", "all"] as const);
  const kept = new Map<string, Query>();
  for (const part of parts.map(simplify).flatMap((part) => (part.kind === kind ? part.parts : [part]))) {
    if (part.kind === deciding) return { kind: deciding };
    if (part.kind !== empty && !kept.has(keyOf(part))) kept.set(keyOf(part), part);
  }
  const [first, ...more] = kept.values();
  if (first === undefined) return { kind: empty };
  return more.length === 0 ? first : { kind, parts: [first, ...more] };
};

/** Text that two queries share exactly when they ask the same, wherever they stand. */
export const keyOf = (query: Query): string =>
  JSON.stringify(query, (key, value: unknown) => (key === "span" ? undefined : value));
