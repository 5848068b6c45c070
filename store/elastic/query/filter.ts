import type { estypes } from "@elastic/elasticsearch";

export type Dsl = NonNullable<estypes.SearchRequest["query"]>;

/** A filter before it is written down: what is always or never true is known, and terms of one field can be joined. */
export type Filter =
  | { readonly kind: "all" | "none" }
  | { readonly kind: "terms"; readonly field: string; readonly values: readonly string[] }
  | { readonly kind: "leaf"; readonly dsl: Dsl }
  | { readonly kind: "and" | "or"; readonly parts: readonly Filter[] }
  | { readonly kind: "not"; readonly part: Filter };

export const ALL: Filter = { kind: "all" };
export const NONE: Filter = { kind: "none" };

export const leaf = (dsl: Dsl): Filter => ({ kind: "leaf", dsl });

export const termsOf = (field: string, values: readonly string[]): Filter =>
  values.length === 0 ? NONE : { kind: "terms", field, values };

export const isThere = (field: string): Filter => leaf({ exists: { field } });

export const notOf = (part: Filter): Filter => {
  if (part.kind === "all") return NONE;
  if (part.kind === "none") return ALL;
  return part.kind === "not" ? part.part : { kind: "not", part };
};

export const everyOf = (given: readonly Filter[]): Filter => {
  const parts = given.flatMap((part) => (part.kind === "and" ? part.parts : [part]));
  if (parts.some(({ kind }) => kind === "none")) return NONE;
  return joined(
    "and",
    parts.filter(({ kind }) => kind !== "all"),
    ALL,
  );
};

export const someOf = (given: readonly Filter[]): Filter => {
  const parts = given.flatMap((part) => (part.kind === "or" ? part.parts : [part]));
  if (parts.some(({ kind }) => kind === "all")) return ALL;
  return joined("or", withTermsJoined(parts.filter(({ kind }) => kind !== "none")), NONE);
};

const joined = (kind: "and" | "or", parts: readonly Filter[], empty: Filter): Filter => {
  const [first, ...more] = parts;
  if (first === undefined) return empty;
  return more.length === 0 ? first : { kind, parts };
};

/** Thousands of values of one field are one clause. */
const withTermsJoined = (parts: readonly Filter[]): Filter[] => {
  const values = new Map<string, Set<string>>();
  const others: Filter[] = [];
  for (const part of parts) {
    if (part.kind !== "terms") {
      others.push(part);
      continue;
    }
    const known = values.get(part.field) ?? new Set();
    for (const value of part.values) known.add(value);
    values.set(part.field, known);
  }
  return [...[...values].map(([field, known]) => termsOf(field, [...known])), ...others];
};

/** What Elasticsearch takes of one query: clauses (`max_clause_count` is 1024 at least), levels (30), terms of one clause (65,536). */
const CLAUSES = 800;
const LEVELS = 20;
export const TERMS = 50_000;

/** Whether the filter is small enough for a query. */
export const isTaken = (filter: Filter): boolean => {
  const { clauses, levels, terms } = size(filter);
  return clauses <= CLAUSES && levels <= LEVELS && terms <= TERMS;
};

interface Size {
  readonly clauses: number;
  readonly levels: number;
  /** Of the largest clause. */
  readonly terms: number;
}

const size = (filter: Filter): Size => {
  if (filter.kind === "terms") return { clauses: 1, levels: 1, terms: filter.values.length };
  const parts =
    filter.kind === "not" ? [filter.part] : filter.kind === "and" || filter.kind === "or" ? filter.parts : [];
  return parts.map(size).reduce(
    (sum, part) => ({
      clauses: sum.clauses + part.clauses,
      levels: Math.max(sum.levels, part.levels + 1),
      terms: Math.max(sum.terms, part.terms),
    }),
    { clauses: 1, levels: 1, terms: 0 },
  );
};

/** The filter as Elasticsearch takes it. */
export const written = (filter: Filter): Dsl => {
  switch (filter.kind) {
    case "all":
      return { match_all: {} };
    case "none":
      return { match_none: {} };
    case "terms":
      return { terms: { [filter.field]: [...filter.values] } };
    case "leaf":
      return filter.dsl;
    case "and":
      return { bool: { filter: filter.parts.map(written) } };
    case "or":
      return { bool: { should: filter.parts.map(written), minimum_should_match: 1 } };
    case "not":
      return { bool: { must_not: [written(filter.part)] } };
  }
};
