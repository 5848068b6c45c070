import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRegex, regexLeaf } from "../../../../store/log/match/regex.ts";

test("a regex that cannot be read says why, any other says nothing", () => {
  assert.equal(checkRegex("a+(b|c)"), null);
  for (const source of ["(", "[", "a**", "(?=a)", "(a)\\1", "a{2000}"])
    assert.match(checkRegex(source) ?? "", /error parsing/, source);
  assert.match(checkRegex(`${"(".repeat(9000)}a${")".repeat(9000)}`) ?? "", /nests too deeply/);
});

test("regexes that blow up elsewhere run in linear time", () => {
  const line = `${"a".repeat(64 << 10)}b`;
  for (const source of ["(a+)+$", "(a|a)*$", "(a*)*c", "(a?){30}a{30}$", "^(([a-z])+.)+[A-Z]([a-z])+$"]) {
    const leaf = regexLeaf(source, false);
    const began = performance.now();
    leaf.test(line);
    leaf.highlights(line);
    assert.ok(performance.now() - began < 3000, `${source}: ${Math.round(performance.now() - began)} ms`);
  }
});
