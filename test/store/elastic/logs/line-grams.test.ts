import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { lineGrams, linePlan } from "../../../../store/elastic/logs/line-grams.ts";
import { gramTerm } from "../../../../store/elastic/schema/grams.ts";
import { trigramsOfBlock } from "../../../../store/log/trigrams.ts";
import { logBytes } from "../../log/arbitrary.ts";

const termsOf = (bytes: Uint8Array): string[] =>
  lineGrams({ first: 1, offset: 0, carry: null, bytes })
    .split(" ")
    .filter((term) => term !== "");

test("terms are four letters for each three bytes of a line, whatever the case and the digits", () => {
  const terms = termsOf(Buffer.from("Abc17\nab"));
  assert.deepEqual(terms, termsOf(Buffer.from("aBC99\n")));
  assert.equal(terms.length, 3);
  assert.ok(terms.every((term) => /^[A-Za-z0-9+/]{4}$/.test(term)));
});

test("a block has all terms that a plan made from its own trigrams asks for, and no others", () => {
  fc.assert(
    fc.property(logBytes, (bytes) => {
      const plan = linePlan({ kind: "or", parts: [{ kind: "all-of", trigrams: trigramsOfBlock(bytes) }] });
      assert.ok(plan.kind === "or" && plan.parts[0]?.kind === "all-of");
      assert.deepEqual(Array.from(plan.parts[0].trigrams, gramTerm), termsOf(bytes));
    }),
  );
});
