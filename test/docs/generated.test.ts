import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";

test("pages and schema that are made from the code are current: node scripts/docs.mjs", () => {
  const script = join(import.meta.dirname, "../../scripts/docs.mjs");
  const done = spawnSync(process.execPath, [script, "--check"], { encoding: "utf8" });
  assert.equal(done.stderr, "");
  assert.equal(done.status, 0);
});
