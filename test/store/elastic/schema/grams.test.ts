import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { gramTerm, gramText } from "../../../../store/elastic/schema/grams.ts";

test("the text of trigrams is their terms, parted by spaces", () => {
  assert.equal(gramText(new Uint32Array()), "");
  const trigram = fc.oneof(fc.constantFrom(0, 1, 35, 36, 0x808080), fc.nat(0xffffff));
  fc.assert(
    fc.property(fc.array(trigram), (trigrams) => {
      assert.equal(gramText(Uint32Array.from(trigrams)), trigrams.map(gramTerm).join(" "));
    }),
  );
});
