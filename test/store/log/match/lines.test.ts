import assert from "node:assert/strict";
import { test } from "node:test";
import { parseQuery } from "../../../../model/query/parse.ts";
import { compileText } from "../../../../store/log/match/compile.ts";

/** Query, lines that match, lines that do not. */
const LINES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  // Words: whole tokens, whatever their case.
  ["foo", ["foo", "FOO bar", "a.foo-b", "(foo)", "'foo'"], ["food", "xfoo", "foo_1", "foo2", "éfoo", "fooß"]],
  ["foo-1.2", ["foo-1.2", "FOO-1.2.rpm", "[foo-1.2]"], ["foo-1.23", "xfoo-1.2", "foo-1x2", "foo 1.2"]],
  ["->", ["a->b", "webapp -> web app"], ["- >"]],
  ["a->b", ["x A->B y"], ["aa->b", "a->bb"]],
  ["error:", ["Error: x", "error:x"], ["error x", "terror:"]],
  ["***", ["make: *** x"], ["** *"]],
  ["undefined reference", ["a reference is undefined"], ["undefined references"]],
  ["über", ["ÜBER alles", "x über"], ["überall", "uber"]],
  ["straße", ["STRAẞE"], ["STRASSE"]],
  ["οδος", ["ΟΔΟΣ"], ["ΟΔΟ"]],
  ["k", ["K"], ["\u212a"]],
  ["s", ["S"], ["\u017f"]],
  ["𐐨", ["𐐀 x"], ["𐐀𐐀"]],
  ["x𐐨", ["X𐐀"], ["𐐀X𐐀"]],
  // Globs: whole tokens; between spaces where the pattern has punctuation.
  ["fo*", ["foo", "a FOOD", "fo", "fo*"], ["xfoo", "f o"]],
  ["*bar", ["foobar x", "bar"], ["bars"]],
  ["f*r", ["foobar", "fr", "f*r"], ["foo bar", "f-r", "foobars"]],
  ["f?o", ["foo", "F1O"], ["fo", "fooo", "f-o", "xfoo"]],
  ["lib*.so", ["liba-1.2.so", "lib.so x"], ["lib a.so", "xliba.so", "liba.sox"]],
  ["foo-*.rpm", ["foo-1.2-3.noarch.rpm"], ["foo -1.rpm"]],
  ["a*b*c", ["a1b2c", "abc", "axbxbxc"], ["acb", "abcd", "xabc"]],
  ["what?", ["what?", "whatx"], ["what", "what!"]],
  ["?", ["what?"], ["what"]],
  // Phrases and regexes: every character counts.
  ['"a  B"', ["xa  By"], ["a B", "a  b"]],
  ['"say \\"x\\""', ['say "x"'], ["say x"]],
  ["/ab+c/", ["xabbcx"], ["ac", "ABC"]],
  ["/ab+c/i", ["xABbcx"], ["ac"]],
  ["/^a.*z$/", ["a to z"], ["a to z.", " a to z"]],
  ["/a\\/b/", ["a/b"], ["ab"]],
  ["/(/", ["a(b"], ["ab"]],
  ["/(a)\\1/", ["(a)\\1"], ["aa"]],
  // Lists.
  ["a b", ["b a"], ["a", "b"]],
  ["a OR b", ["a", "b x"], ["c"]],
  ["a b OR c", ["b a", "c"], ["a", "b"]],
  ["(a OR b) c", ["c a", "b c"], ["a b", "c"]],
  ["a -b", ["a", "a bb", "a -b"], ["a b", "c"]],
  ['-"b c"', ["a", "b  c"], ["a b c"]],
  ["-(a b)", ["a", "b", ""], ["b a"]],
  ["*", ["", "x"], []],
]; // prettier-ignore

for (const [query, matching, others] of LINES)
  test(`\`${query}\` decides on lines`, () => {
    const matcher = compileText(parseQuery(query).query);
    for (const line of matching) assert.equal(matcher.test(line), true, `should match: ${line}`);
    for (const line of others) assert.equal(matcher.test(line), false, `should not match: ${line}`);
  });

test("a condition that is not on the text holds for no line", () => {
  assert.equal(compileText(parseQuery("package:foo").query).test("package:foo"), false);
  assert.equal(compileText(parseQuery("-package:foo").query).test("x"), true);
});
