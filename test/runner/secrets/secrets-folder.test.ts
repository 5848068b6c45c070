import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { writeSecrets } from "../../../runner/secrets/secrets-folder.ts";

const SECRETS = new Map([["TOKEN", Buffer.from("hunter2-correct\n")]]);

test("secrets are files that only the task's user can read, gone with the run", async (t) => {
  const root = mkdtempSync(join(tmpdir(), "taskotron-secrets-"));
  t.after(() => rmSync(root, { recursive: true }));
  const folder = join(root, "secrets");
  {
    await using written = await writeSecrets(folder, SECRETS, null);
    assert.ok(written);
    assert.equal(readFileSync(join(folder, "TOKEN"), "utf8"), "hunter2-correct\n");
    assert.equal(statSync(join(folder, "TOKEN")).mode & 0o777, 0o400);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
  }
  assert.equal(existsSync(folder), false);
});

test("secrets are removed at once when the runner is killed", async (t) => {
  const root = mkdtempSync(join(tmpdir(), "taskotron-secrets-"));
  t.after(() => rmSync(root, { recursive: true }));
  const folder = join(root, "secrets");
  const module = join(import.meta.dirname, "../../../runner/secrets/secrets-folder.ts");
  const script = `const { writeSecrets } = await import(${JSON.stringify(module)});
    await writeSecrets(${JSON.stringify(folder)}, new Map([["TOKEN", Buffer.from("hunter2-correct")]]), null);
    console.log("written"); setInterval(() => {}, 1000);`;
  const runner = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(runner.stdout, "data");
  assert.equal(existsSync(join(folder, "TOKEN")), true);
  runner.kill("SIGKILL");
  for (let turn = 0; turn < 100 && existsSync(folder); turn++) await setTimeout(20);
  assert.equal(existsSync(folder), false);
});
