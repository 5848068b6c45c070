import fc from "fast-check";
import {
  type FieldRef,
  FLAGS,
  type Query,
  type TextQuery,
  type ValueTest,
} from "../../../model/query/ast.ts";
import { FIELDS } from "../../../model/query/fields.ts";
import { parseQuery } from "../../../model/query/parse.ts";
import type { Parsed } from "../../../model/query/parsed.ts";
import { COMMON, FRAGMENTS, someOf, VALUES } from "./words.ts";

const SPAN = { start: 0, end: 0 };

export const FIELD_NAMES: readonly FieldRef[] = [
  ...(Object.keys(FIELDS) as FieldRef[]),
  ...(Object.keys(VALUES) as FieldRef[]).filter((name) => name.startsWith("data.")),
  "data.missing",
];

/** A value in another case, or a part of it. */
const bent = (values: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(someOf(values), fc.constantFrom("same", "same", "upper", "lower", "head", "tail"), fc.nat(5))
    .map(([value, how, at]) => {
      if (how === "upper") return value.toUpperCase();
      if (how === "lower") return value.toLowerCase();
      if (how === "head") return value.slice(0, at + 1);
      return how === "tail" ? value.slice(-at - 1) : value;
    });

/** A part of a value turned into wildcards. */
const glob = (value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(value, fc.nat(8), fc.nat(4), fc.constantFrom("*", "?", "**", "*?"))
    .map(([text, at, length, sign]) => text.slice(0, at) + sign + text.slice(at + length));

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

const regex = (value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    value.map(escaped),
    fc.tuple(value, value).map(([a, b]) => `${escaped(a)}|${escaped(b)}`),
    fc.tuple(value, value).map(([a, b]) => `${escaped(a)}.*${escaped(b)}`),
    value.map((text) => `^${escaped(text)}$`),
    fc.constantFrom(
      "[0-9]+\\.fc4[12]",
      "(?i)NEEDLE",
      "n.+e",
      "x*",
      "\\bfoo\\b",
      "(",
      "[a-c]{2,}",
      "ſ|k",
      "\\pL+",
      "a**",
    ),
  );

const matching = (value: fc.Arbitrary<string>): fc.Arbitrary<ValueTest> =>
  fc.oneof(
    { weight: 4, arbitrary: value.map((text): ValueTest => ({ kind: "equals", value: text })) },
    { weight: 2, arbitrary: glob(value).map((pattern): ValueTest => ({ kind: "glob", pattern })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(regex(value), fc.boolean())
        .map(([source, ignoreCase]): ValueTest => ({ kind: "regex", source, ignoreCase })),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("range" as const),
        from: fc.option(value),
        to: fc.option(value),
        includesFrom: fc.boolean(),
        includesTo: fc.boolean(),
      }),
    },
  );

const condition: fc.Arbitrary<Query> = someOf(FIELD_NAMES).chain((field) =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: matching(bent(VALUES[field] ?? ["x"])).map((test): Query => ({
        kind: "field",
        field,
        test,
        span: SPAN,
      })),
    },
    { weight: 1, arbitrary: fc.constant<Query>({ kind: "has", field, span: SPAN }) },
  ),
);

const words = fc.oneof(
  bent(FRAGMENTS),
  fc.tuple(someOf(FRAGMENTS), someOf(FRAGMENTS)).map(([a, b]) => `${a} ${b}`),
);

const textQuery: fc.Arbitrary<TextQuery> = fc.oneof(
  words.map((word): TextQuery => ({ kind: "word", word })),
  words.map((phrase): TextQuery => ({ kind: "phrase", phrase })),
  glob(words).map((pattern): TextQuery => ({ kind: "glob", pattern })),
  fc
    .tuple(regex(words), fc.boolean())
    .map(([source, ignoreCase]): TextQuery => ({ kind: "regex", source, ignoreCase })),
);

