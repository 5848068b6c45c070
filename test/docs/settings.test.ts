import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { SETTINGS } from "../../model/settings.ts";

test("docs/settings.md has one row per setting, and each says what the code says", () => {
  const rows = readFileSync("docs/settings.md", "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  const expected = Object.entries(SETTINGS).map(
    ([key, { env, fallback, about }]) =>
      `| \`${key}\` | \`${env}\` | ${fallback === "" ? "none" : `\`${fallback}\``} | ${about} |`,
  );
  assert.ok(expected.length > 5);
  assert.deepEqual(rows, expected);
});
