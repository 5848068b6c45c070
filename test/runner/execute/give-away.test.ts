import assert from "node:assert/strict";
import { lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { makeWorkspace } from "../../../runner/execute/workspace.ts";

const root = process.getuid?.() === 0 ? {} : { skip: "only root can give files away" };

test(
  "what the runner puts into a run's folders becomes the run's user's, and what a link leads to does not",
  root,
  async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "taskotron-give-"));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    await using workspace = await makeWorkspace(folder, "run", false);
    await workspace.giveTo(61_300);
    writeFileSync(join(folder, "outside"), "x");
    mkdirSync(join(workspace.workdir, "repo"));
    writeFileSync(join(workspace.workdir, "repo/file"), "x");
    symlinkSync(join(folder, "outside"), join(workspace.workdir, "link"));
    await workspace.handOver();
    const owner = (path: string): number => lstatSync(path).uid;
    assert.deepEqual(
      ["", "repo", "repo/file", "link"].map((name) => owner(join(workspace.workdir, name))),
      [61_300, 61_300, 61_300, 61_300],
    );
    assert.equal(owner(join(folder, "outside")), 0);
    assert.equal(owner(await workspace.scratch(1)), 61_300);
  },
);
