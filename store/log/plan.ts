import type { Query, TextQuery } from "../../model/query/ast.ts";
import { simplify } from "../../model/query/simplify.ts";
import { type Literals, regexLiterals } from "./literals.ts";
import { checkRegex } from "./match/regex.ts";
import { trigramsOf } from "./trigrams.ts";

/** Which trigrams a block must have for any of its lines to match; `all-of` are ascending, and at least one. An `or` of nothing is met by no block. */
export type Plan =
  | { readonly kind: "any" }
  | { readonly kind: "all-of"; readonly trigrams: Uint32Array }
  | { readonly kind: "and" | "or"; readonly parts: readonly Plan[] };

const ANY: Plan = { kind: "any" };

/** Plans a query of text alone. Where parts may lie `near` lines apart, a block needs only one of them: the others may be in
    the next block. */
export const planTrigrams = (query: Query, near = 0): Plan => {
  const simple = simplify(query);
  if (near === 0) return plan(simple);
  return eitherOf((simple.kind === "or" ? simple.parts : [simple]).map(planChoice));
};

/** Plans one of the choices of `matchNear`. */
const planChoice = (choice: Query): Plan => {
  const texts = textsOf(choice);
  return texts.length === 0 ? plan(choice) : eitherOf(texts.map(planText));
};

const plan = (query: Query): Plan => {
  switch (query.kind) {
    case "none":
      return { kind: "or", parts: [] };
    case "text":
      return planText(query.text);
    case "and":
      return allOf(query.parts.map(plan));
    case "or":
      return eitherOf(query.parts.map(plan));
    default:
      return ANY;
  }
};

/** Texts that are not negated. */
const textsOf = (query: Query): readonly TextQuery[] => {
  if (query.kind === "text") return [query.text];
  return query.kind === "and" || query.kind === "or" ? query.parts.flatMap(textsOf) : [];
};

const planText = (text: TextQuery): Plan => {
  switch (text.kind) {
    case "word":
      return anyCase(text.word);
    case "glob":
      return allOf(text.pattern.split(/[*?]/).map(anyCase));
    case "phrase":
      return exact(text.phrase);
    case "regex":
      return checkRegex(text.source) === null
        ? planLiterals(regexLiterals(text.source, text.ignoreCase))
        : exact(text.source);
  }
};

const planLiterals = (literals: Literals): Plan => {
  switch (literals.kind) {
    case "any":
      return ANY;
    case "literal":
      return literals.ignoreCase ? anyCase(literals.text) : exact(literals.text);
    case "and":
      return allOf(literals.parts.map(planLiterals));
    case "or":
      return eitherOf(literals.parts.map(planLiterals));
  }
};

const exact = (text: string): Plan => {
  const trigrams = trigramsOf(Buffer.from(text));
  return trigrams.length === 0 ? ANY : { kind: "all-of", trigrams };
};

/** Beyond ASCII a character may differ in length from its other case: it is sure to begin and to end with two bytes that are not ASCII. */
const anyCase = (text: string): Plan => exact(text.replace(/[^\x00-\x7f]/gu, "\u0080\n\u0080"));

const allOf = (parts: readonly Plan[]): Plan => {
  const trigrams = parts.flatMap((part) => (part.kind === "all-of" ? [...part.trigrams] : []));
  const all: Plan[] =
    trigrams.length === 0 ? [] : [{ kind: "all-of", trigrams: Uint32Array.from(new Set(trigrams)).sort() }];
  const needed = [...all, ...parts.filter(({ kind }) => kind === "and" || kind === "or")];
  const [first] = needed;
  if (first === undefined) return ANY;
  return needed.length === 1 ? first : { kind: "and", parts: needed };
};

const eitherOf = (parts: readonly Plan[]): Plan => {
  const [first] = parts;
  if (parts.some(({ kind }) => kind === "any")) return ANY;
  return parts.length === 1 && first !== undefined ? first : { kind: "or", parts };
};
