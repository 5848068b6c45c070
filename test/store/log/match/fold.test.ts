import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fold, isAscii } from "../../../../store/log/match/fold.ts";

test("folding keeps every place, and keeps ASCII apart from other characters", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: "binary" }), fc.constant("\u212a\u017f\u0131\u0130ẞﬁ")),
      (text) => {
        const folded = fold(text);
        assert.equal(folded.length, text.length);
        for (let at = 0; at < text.length; at++)
          assert.equal(isAscii(folded[at] ?? ""), isAscii(text[at] ?? ""));
      },
    ),
  );
});

test("every character folds like its upper and lower case where those are one character of its kind", () => {
  for (let code = 0; code < 0x20000; code++) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const character = String.fromCodePoint(code);
    const lower = character.toLowerCase();
    const isCounterpart =
      lower.toUpperCase() === character &&
      isAscii(lower) === isAscii(character) &&
      lower.length === character.length;
    if (isCounterpart) assert.equal(fold(lower), fold(character), `U+${code.toString(16)}`);
  }
});
