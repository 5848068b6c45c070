import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { globLeaf } from "../../../../store/log/match/glob.ts";
import { wordLeaf } from "../../../../store/log/match/word.ts";

const tokensOf = (line: string): string[] => line.split(/[^\p{L}\p{N}_]+/u).filter((token) => token !== "");

const line = fc.string({ unit: fc.constantFrom("a", "A", "b", "_", "1", " ", "-", ".", "é", "É", "漢", "𐐨", "\u{1f600}"), maxLength: 30 }); // prettier-ignore

test("a word matches exactly the lines that have it as a token", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "1", "é", "𐐨"), minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(word, line, (word, line) => {
      const expected = tokensOf(line).some((token) => token.toLowerCase() === word.toLowerCase());
      assert.equal(wordLeaf(word).test(line), expected);
    }),
    { numRuns: 3000 },
  );
});

test("a glob of letters matches exactly the lines that have a token which fits it", () => {
  const glob = fc.string({ unit: fc.constantFrom("a", "b", "é", "*", "?"), minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(glob, line, (glob, line) => {
      fc.pre(/[^*?]/.test(glob) && !line.includes("𐐨"));
      const pattern = new RegExp(`^${glob.replaceAll("*", ".*").replaceAll("?", ".")}$`, "iu");
      assert.equal(
        globLeaf(glob).test(line),
        tokensOf(line).some((token) => pattern.test(token)),
      );
    }),
    { numRuns: 3000 },
  );
});

test("a glob takes time in proportion to the line", () => {
  const began = performance.now();
  const hostile = "a".repeat(64 << 10);
  for (const glob of ["*a*a*a*a*b", "a?a?a?*b", "-*a*a*a*b"]) {
    globLeaf(glob).test(hostile);
    globLeaf(glob).highlights(`${hostile}b`);
    globLeaf(glob).highlights("a b ".repeat(16 << 10));
  }
  assert.ok(performance.now() - began < 3000, `${Math.round(performance.now() - began)} ms`);
});
