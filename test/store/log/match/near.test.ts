import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseQuery } from "../../../../model/query/parse.ts";
import { compileText } from "../../../../store/log/match/compile.ts";
import { matchNear } from "../../../../store/log/match/near.ts";

const found = (query: string, near: number, lines: string): number[] =>
  matchNear(parseQuery(query).query, near)(lines.split("|"));

test("texts may lie as many lines apart as asked for", () => {
  assert.deepEqual(found("a b", 2, "a|x|b"), [0, 2]);
  assert.deepEqual(found("a b", 1, "a|x|b"), []);
  assert.deepEqual(found("a b", 1, "a|b|x|a|x|x|b|a"), [0, 1, 6, 7]);
});

test("choices are looked for by themselves", () => {
  assert.deepEqual(found("(a b) OR c", 1, "a|c|x|b"), [1]);
});

test("a negated text must not stand in the stretch", () => {
  assert.deepEqual(found('a -"b"', 1, "a|b|x|a|x"), [3]);
  assert.deepEqual(found('-"b"', 5, "a|b|c"), [0, 2]);
});

test("near nothing is the same line", () => {
  const words = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 3 }).map((parts) => parts.join(" "));
  const queries = fc.constantFrom("a", "a b", "a OR b c", '(a OR b) -"c"', '-"a"', "a (b OR c)");
  fc.assert(
    fc.property(queries, fc.array(words, { maxLength: 8 }), (text, lines) => {
      const { query } = parseQuery(text);
      const matcher = compileText(query);
      const expected = lines.flatMap((line, index) => (matcher.test(line) ? [index] : []));
      assert.deepEqual(matchNear(query, 0)(lines), expected);
    }),
  );
});
