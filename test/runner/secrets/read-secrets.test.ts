import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { readSecrets } from "../../../runner/secrets/read-secrets.ts";

const folderWith = (t: TestContext, mode: number): string => {
  const folder = mkdtempSync(join(tmpdir(), "taskotron-secrets-"));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "demo"));
  writeFileSync(join(folder, "demo/TOKEN"), "hunter2-correct\n");
  chmodSync(join(folder, "demo/TOKEN"), mode);
  return folder;
};

test("a task's secrets are the files in its folder", async (t) => {
  const secrets = await readSecrets(folderWith(t, 0o600), "demo", ["TOKEN"]);
  assert.deepEqual([...secrets], [["TOKEN", Buffer.from("hunter2-correct\n")]]);
});

test("a secret that others can read is refused with what to type", async (t) => {
  const folder = folderWith(t, 0o640);
  await assert.rejects(readSecrets(folder, "demo", ["TOKEN"]), {
    code: "environment",
    message: `the secret ${folder}/demo/TOKEN can be read by others (mode 640): chmod 600 ${folder}/demo/TOKEN`,
  });
});

test("a missing secret is named with the file that should hold it", async (t) => {
  const folder = folderWith(t, 0o600);
  await assert.rejects(readSecrets(folder, "demo", ["OTHER"]), {
    code: "environment",
    message: `the secret OTHER is missing: there is no readable file ${folder}/demo/OTHER`,
  });
  await assert.rejects(readSecrets("", "demo", ["OTHER"]), /set TASKOTRON_SECRETS to the folder/);
});
