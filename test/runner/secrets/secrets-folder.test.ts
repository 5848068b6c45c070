import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { uuidV7 } from "../../../model/uuid.ts";
import { writeSecrets } from "../../../runner/secrets/secrets-folder.ts";

const SECRETS = new Map([["TOKEN", Buffer.from("hunter2-correct\n")]]);

test("secrets are files that only the task's user can read, gone with the run", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "taskotron-secrets-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const adopted: string[] = [];
  const adopt = async (path: string) => void adopted.push(path);
  const written = await writeSecrets(uuidV7(Date.now()), SECRETS, { folder, adopt });
  assert.deepEqual(adopted, [written.path]);
  assert.equal(readFileSync(join(written.path, "TOKEN"), "utf8"), "hunter2-correct\n");
  assert.equal(statSync(join(written.path, "TOKEN")).mode & 0o777, 0o400);
  assert.equal(statSync(written.path).mode & 0o777, 0o700);
  await written[Symbol.asyncDispose]();
  assert.equal(existsSync(written.path), false);
});

test("secrets are removed at once when the runner is killed", async () => {
  const module = join(import.meta.dirname, "../../../runner/secrets/secrets-folder.ts");
  const script = `const { writeSecrets } = await import(${JSON.stringify(module)});
    const secrets = new Map([["TOKEN", Buffer.from("hunter2-correct")]]);
    const { path } = await writeSecrets("${uuidV7(Date.now())}", secrets, { folder: "/nowhere", adopt: async () => {} });
    console.log(path); setInterval(() => {}, 1000);`;
  const runner = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [told] = (await once(runner.stdout, "data")) as [Buffer];
  const path = told.toString().trim();
  assert.equal(existsSync(join(path, "TOKEN")), true);
  runner.kill("SIGKILL");
  for (let turn = 0; turn < 100 && existsSync(path); turn++) await setTimeout(20);
  assert.equal(existsSync(path), false);
});
