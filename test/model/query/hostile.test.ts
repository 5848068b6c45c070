import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LIMITS } from "../../../model/limits.ts";
import { parseQuery } from "../../../model/query/parse.ts";
import { printQuery } from "../../../model/query/print.ts";
import { fieldsOnly, simplify } from "../../../model/query/simplify.ts";
import { queryText } from "./arbitrary.ts";

/** Everything that reads a text and walks its query, within the limits of a request. */
const readAll = (text: string): void => {
  const parsed = parseQuery(text);
  printQuery(parsed);
  simplify(parsed.query);
  fieldsOnly(parsed.query);
  for (const { start, end } of [...parsed.pills, ...parsed.warnings])
    assert.ok(start >= 0 && start <= end && end <= text.length, `[${start}, ${end}) of ${text.length}`);
};

test("nothing throws on random and hostile texts", () => {
  fc.assert(
    fc.property(
      fc.oneof(queryText, fc.string({ unit: "binary", maxLength: 40 }), fc.string({ maxLength: 200 })),
      readAll,
    ),
    { numRuns: 3000 },
  );
});

const HUGE: readonly (readonly [string, string])[] = [
  ["words", "word "],
  ["one word", "x"],
  ["opening parentheses", "("],
  ["nested negations", "-("],
  ["closing parentheses", ")"],
  ["nested series", "last("],
  ["quotes", '"'],
  ["open quotes", '"a '],
  ["escapes", '"\\" '],
  ["slashes", "/"],
  ["open regexes", "/a "],
  ["choices", "a OR "],
  ["OR alone", "OR "],
  ["stars", "*a"],
  ["commas", "package:a,"],
  ["fields", "package:foo "],
  ["lines", "a\n"],
  ["dashes", "-"],
  ["misspelt fields", "pakage:x "],
  ["emoji", "\u{1f600}"],
]; // prettier-ignore

for (const [name, part] of HUGE)
  test(`a megabyte of ${name} is read in no time`, () => {
    const began = performance.now();
    const text = part.repeat(2 ** 20 / part.length);
    readAll(text);
    assert.ok(performance.now() - began < 3000, `${Math.round(performance.now() - began)} ms`);
    const [cut] = parseQuery(text).warnings;
    assert.match(cut?.message ?? "", /only the first \d+ characters/);
    assert.ok((cut?.start ?? Infinity) <= LIMITS.query);
  });

test("parentheses nest fifty deep; deeper ones are text, with a warning", () => {
  const nested = (depth: number): string => `x ${"-(a ".repeat(depth)}b${")".repeat(depth)}`;
  assert.deepEqual(parseQuery(nested(50)).warnings, []);
  assert.match(parseQuery(nested(51)).warnings[0]?.message ?? "", /deeper than 50/);
});

test("a text that is cut is cut at a space, and never inside a character", () => {
  const words = parseQuery("word1 ".repeat(LIMITS.query));
  assert.ok(words.pills.every(({ value }) => value === "word1"));
  const [pill] = parseQuery(`x${"\u{1f600}".repeat(LIMITS.query)}`).pills;
  assert.ok(pill?.value.isWellFormed());
});
