import assert from "node:assert/strict";
import { test } from "node:test";
import { safeText, table } from "../../bin/terminal.ts";

test("escape sequences, bells, carriage returns and text that reorders are shown, not obeyed", () => {
  assert.equal(safeText("a\x1b[2Jb\x07c\rd\u202ee\u009b"), "a\\x1b[2Jb\\x07c\\x0dd\\u202ee\\x9b");
});

test("tabs, newlines and text of any script stay", () => {
  const text = "tab\there\nΣ 漢字 🎉";
  assert.equal(safeText(text), text);
});

test("a table aligns text left and numbers right", () => {
  assert.equal(
    table([
      ["check", "n"],
      ["rpmlint", "5"],
      ["x", "120"],
    ]),
    "check      n\nrpmlint    5\nx        120",
  );
});
