import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseQuery } from "../../../../model/query/parse.ts";
import { compileText } from "../../../../store/log/match/compile.ts";
import { queryText } from "../../../model/query/arbitrary.ts";

/** Query, line, and the line with what is highlighted in brackets. */
const SHOWN = [
  ["foo", "foo food FOO", "[foo] food [FOO]"],
  ["foo bar", "bar-foo", "[bar]-[foo]"],
  ['"ab" "bc"', "abc", "[abc]"],
  ['"a" OR "b"', "a b ab", "[a] [b] [ab]"],
  ["a -b", "a c", "[a] c"],
  ["(a b) OR c", "a c", "a [c]"],
  ["f*o", "fo fio foo-x", "[fo] [fio] [foo]-x"],
  ["fo*", "xfo fox", "xfo [fox]"],
  ["*.c", "src/a.c b.c", "[src/a.c] [b.c]"],
  ["/o+/", "foo o", "f[oo] [o]"],
  ["/x*/", "axxb", "a[xx]b"],
  ["/(/", "f(x)", "f[(]x)"],
  ["über", "\u{1f600} ÜBER", "\u{1f600} [ÜBER]"],
  ["cannot find -lz", "ld: cannot find -lz", "ld: [cannot find -lz]"],
  ["", "x", "x"],
] as const;

for (const [query, line, shown] of SHOWN)
  test(`\`${query}\` highlights \`${shown}\``, () => {
    let text = "";
    let end = 0;
    for (const [from, to] of compileText(parseQuery(query).query).highlights(line)) {
      text += `${line.slice(end, from)}[${line.slice(from, to)}]`;
      end = to;
    }
    assert.equal(text + line.slice(end), shown);
  });

test("highlights ascend, do not touch, are not empty, and lie within the line", () => {
  fc.assert(
    fc.property(queryText, queryText, (query, line) => {
      let end = -1;
      for (const [from, to] of compileText(parseQuery(query).query).highlights(line)) {
        assert.ok(from > end && to > from && to <= line.length, `[${from}, ${to})`);
        end = to;
      }
    }),
    { numRuns: 1000 },
  );
});
