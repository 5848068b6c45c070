import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { test } from "node:test";
import { needsProgram } from "../support/needs.ts";
import { ROOT } from "./files.ts";

test(
  "shellcheck has nothing to say about the project's own shell scripts",
  needsProgram("shellcheck"),
  () => {
    const scripts = [
      ".ci/run",
      ...globSync("{deploy,scripts,test/deploy,test/support}/**/*.sh", { cwd: ROOT }),
    ];
    assert.ok(scripts.length > 3, scripts.join(" "));
    const done = spawnSync("shellcheck", scripts, { cwd: ROOT, encoding: "utf8" });
    assert.deepEqual([done.status, done.stdout], [0, ""]);
  },
);
