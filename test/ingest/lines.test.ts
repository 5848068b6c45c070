import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LineCutter } from "../../ingest/lines.ts";

const cut = (cap: number, ...pieces: readonly string[]): readonly (readonly [number, string, boolean])[] => {
  const lines: (readonly [number, string, boolean])[] = [];
  const cutter = new LineCutter(cap, (line, number, whole) =>
    lines.push([number, Buffer.from(line).toString(), whole]),
  );
  for (const piece of pieces) cutter.write(Buffer.from(piece));
  assert.equal(cutter.end(), lines.length);
  return lines;
};

test("LF ends a line, a lone CR does not, and the last line may lack its LF", () => {
  assert.deepEqual(cut(99, "a\n\nb\rc\r\nd"), [
    [1, "a", true],
    [2, "", true],
    [3, "b\rc\r", true],
    [4, "d", true],
  ]);
});

test("a line longer than the cap is given by its beginning", () => {
  assert.deepEqual(cut(3, "abc\nab", "cd", "efg\nx"), [
    [1, "abc", true],
    [2, "abc", false],
    [3, "x", true],
  ]);
});

test("pieces of any size give the same lines", () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[ab\n]{0,6}$/)),
      fc.integer({ min: 1, max: 4 }),
      (pieces, cap) => {
        assert.deepEqual(cut(cap, ...pieces), cut(cap, pieces.join("")));
      },
    ),
  );
});