const leaf: fc.Arbitrary<Query> = fc.oneof(
  { weight: 8, arbitrary: condition },
  { weight: 5, arbitrary: textQuery.map((text): Query => ({ kind: "text", text, span: SPAN })) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...FLAGS).map((flag): Query => ({ kind: "is", flag, span: SPAN })),
  },
  { weight: 1, arbitrary: fc.constantFrom<Query>({ kind: "all" }, { kind: "none" }) },
  {
    weight: 1,
    arbitrary: fc.constant<Query>({ kind: "series", test: { kind: "seq", outcomes: ["any"] }, span: SPAN }),
  },
);

/** Any query as plain data. */
export const query: fc.Arbitrary<Query> = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3, depthSize: "small", withCrossShrink: true },
    { weight: 4, arbitrary: leaf },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom("and" as const, "and" as const, "or" as const),
        parts: fc.array(tie("query"), { minLength: 1, maxLength: 3 }),
      }),
    },
    { weight: 2, arbitrary: tie("query").map((part): Query => ({ kind: "not", part })) },
  ),
})).query;

const near = fc.constantFrom(0, 0, 0, 1, 2, 600);

const dataOf = (asked: Query, lines: number): Parsed => ({
  query: asked,
  scope: null,
  near: lines,
  runs: null,
  pills: [],
  warnings: [],
});

const asData: fc.Arbitrary<Parsed> = fc.tuple(query, near).map(([asked, lines]) => dataOf(asked, lines));

const common = someOf(COMMON).map((word): Query => ({
  kind: "text",
  text: { kind: "word", word },
  span: SPAN,
}));

/** Texts that lie near each other, perhaps in two blocks. */
const asNear: fc.Arbitrary<Parsed> = fc
  .tuple(
    fc.array(common, { minLength: 2, maxLength: 3 }),
    fc.constantFrom("and", "or", "not"),
    condition,
    fc.constantFrom(1, 2, 5),
  )
  .map(([parts, kind, other, lines]) => {
    const [first, ...rest] = parts;
    const more: Query =
      kind === "or" ? { kind: "or", parts: [other, ...rest] } : { kind: "and", parts: rest };
    const last: Query = kind === "not" ? { kind: "not", part: more } : more;
    return dataOf({ kind: "and", parts: [...(first === undefined ? [] : [first]), last] }, lines);
  });

const quoted = (value: string): string => `"${value.replace(/["\\]/g, "\\$&")}"`;

const typedTerm: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: words },
  { weight: 2, arbitrary: words.map(quoted) },
  { weight: 1, arbitrary: regex(words).map((source) => `/${source}/i`) },
  { weight: 1, arbitrary: glob(words) },
  {
    weight: 6,
    arbitrary: someOf(FIELD_NAMES).chain((field) => {
      const value = bent(VALUES[field] ?? ["x"]);
      return fc
        .tuple(value, value, fc.constantFrom("v", "q", ">=v", "<v", "v..w", "..w", "v,q", "*", "/v/", "has"))
        .map(([v, w, form]) => {
          if (form === "has") return `has:${field}`;
          const filled = form.replace(/[vwq]/g, (sign) => (sign === "v" ? v : sign === "w" ? w : quoted(w)));
          return `${field}:${filled}`;
        });
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom(...FLAGS).map((flag) => `is:${flag}`) },
  { weight: 1, arbitrary: fc.constantFrom("no:scenario", "near:1", "near:3", "OR", "*", "last(is:new)") },
);

/** What people type, read by the parser. */
const asTyped: fc.Arbitrary<Parsed> = fc
  .array(fc.tuple(fc.constantFrom("", "", "-", "OR "), fc.boolean(), typedTerm), {
    minLength: 1,
    maxLength: 4,
  })
  .map((terms) =>
    terms.map(([sign, grouped, term]) => (grouped ? `${sign}(${term})` : sign + term)).join(" "),
  )
  .map(parseQuery);

/** Any query that a store can be asked, about half of them typed. */
export const parsed: fc.Arbitrary<Parsed> = fc.oneof(
  { weight: 4, arbitrary: asData },
  { weight: 4, arbitrary: asTyped },
  { weight: 1, arbitrary: asNear },
);
