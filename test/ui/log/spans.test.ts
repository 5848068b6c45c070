import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { stripAnsi } from "../../../model/lines.ts";
import { shown } from "../../../ui/log/controls.ts";
import { PLAIN } from "../../../ui/log/sgr.ts";
import { lineSpans } from "../../../ui/log/spans.ts";

const parts = (text: string) =>
  lineSpans(text, PLAIN).spans.map(({ text: piece, className }) => [piece, className]);

test("colours become class names of a closed list, and nothing of the sequence is left", () => {
  assert.deepEqual(parts("\x1b[1;31mred\x1b[0m plain \x1b[38;5;208mnear\x1b[48;2;0;0;250m ground"), [
    ["red", "a-bold a-f1"],
    [" plain ", ""],
    ["near", "a-f3"],
    [" ground", "a-f3 a-g4"],
  ]);
});

test("a colour runs on into the next line until it is taken back", () => {
  const first = lineSpans("\x1b[32mgreen", PLAIN);
  assert.equal(lineSpans("still", first.pen).spans[0]?.className, "a-f2");
  assert.deepEqual(lineSpans("\x1b[mback", first.pen).pen, PLAIN);
});

test("sequences that are not colours become a stand-in; erasing to the line's end is nothing", () => {
  assert.deepEqual(parts("\x1b]8;;http://evil\x07link\x1b[K\x1b[2J"), [
    ["esc", "ctl seq"],
    ["link", ""],
    ["esc", "ctl seq"],
  ]);
});

test("controls, direction marks and invisible characters are made visible", () => {
  assert.equal(shown("a\u0000b\u202ec\u200bd\x7f"), "a^@bU+202EcU+200Bd^?");
  assert.deepEqual(
    parts("x\u202ey").map(([text]) => text),
    ["x", "U+202E", "y"],
  );
});

test("highlights count in the line without its sequences", () => {
  const { spans } = lineSpans("\x1b[31mundefined\x1b[0m reference", PLAIN, [[5, 13]]);
  assert.equal(
    spans
      .filter(({ marked }) => marked)
      .map(({ text }) => text)
      .join(""),
    "ined ref",
  );
});

const piece = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "\x1b[31m",
    "\x1b[0;1;92m",
    "\x1b[38;5;300m",
    "\x1b[",
    "\x1b]0;t\x07",
    "\u202e",
    "\r",
    "\t",
  ),
);

test("whatever a line holds, its text is kept and no hidden character reaches the page", () => {
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join("");
      const { spans } = lineSpans(text, PLAIN);
      const kept = spans.filter(({ className }) => !className.endsWith("seq")).map((span) => span.text);
      assert.equal(kept.join(""), shown(stripAnsi(text)));
      assert.doesNotMatch(
        kept.join(""),
        /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
      );
      for (const { className } of spans)
        assert.match(className, /^(|ctl|ctl seq|a-(bold|dim|italic|under|inverse|[fg]\d+)( a-\w+)*)$/);
    }),
  );
});
