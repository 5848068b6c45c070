import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseQuery } from "../../../model/query/parse.ts";
import type { Query } from "../../../model/query/ast.ts";
import { compileText } from "../../../store/log/match/compile.ts";
import { matchNear } from "../../../store/log/match/near.ts";
import { type Plan, planTrigrams } from "../../../store/log/plan.ts";
import { trigramsOf } from "../../../store/log/trigrams.ts";
import { queryText } from "../../model/query/arbitrary.ts";

const text = (trigram: number): string =>
  String.fromCharCode(trigram >> 16, (trigram >> 8) & 255, trigram & 255);

const print = (plan: Plan): string => {
  if (plan.kind === "any") return "any";
  if (plan.kind === "all-of") return [...plan.trigrams].map(text).join(" ");
  return `(${plan.parts.map(print).join(plan.kind === "and" ? " & " : " | ")})`;
};

const meets = (plan: Plan, trigrams: ReadonlySet<number>): boolean => {
  switch (plan.kind) {
    case "any":
      return true;
    case "all-of":
      return plan.trigrams.every((trigram) => trigrams.has(trigram));
    case "and":
      return plan.parts.every((part) => meets(part, trigrams));
    case "or":
      return plan.parts.some((part) => meets(part, trigrams));
  }
};

/** Query, and the trigrams that a block must have. */
const PLANNED = [
  ["Foo", "foo"],
  ["fo", "any"],
  ["abcd xyz", "abc bcd xyz"],
  ["abc OR xyz", "(abc | xyz)"],
  ["abc OR x", "any"],
  ["(abc OR xyz) foo", "(foo & (abc | xyz))"],
  ["abc package:foo", "abc"],
  ['abc -"yz"', '(abc |  -" "yz -"y abc bc  c - yz")'],
  ["abc*d?efg", "abc efg"],
  ['"A b"', "a b"],
  ["/ab+cde|xyz/", "(cde | xyz)"],
  ["/(/", "any"],
  ["/(abc/", "(ab abc"],
  ["é", "any"],
  ['"éx"', "\x80\x80x"],
  ["aéxy", "a\x80\x80 \x80xy \x80\x80x"],
  ["*", "any"],
] as const; // prettier-ignore

for (const [query, expected] of PLANNED)
  test(`\`${query}\` is planned as ${expected}`, () => {
    const plan = print(planTrigrams(parseQuery(query).query));
    assert.equal(plan, expected);
  });

test("a query that nothing meets needs no block", () => {
  const none: Query = { kind: "none" };
  assert.deepEqual(planTrigrams(none), { kind: "or", parts: [] });
});

/** Characters whose cases differ in length or kind, and others. */
const character = fc.constantFrom("a", "b", "A", "K", "k", "\u212a", "s", "S", "\u017f", "ß", "ẞ", "İ", "ı", "Ⱥ", "ⱥ", "é", "É", "ς", "Σ", "漢", "𐐀", "𐐨", "\ufffd", " ", "-", "."); // prettier-ignore
const short = fc.oneof(
  fc.string({ unit: character, minLength: 1, maxLength: 8 }),
  fc.string({ unit: fc.constantFrom("a", "k", "s", "ⱥ"), minLength: 3, maxLength: 8 }),
);

/** Characters that some rule of case takes for the same. */
const LIKE: Readonly<Record<string, string>> = {
  k: "\u212a",
  s: "\u017f",
  i: "\u0131",
  ß: "ẞ",
  ⱥ: "Ⱥ",
  ς: "Σ",
};

const exotic = (text: string): string =>
  text.replace(/./gu, (character) => LIKE[character.toLowerCase()] ?? character.toUpperCase());

/** A line that holds a text in some case, and so matches more often than chance would have it. */
const around = (inner: string): fc.Arbitrary<string> =>
  fc
    .tuple(short, fc.constantFrom(inner, inner.toLowerCase(), inner.toUpperCase(), exotic(inner)), short)
    .map(([before, middle, after]) => `${before} ${middle} ${after}`);

const queryAndLine = fc.oneof(
  short.chain((word) => fc.tuple(fc.constantFrom(word, `"${word}"`, `/${word}/i`, `/(${word})+x?/i`, `${word}*`), around(word))),
  fc.tuple(queryText, queryText),
  queryText.chain((line) => fc.tuple(fc.constant(line), around(line.replaceAll("\n", " ")))),
  fc.tuple(
    fc.string({ unit: fc.constantFrom("a", "b", "k", "s", "|", "(", ")", "?", "*", "+", "[", "]", "{2}", "\\.", "."), maxLength: 8 }),
    fc.constantFrom("", "i"),
  ).chain(([source, flags]) => fc.tuple(fc.constant(`/${source}/${flags}`), short)),
); // prettier-ignore

test("a line that matches has every trigram that the plan asks for", () => {
  let matching = 0;
  fc.assert(
    fc.property(queryAndLine, ([asked, typed]) => {
      const [query, line] = [parseQuery(asked).query, typed.replaceAll("\n", " ").toWellFormed()];
      if (!compileText(query).test(line)) return;
      matching++;
      assert.ok(
        meets(planTrigrams(query), new Set(trigramsOf(Buffer.from(line)))),
        print(planTrigrams(query)),
      );
    }),
    { numRuns: 4000 },
  );
  assert.ok(matching > 400, `only ${matching} lines matched`);
});

test("a line that matches with others near it has what the plan for that asks for", () => {
  const words = fc
    .array(fc.constantFrom("abcd", "efgh", "ijkl"), { maxLength: 3 })
    .map((parts) => parts.join(" "));
  const queries = fc.constantFrom(
    "abcd efgh",
    "abcd OR ijkl efgh",
    "abcd (efgh OR ijkl)",
    'abcd -"efgh"',
    'abcd OR -"efgh"',
    '-"abcd"',
  );
  fc.assert(
    fc.property(queries, fc.array(words, { maxLength: 6 }), (asked, lines) => {
      const { query } = parseQuery(asked);
      for (const at of matchNear(query, 2)(lines))
        assert.ok(meets(planTrigrams(query, 2), new Set(trigramsOf(Buffer.from(lines[at] ?? "")))));
    }),
  );
});
