import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Literals, regexLiterals } from "../../../store/log/literals.ts";

const print = (literals: Literals): string => {
  switch (literals.kind) {
    case "any":
      return "any";
    case "literal":
      return literals.ignoreCase ? `${literals.text}/i` : literals.text;
    default:
      return `(${literals.parts.map(print).join(literals.kind === "and" ? " & " : " | ")})`;
  }
};

/** Regex, and what no match goes without. */
const REQUIRED = [
  ["foo", "foo"],
  ["^foo$", "foo"],
  ["foo.*bar", "(foo & bar)"],
  ["fo+x", "(fo & x)"],
  ["fo?x", "(f & x)"],
  ["fo*x", "(f & x)"],
  ["fo{0,3}x", "(f & x)"],
  ["fo{2}x", "(fo & x)"],
  ["fo{1,}?x", "(fo & x)"],
  ["a{,3}", "a{,3}"],
  ["foo|bar", "(foo | bar)"],
  ["foo|b?", "any"],
  ["x(foo|bar)y", "(x & (foo | bar) & y)"],
  ["x(?:foo)?y", "(x & y)"],
  ["(?P<n>ab)+(?<m>cd)", "(ab & cd)"],
  ["a[xyz]b", "(a & b)"],
  ["[]a]b[^]c]d", "(b & d)"],
  ["[[:alpha:]]b", "b"],
  ["[\\]a]b", "b"],
  ["\\.so\\/x", ".so/x"],
  ["\\d+x\\w", "x"],
  ["\\pLx\\p{Greek}y\\PNz", "(x & y & z)"],
  ["\\x41b\\x{1F600}c", "(b & c)"],
  ["a\\tb", "(a & b)"],
  ["\\Qa.b\\E", "any"],
  ["a(?i)b", "any"],
  ["a(?i:b)", "any"],
  ["(?i)Fed", "Fed/i"],
  ["(?is)Fed", "Fed/i"],
  ["(?s)Fed", "Fed"],
  ["漢字+", "漢字"],
] as const; // prettier-ignore

for (const [source, expected] of REQUIRED)
  test(`\`${source}\` needs ${expected}`, () => {
    assert.equal(print(regexLiterals(source, false)), expected);
  });

test("whatever the case, only what has no other length or kind in its other case is needed", () => {
  assert.equal(print(regexLiterals("Xkysé", true)), "(X/i & y/i)");
});

test("no source is too strange or too deep", () => {
  assert.equal(print(regexLiterals(`${"(".repeat(9000)}a${")".repeat(9000)}`, false)), "any");
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(..."ab(|)[]{}\\?*+^.:<>P1,") }),
      (source) => void regexLiterals(source, false),
    ),
  );
});
